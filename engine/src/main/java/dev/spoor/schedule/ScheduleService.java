/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.schedule;

import dev.spoor.Engine;
import dev.spoor.Session;
import dev.spoor.delivery.DestinationPlace;
import dev.spoor.delivery.Outbox;
import dev.spoor.error.EngineException;
import dev.spoor.report.PackProblem;
import dev.spoor.report.ReportPack;
import dev.spoor.sql.text.NamedParameters;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A schedule with the threads, destinations and books that it needs. {@link #run} or {@link #runOnce} once, on one thread; {@link
 * #stop} from any.
 */
public final class ScheduleService implements AutoCloseable {
    /** So many reports and alerts run side by side; others wait. */
    private static final int RUNS_MAX = 2;

    private final ExecutorService runs = Executors.newFixedThreadPool(RUNS_MAX, task -> daemon(task, "spoor-schedule"));
    private final ExecutorService deliveries =
            Executors.newSingleThreadExecutor(task -> daemon(task, "spoor-delivery"));
    private final ScheduleTargets targets;
    private final Scheduler scheduler;

    private ScheduleService(
            Schedule schedule,
            Engine engine,
            RunIdentity identity,
            ScheduleTargets targets,
            ReportPlace reports,
            Clock clock,
            RunWatcher watcher) {
        this.targets = targets;
        this.scheduler = new Scheduler(
                schedule,
                new Scheduler.Parts(engine, engine.scheduleLedger(), identity, targets, reports, clock),
                runs,
                deliveries,
                watcher);
    }

    /**
     * Opens one; nothing runs yet.
     *
     * @param engine stays the caller's, and open as long as the service is
     * @param identity as whom it runs
     * @param place that paths of destinations are relative to
     * @throws EngineException INVALID_CONFIGURATION, with file and line, for what the schedule should not say
     */
    public static ScheduleService open(
            Schedule schedule,
            Engine engine,
            RunIdentity identity,
            DestinationPlace place,
            ReportPlace reports,
            Clock clock,
            RunWatcher watcher) {
        check(schedule, engine, identity);
        ScheduleTargets targets = ScheduleTargets.open(schedule, place);
        try {
            return new ScheduleService(schedule, engine, identity, targets, reports, clock, watcher);
        } catch (RuntimeException e) {
            targets.close();
            throw e;
        }
    }

    /** Understands what alerts ask without asking it, so that a wrong name is not found out at night. */
    public static void check(Schedule schedule, Engine engine, RunIdentity identity) {
        for (ScheduleEntry entry : schedule.entries()) {
            if (entry instanceof AlertEntry alert) {
                check(schedule, alert, engine, identity);
            }
            if (entry instanceof ReportEntry && !identity.policy().isOpen()) {
                throw PackProblem.at(
                                schedule.file().toString(),
                                0,
                                "the report " + entry.name() + " tells of all files, and " + identity.user()
                                        + " may not see everything")
                        .advise("put it into a schedule that runs as " + Schedule.FULL);
            }
        }
    }

    private static void check(Schedule schedule, AlertEntry alert, Engine engine, RunIdentity identity) {
        Map<String, String> names = new HashMap<>();
        alert.parameters().keySet().forEach(name -> names.put(name, name));
        names.put(ReportPack.SINCE, "");
        names.put(ReportPack.UNTIL, "");
        try (Session session = identity.session(engine, Instant.EPOCH)) {
            session.describe(NamedParameters.bind(alert.sql(), names).sql());
        } catch (EngineException e) {
            String place = e.position().map(at -> " at " + at + " of its SQL").orElse("");
            EngineException placed = PackProblem.at(
                    schedule.file().toString(), 0, "the alert " + alert.name() + place + ": " + e.getMessage());
            e.hint().ifPresent(placed::advise);
            throw placed;
        }
    }

    /** Runs until {@link #stop}. */
    public void run() throws InterruptedException {
        scheduler.run();
    }

    /** Runs what is due, and ends; false if another process runs the schedule. */
    public boolean runOnce() throws InterruptedException {
        return scheduler.runOnce();
    }

    /** Ends {@link #run} and {@link #runOnce} soon; what runs is cancelled, and begun again by whoever runs the schedule next. */
    public void stop() {
        scheduler.stop();
    }

    public ScheduleMetrics metrics() {
        return scheduler.metrics();
    }

    /** What is to be delivered, and what became of it. */
    public Outbox outbox() {
        return scheduler.outbox();
    }

    @Override
    public void close() {
        try {
            scheduler.close();
        } finally {
            runs.shutdownNow();
            deliveries.shutdownNow();
            targets.close();
        }
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
