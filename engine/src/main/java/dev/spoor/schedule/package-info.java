/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/**
 * Reports and alerts at certain times.
 *
 * <pre>
 *   schedule.yaml -> ScheduleReader -> Schedule: reports, alerts, destinations
 *   CronExpression, zone            -> Rhythm: the instants at which an entry is due
 *   Scheduler: leads by a lease in the ledger, begins what is due, makes up for what was missed
 *     -> RunTask -> ReportRun: a folder of files                  -> RunOutcome
 *                -> AlertRun: windows, AlertRows, AlertFindings   -> RunOutcome: what is new
 *   RunOutcome    -> ScheduleBooks: end of the run, findings and deliveries, in one transaction
 *   Outbox of dev.spoor.delivery    -> destinations, as long as the lease holds
 * </pre>
 *
 * <p>{@link dev.spoor.schedule.ScheduleService} is the door: a schedule with its threads, for a program of its own and for a server.
 * A file is read whole and checked before anything runs, its SQL too. Decision 0036 says why it is so.
 *
 * <p>Imports: {@code dev.spoor.report}, {@code dev.spoor.delivery} and what is below them.
 */
package dev.spoor.schedule;
