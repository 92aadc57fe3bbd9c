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
 * </pre>
 *
 * <p>A file of settings is read whole and checked before anything runs. Imports: {@code dev.spoor.report} and what is below it.
 */
package dev.spoor.schedule;
