/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.schedule;

import dev.spoor.Engine;
import dev.spoor.EngineConfig;
import dev.spoor.Settings;
import dev.spoor.dataset.FaultyLedger;
import dev.spoor.dataset.ScheduledRun;
import dev.spoor.delivery.Delivery;
import dev.spoor.delivery.DeliveryOutcome;
import dev.spoor.delivery.DeliveryOutcome.Sent;
import dev.spoor.delivery.Destination;
import dev.spoor.format.TimeWindow;
import dev.spoor.testing.HandClock;
import dev.spoor.testing.MemoryObjectStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;

/** A schedule over logs in memory, with a ledger in memory and a destination that remembers, at hand-set times. One thread. */
final class ScheduleDesk implements AutoCloseable {
    final HandClock clock = new HandClock(Instant.parse("2026-03-01T00:00:00Z"));
    final FaultyLedger database = new FaultyLedger(clock);
    final MemoryObjectStore logs = new MemoryObjectStore("memory");
    final List<Delivery> received = new ArrayList<>();
    final List<String> said = new ArrayList<>();

    /** Runs that wait, while {@link #isHeld}. */
    final Queue<Runnable> waiting = new ArrayDeque<>();

    boolean isHeld;
    private final Path folder;
    private final Engine engine;
    private final Schedule schedule;

    ScheduleDesk(Path folder, String... yaml) throws IOException, SQLException {
        this.folder = folder;
        Path file = folder.resolve("watch.yaml");
        Files.writeString(file, String.join("\n", yaml) + "\n");
        schedule = ScheduleReader.read(file);
        event("first", "Nothing", "2026-02-01T00:00:00Z");
        Settings settings =
                Settings.initial().with("cache", "off").with("lateness", "none").with("workers", "1");
        engine = Engine.open(new EngineConfig(List.of(), Map.of(), settings, TimeWindow.ALL), logs, clock);
    }

    /** Delivers a file with one event, late or not. */
    void event(String id, String name, String time) {
        event(id, name, time, "alice");
    }

    void event(String id, String name, String time, String user) {
        String record = "{\"Records\":[{\"eventVersion\":\"1.08\",\"eventID\":\"" + id + "\",\"eventName\":\"" + name
                + "\",\"eventTime\":\"" + time
                + "\",\"eventSource\":\"iam.amazonaws.com\",\"userIdentity\":{\"type\":\"IAMUser\","
                + "\"userName\":\"" + user + "\"},\"recipientAccountId\":\"111122223333\"}]}";
        logs.put(id + ".json", record.getBytes(StandardCharsets.UTF_8), 1);
    }

    /** A process with the schedule. */
    Scheduler process() {
        Destination memory = new Destination() {
            @Override
            public DeliveryOutcome deliver(Delivery delivery, Set<String> reached) {
                received.add(delivery);
                return new Sent("memory");
            }

            @Override
            public void close() {}
        };
        RunWatcher watcher = new RunWatcher() {
            @Override
            public Watched began(ScheduledRun run, String user, String statement) {
                return (state, rows, text) -> {};
            }

            @Override
            public void said(String sentence) {
                said.add(sentence);
            }
        };
        Scheduler.Parts parts = new Scheduler.Parts(
                engine,
                database.ledger(),
                RunIdentity.full(Settings.initial()
                        .with("cache", "off")
                        .with("lateness", "none")
                        .with("workers", "1")),
                ScheduleTargets.of(Map.of("watch/memory", memory)),
                new ReportPlace(folder.resolve("key.pem"), "test"),
                clock);
        return new Scheduler(schedule, parts, this::execute, Runnable::run, watcher);
    }

    private void execute(Runnable run) {
        if (isHeld) {
            waiting.add(run);
        } else {
            run.run();
        }
    }

    /** Lets some time go by, then a step. */
    void step(Scheduler process, Duration time) {
        clock.pass(time);
        process.step(); // begins runs
        process.step(); // delivers what they found
    }

    /** Runs as name, time of day and state, oldest first. */
    List<String> runs() {
        List<String> runs = new ArrayList<>();
        for (ScheduledRun run : database.ledger().schedules().runs()) {
            String time = Instant.ofEpochMilli(run.scheduledMicros() / 1_000)
                    .toString()
                    .substring(8, 16);
            runs.add(0, run.name() + " " + time + " " + run.state().label());
        }
        return runs;
    }

    /** First values of the rows of a message. */
    static List<String> firsts(Delivery delivery) {
        return delivery.findings().stream().map(row -> row.get(0)).toList();
    }

    /** First values of all rows of all messages. */
    List<String> told() {
        return received.stream().flatMap(delivery -> firsts(delivery).stream()).toList();
    }

    @Override
    public void close() {
        engine.close();
        database.close();
    }
}
