/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.schedule;

import dev.spoor.dataset.FaultyLedger.When;
import dev.spoor.dataset.ScheduledRun;
import dev.spoor.dataset.ScheduledRun.State;
import dev.spoor.delivery.Delivery;
import dev.spoor.report.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What runs when, who runs it, and what is told, at hand-set times. */
final class SchedulerTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int FAULT_STEP = Integer.getInteger("tests.faultStep", 7);
    private static final Duration FIVE = Duration.ofMinutes(5);
    private static final String SQL = "SELECT eventID, eventName, userIdentity.userName AS who FROM events"
            + " WHERE eventName LIKE 'Bad%' AND eventTime >= :since AND eventTime < :until ORDER BY eventID";

    @TempDir
    Path folder;

    private ScheduleDesk desk;

    @AfterEach
    void close() {
        if (desk != null) {
            desk.close();
        }
    }

    private void open(String... entry) throws IOException, SQLException {
        List<String> yaml = new ArrayList<>(List.of("destinations:", "  memory: {kind: folder, path: unused}"));
        yaml.addAll(List.of(entry));
        desk = new ScheduleDesk(folder, yaml.toArray(String[]::new));
    }

    private void alert(String... options) throws IOException, SQLException {
        List<String> yaml = new ArrayList<>(List.of(
                "failures: [memory]",
                "alerts:",
                "- name: bad",
                "  title: Something bad",
                "  severity: high",
                "  every: 5m",
                "  look-again: [15m]",
                "  deliver: [memory]"));
        boolean hasSql = false;
        for (String option : options) {
            yaml.add("  " + option);
            hasSql |= option.startsWith("sql:");
        }
        if (!hasSql) {
            yaml.add("  sql: \"" + SQL + "\"");
        }
        open(yaml.toArray(String[]::new));
    }

    @Test
    void aFindingIsToldOnceThoughWindowsAreLookedAtAgain() throws Exception {
        alert();
        Scheduler process = desk.process();
        desk.step(process, Duration.ZERO);
        assertEquals(List.of(), desk.runs());
        desk.event("a", "BadThing", "2026-03-01T00:02:00Z");
        desk.event("b", "BadThing", "2026-03-01T00:06:00Z");
        for (int i = 0; i < 6; i++) {
            desk.step(process, FIVE);
        }
        assertEquals(List.of("a", "b"), desk.told());
        assertEquals(6, desk.runs().size());
        Delivery first = desk.received.get(0);
        assertEquals("watch/bad/1772323500000000", first.id());
        assertEquals(Severity.HIGH, first.severity());
        assertEquals("Something bad", first.title());
        assertEquals(
                "2026-03-01T00:00:00Z to 2026-03-01T00:05:00Z", first.facts().get("Window"));
    }

    /** The file comes ten minutes after its event, when the event's window is over. */
    @Test
    void aLateFileIsFoundByTheSecondLook() throws Exception {
        alert();
        Scheduler process = desk.process();
        desk.step(process, Duration.ZERO);
        desk.step(process, FIVE);
        desk.step(process, FIVE);
        desk.event("late", "BadThing", "2026-03-01T00:04:00Z");
        desk.step(process, FIVE);
        assertEquals(List.of(), desk.told());
        desk.step(process, FIVE);
        assertEquals(List.of("late"), desk.told());
    }

    @Test
    void aKnownKeyIsToldAgainOnlyAfterItsSuppression() throws Exception {
        alert("key: [who]", "suppress: 30m");
        Scheduler process = desk.process();
        desk.step(process, Duration.ZERO);
        List<Integer> counts = new ArrayList<>();
        for (int i = 0; i < 13; i++) {
            desk.event(
                    "e" + (10 + i),
                    "BadThing",
                    desk.clock.instant().plusSeconds(60).toString());
            desk.step(process, FIVE);
            counts.add(desk.received.size());
        }
        assertEquals(List.of(1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 3), counts);
    }

    @Test
    void findingsThatAreAlikeKeepEachOtherSilentAndAreCounted() throws Exception {
        alert("key: [eventID]", "suppress: 1h", "suppress-by: [who]");
        Scheduler process = desk.process();
        desk.step(process, Duration.ZERO);
        desk.event("a", "BadThing", "2026-03-01T00:01:00Z", "alice");
        desk.event("b", "BadThing", "2026-03-01T00:02:00Z", "alice");
        desk.event("c", "BadThing", "2026-03-01T00:03:00Z", "bob");
        desk.step(process, FIVE);
        assertEquals(List.of("a", "c"), desk.told());
        assertEquals(
                "1 more like these, in sys.alert_findings",
                desk.received.get(0).facts().get("Suppressed"));
        desk.event("d", "BadThing", "2026-03-01T00:06:00Z", "alice");
        desk.step(process, FIVE);
        assertEquals(List.of("a", "c"), desk.told());
        for (int i = 0; i < 11; i++) {
            desk.step(process, FIVE);
        }
        desk.event("e", "BadThing", desk.clock.instant().plusSeconds(1).toString(), "alice");
        desk.step(process, FIVE);
        assertEquals(List.of("a", "c", "e"), desk.told());
        assertEquals(
                "2 more like these, in sys.alert_findings",
                desk.received.get(1).facts().get("Suppressed"));
        assertEquals(5, desk.database.ledger().schedules().findings().size());
    }

    @Test
    void aThresholdCountsTheRowsOfOneWindow() throws Exception {
        alert("when: rows >= 3", "key: [who]", "suppress: 1d");
        Scheduler process = desk.process();
        desk.step(process, Duration.ZERO);
        desk.event("a", "BadThing", "2026-03-01T00:03:00Z");
        desk.event("b", "BadThing", "2026-03-01T00:04:00Z");
        desk.event("c", "BadThing", "2026-03-01T00:05:00Z"); // in the window after
        desk.event("d", "BadThing", "2026-03-01T00:06:00Z", "bob");
        desk.step(process, FIVE);
        desk.step(process, FIVE);
        assertEquals(List.of(), desk.told());
        desk.event("e", "BadThing", "2026-03-01T00:00:00Z"); // late: the third of the first window
        desk.step(process, FIVE);
        desk.step(process, FIVE);
        assertEquals(List.of("a", "b", "e"), desk.told());
        assertEquals("rows >= 3", desk.received.get(0).facts().get("Condition"));
    }

    @Test
    void aColumnDecidesRowByRow() throws Exception {
        alert(
                "when: n > 1",
                "sql: SELECT userIdentity.userName AS who, count(*) AS n FROM events WHERE eventTime >= :since"
                        + " AND eventTime < :until GROUP BY 1");
        Scheduler process = desk.process();
        desk.step(process, Duration.ZERO);
        desk.event("a", "X", "2026-03-01T00:01:00Z", "alice");
        desk.event("b", "X", "2026-03-01T00:02:00Z", "alice");
        desk.event("c", "X", "2026-03-01T00:03:00Z", "bob");
        desk.step(process, FIVE);
        desk.event("d", "X", "2026-03-01T00:04:00Z", "alice"); // another number is no other finding
        for (int i = 0; i < 4; i++) {
            desk.step(process, FIVE);
        }
        assertEquals(List.of("alice"), desk.told());
    }

    /** Silence is looked for when late files should have come, and told again as long as it lasts. */
    @Test
    void silenceIsAFindingToo() throws Exception {
        alert("when: rows < 1");
        Scheduler process = desk.process();
        desk.step(process, Duration.ZERO);
        for (int minute = 0; minute < 10; minute += 5) {
            desk.event("e" + minute, "BadThing", "2026-03-01T00:0" + minute + ":30Z");
        }
        desk.event("before", "BadThing", "2026-02-28T23:56:00Z");
        desk.event("earlier", "BadThing", "2026-02-28T23:51:00Z");
        desk.event("earliest", "BadThing", "2026-02-28T23:46:00Z");
        for (int i = 0; i < 5; i++) {
            desk.step(process, FIVE);
        }
        assertEquals(0, desk.received.size());
        desk.step(process, FIVE);
        assertEquals(1, desk.received.size());
        assertEquals(
                "2026-03-01T00:10:00Z to 2026-03-01T00:15:00Z",
                desk.received.get(0).facts().get("Window"));
        for (int i = 0; i < 4; i++) {
            desk.step(process, FIVE);
        }
        assertEquals(2, desk.received.size());
    }

    @Test
    void anAlertLooksAtEverythingThatNobodyLookedAt() throws Exception {
        alert();
        Scheduler process = desk.process();
        desk.step(process, Duration.ZERO);
        desk.step(process, FIVE);
        desk.event("a", "BadThing", "2026-03-01T01:00:00Z");
        desk.step(process, Duration.ofHours(3));
        assertEquals(List.of("a"), desk.told());
        assertEquals(List.of("bad 01T00:05 done", "bad 01T03:05 done"), desk.runs());
    }

    @Test
    void whatFailsIsToldOnceAndMadeUpForByTheNextRun() throws Exception {
        alert();
        Scheduler process = desk.process();
        desk.step(process, Duration.ZERO);
        desk.event("a", "BadThing", "2026-03-01T00:01:00Z");
        for (int i = 0; i < 2; i++) {
            desk.logs.cutOffAtCall(1);
            desk.step(process, FIVE);
        }
        desk.logs.failAtCall(0);
        assertEquals(List.of("bad 01T00:05 failed", "bad 01T00:10 failed"), desk.runs());
        assertEquals(1, desk.received.size());
        assertEquals("The alert bad has failed", desk.received.get(0).title());
        desk.step(process, FIVE);
        assertEquals(List.of("a"), desk.told());
        assertEquals(2, process.metrics().count("bad", State.FAILED));
    }

    @Test
    void aRunThatIsStillGoingOnRefusesTheNext() throws Exception {
        alert();
        Scheduler process = desk.process();
        desk.step(process, Duration.ZERO);
        desk.isHeld = true;
        desk.event("a", "BadThing", "2026-03-01T00:06:00Z");
        desk.step(process, FIVE);
        desk.step(process, FIVE);
        assertEquals(List.of("bad 01T00:05 running", "bad 01T00:10 refused"), desk.runs());
        desk.isHeld = false;
        desk.waiting.remove().run();
        desk.step(process, FIVE);
        assertEquals(List.of("bad 01T00:05 done", "bad 01T00:10 refused", "bad 01T00:15 done"), desk.runs());
        assertEquals(List.of("a"), desk.told()); // of the window of the refused one
    }

    private void report(String... options) throws IOException, SQLException {
        Files.writeString(
                folder.resolve("tiny.yaml"),
                "title: Tiny\nquestions:\n- id: bad\n  title: Bad things\n  severity: high\n  sql: \"" + SQL + "\"\n");
        List<String> yaml = new ArrayList<>(List.of(
                "out: written",
                "reports:",
                "- name: tiny",
                "  pack: tiny.yaml",
                "  period: previous day",
                "  cron: \"30 2 * * *\"",
                "  deliver: [memory]"));
        for (String option : options) {
            yaml.add("  " + option);
        }
        if (List.of(options).stream().noneMatch(option -> option.startsWith("files:"))) {
            yaml.add("  files: [html]");
        }
        open(yaml.toArray(String[]::new));
    }

    @Test
    void aReportIsWrittenAndDelivered() throws Exception {
        report("bundle: true", "files: [html, pdf, json, data, bundle]");
        desk.event("a", "BadThing", "2026-02-28T10:00:00Z");
        desk.event("b", "BadThing", "2026-03-01T00:00:00Z"); // not of the day before
        Scheduler process = desk.process();
        desk.step(process, Duration.ZERO);
        desk.step(process, Duration.ofHours(3));
        assertEquals(List.of("tiny 01T02:30 done"), desk.runs());
        ScheduledRun run = desk.database.ledger().schedules().runs().get(0);
        Path written = folder.resolve("written/tiny/2026-03-01T0230Z");
        assertEquals(written.toString(), run.output().orElseThrow());
        assertEquals(1, run.findings().orElseThrow());
        Delivery told = desk.received.get(0);
        assertEquals("Tiny: 1 finding", told.title());
        assertEquals(List.of(List.of("high", "", "Bad things", "1")), told.findings());
        assertEquals(
                List.of("report.html", "report.pdf", "report.json", "data/bad.csv", "2026-03-01T0230Z.zip"),
                told.files().stream().map(file -> file.name()).toList());
        for (var file : told.files()) {
            assertTrue(Files.size(file.path()) > 0, file.name());
        }
        try (var left = Files.list(written.getParent())) {
            assertEquals(2, left.count());
        }
    }

    @Test
    void missedReportsAreMadeUpForUpToALimit() throws Exception {
        report("deliver-from: low");
        Scheduler process = desk.process();
        desk.step(process, Duration.ZERO);
        desk.clock.pass(Duration.ofDays(30));
        for (int i = 0; i < 30; i++) {
            process.step();
        }
        List<String> runs = desk.runs();
        assertEquals("tiny 01T02:30 missed", runs.get(0));
        assertEquals("tiny 07T02:30 done", runs.get(1));
        assertEquals("tiny 30T02:30 done", runs.get(runs.size() - 1));
        assertEquals(1 + Scheduler.CATCH_UP_MAX, runs.size());
        assertEquals(List.of(), desk.received); // nothing was found
    }

    @Test
    void theLatestOrNoneIsMadeUpForIfTheScheduleSaysSo() throws Exception {
        report("catch-up: latest");
        Scheduler process = desk.process();
        desk.step(process, Duration.ZERO);
        desk.step(process, Duration.ofDays(3));
        assertEquals(List.of("tiny 01T02:30 missed", "tiny 03T02:30 done"), desk.runs());
        desk.close();
        report("catch-up: none");
        process = desk.process();
        desk.step(process, Duration.ZERO);
        desk.step(process, Duration.ofDays(3));
        assertEquals(List.of("tiny 01T02:30 missed"), desk.runs());
        desk.step(process, Duration.ofMinutes(150));
        assertEquals(List.of("tiny 01T02:30 missed", "tiny 04T02:30 done"), desk.runs());
    }

    @Test
    void aReportThatFailsIsTriedAgain() throws Exception {
        report();
        Scheduler process = desk.process();
        desk.step(process, Duration.ZERO);
        Path inTheWay = folder.resolve("written");
        Files.writeString(inTheWay, "a file where the folder should be");
        desk.step(process, Duration.ofHours(3));
        assertEquals(List.of("tiny 01T02:30 running"), desk.runs());
        Files.delete(inTheWay);
        desk.step(process, Scheduler.RETRY_PAUSE);
        assertEquals(List.of("tiny 01T02:30 done"), desk.runs());
        assertEquals(2, desk.database.ledger().schedules().runs().get(0).attempts());
    }

    @Test
    void anotherProcessTakesOverWhenTheFirstIsSilent() throws Exception {
        alert();
        Scheduler first = desk.process();
        Scheduler second = desk.process();
        desk.step(first, Duration.ZERO);
        desk.step(second, Duration.ZERO);
        assertTrue(desk.said.get(0).contains("this one waits"), desk.said.toString());
        desk.isHeld = true;
        desk.event("a", "BadThing", "2026-03-01T00:01:00Z");
        desk.step(first, FIVE); // begins the run, and is silent from here on
        desk.isHeld = false;
        desk.step(second, MINUTE);
        assertEquals(List.of("bad 01T00:05 done"), desk.runs());
        assertEquals(List.of("a"), desk.told());
        desk.waiting.remove().run(); // the first wakes up, and has nothing to say
        desk.step(first, Duration.ZERO);
        desk.step(second, Duration.ZERO);
        assertEquals(List.of("a"), desk.told());
        assertEquals(2, desk.database.ledger().schedules().runs().get(0).attempts());
        second.close();
        desk.step(first, FIVE);
        assertEquals(List.of("bad 01T00:05 done", "bad 01T00:10 done"), desk.runs());
    }

    @Test
    void onceRunsWhatIsDueAndGivesTheLeadAway() throws Exception {
        alert();
        assertTrue(desk.process().runOnce());
        desk.event("a", "BadThing", "2026-03-01T00:01:00Z");
        desk.clock.pass(FIVE);
        assertTrue(desk.process().runOnce());
        assertEquals(List.of("a"), desk.told());
        desk.step(desk.process(), Duration.ZERO);
        assertFalse(desk.process().runOnce());
    }

    /**
     * A statement of the ledger fails, before or after it did its work; then the process dies, and another goes on. A build tries one
     * in so many; {@code -Dtests.faultStep=1} all.
     */
    @Test
    void noFindingIsLostOrToldTwiceWhicheverStatementFails() throws Exception {
        for (When when : When.values()) {
            boolean hasFailed = true;
            for (int k = when == When.BEFORE ? 1 : 4; hasFailed; k += FAULT_STEP) {
                String name = "fault " + k + " " + when;
                alert();
                desk.step(desk.process(), Duration.ZERO);
                desk.clock.pass(Scheduler.LEASE.plusSeconds(1));
                desk.event("a", "BadThing", "2026-03-01T00:01:00Z");
                desk.event("b", "BadThing", "2026-03-01T00:02:00Z");
                desk.clock.pass(FIVE);
                Scheduler dying = desk.process();
                desk.database.failAtCall(k, when);
                dying.step();
                dying.step();
                hasFailed = desk.database.hasFailed();
                desk.database.failAtCall(0, when);
                Scheduler next = desk.process();
                desk.step(next, Scheduler.LEASE.plusSeconds(1));
                desk.step(next, FIVE);
                assertEquals(
                        List.of("a", "b"),
                        List.copyOf(new HashSet<>(desk.told())).stream()
                                .sorted()
                                .toList(),
                        name);
                List<String> messages = desk.received.stream()
                        .map(Delivery::id)
                        .filter(id -> !id.endsWith("/failed"))
                        .toList();
                assertEquals(1, new HashSet<>(messages).size(), name + ": " + messages);
                assertTrue(messages.size() <= 2, name + ": sent once more at most, with the same id");
                assertTrue(desk.runs().stream().noneMatch(run -> run.endsWith("running")), name + ": " + desk.runs());
                desk.close();
                assertTrue(k < 200, "it fails for ever");
            }
        }
        desk = null;
    }
}
