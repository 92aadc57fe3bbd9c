/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell;

import dev.spoor.dataset.LakeLedger;
import dev.spoor.dataset.ScheduleLease;
import dev.spoor.dataset.ScheduleLedger;
import dev.spoor.testing.HandClock;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** {@code spoor schedule} as a user runs it, over one event. */
class ScheduleCommandTest {
    private static final Instant NOW = Instant.parse("2026-03-01T01:00:30Z");
    private static final String YAML = """
            destinations:
              files: {kind: folder, path: delivered}
            alerts:
            - name: deletes
              title: A trail was deleted
              every: 1h
              sql: |
                SELECT eventName, eventID FROM events
                WHERE eventName = 'DeleteTrail' AND eventTime >= :since AND eventTime < :until
              deliver: [files]
            """;

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("watch.yaml");
        Files.writeString(file, YAML);
        Files.createDirectories(folder.resolve("logs"));
        Files.writeString(
                folder.resolve("logs/one.json"),
                "{\"Records\":[{\"eventVersion\":\"1.08\",\"eventID\":\"one\",\"eventName\":\"DeleteTrail\","
                        + "\"eventTime\":\"2026-03-01T00:30:00Z\"}]}");
    }

    private ExitCode run(String... words) {
        out.reset();
        err.reset();
        Streams streams = new Streams(new ByteArrayInputStream(new byte[0]), out, err, false, false, false, 80);
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--logs", folder.resolve("logs").toString()));
        all.addAll(List.of("--set", "cache.path=" + folder.resolve("cache")));
        return new Shell(streams, Clock.fixed(NOW, ZoneOffset.UTC)).run(all);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aFileIsCheckedAndItsTimesAreTold() throws IOException {
        assertEquals(ExitCode.OK, run("schedule", "check", file.toString()), this::err);
        assertEquals("alert deletes: A trail was deleted; every 1h; to files\nThe schedule watch is right.\n", out());
        assertEquals(ExitCode.OK, run("schedule", file.toString(), "--dry-run"), this::err);
        assertTrue(out().startsWith("2026-03-01T02:00:00Z alert deletes\n"), this::out);
        Files.writeString(file, YAML.replace("eventName =", "evntName ="));
        assertEquals(ExitCode.WRONG_USAGE, run("schedule", "check", file.toString()));
        assertTrue(err().contains("the alert deletes at 2:7 of its SQL: no column is called 'evntName'"), this::err);
        Files.writeString(file, YAML.replace("path:", "pth:"));
        assertEquals(ExitCode.WRONG_USAGE, run("schedule", "check", file.toString()));
        assertTrue(err().contains("watch.yaml:2: destination files: "), this::err);
        assertEquals(ExitCode.WRONG_USAGE, run("schedule", "check"));
        assertEquals(
                ExitCode.WRONG_USAGE,
                run("schedule", folder.resolve("none.yaml").toString()));
    }

    /** It was known an hour ago. */
    @Test
    void onceRunsDeliversAndEnds() throws IOException {
        try (LakeLedger ledger =
                ScheduleLedger.open(folder.resolve("cache"), new HandClock(NOW.minus(Duration.ofHours(1))))) {
            ScheduleLease lease = ledger.schedules()
                    .lead("watch", "earlier", Duration.ofSeconds(1))
                    .orElseThrow();
            ledger.schedules().enroll(lease, List.of("deletes"));
            ledger.schedules().release(lease);
        }
        assertEquals(ExitCode.OK, run("schedule", file.toString(), "--once"), this::err);
        assertTrue(err().contains("2026-03-01T01:00:00Z alert deletes done, 1 row\n"), this::err);
        try (var delivered = Files.walk(folder.resolve("delivered"))) {
            Path message = delivered
                    .filter(each -> each.endsWith("message.txt"))
                    .findFirst()
                    .orElseThrow();
            assertTrue(Files.readString(message).contains("DeleteTrail"), () -> message.toString());
        }
        assertEquals(ExitCode.OK, run("schedule", file.toString(), "--once"), this::err);
        assertEquals("", err());
        String sql = "SELECT name, state, told, deliveries FROM sys.report_runs";
        assertEquals(ExitCode.OK, run("--stats", "off", "--no-header", "-c", sql), this::err);
        assertEquals("deletes,done,1,watch/files sent\n", out());
        assertEquals(ExitCode.OK, run("schedule", "dead", file.toString()), this::err);
        assertEquals("", out());
        assertEquals(ExitCode.QUERY_FAILED, run("schedule", "retry", file.toString(), "none"));
        assertTrue(err().contains("there is no such dead delivery"), this::err);
    }
}
