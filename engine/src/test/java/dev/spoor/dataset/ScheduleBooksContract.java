/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.dataset;

import dev.spoor.dataset.ScheduledRun.State;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.testing.HandClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What the books of schedules promise on every database: one process leads, and a former one changes nothing. */
final class ScheduleBooksContract {
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final ScheduledRun.Result RESULT = new ScheduledRun.Result(3, 2, 1, 1, null, "there");

    private ScheduleBooksContract() {}

    /**
     * Over one ledger.
     *
     * @param ours a connection of it
     * @param theirs another one
     */
    static void check(LakeLedger ours, LakeLedger theirs, HandClock clock) {
        ScheduleBooks first = ours.schedules();
        ScheduleBooks second = theirs.schedules();
        ScheduleLease lease = first.lead("s", "first", LEASE).orElseThrow();
        assertEquals(lease, first.lead("s", "first", LEASE).orElseThrow(), "renewed");
        assertEquals(Optional.empty(), second.lead("s", "second", LEASE));
        assertTrue(second.lead("other", "second", LEASE).isPresent(), "another schedule");
        long now = clock.millis() * 1_000;
        assertEquals(Map.of("a", now, "b", now), first.enroll(lease, List.of("a", "b")));

        ScheduledRun run = first.begin(lease, "a", "alert", now + 1);
        AlertFinding finding = new AlertFinding("a", "h", "k=1", now, now, 1, OptionalLong.of(now));
        QueuedDelivery queued = new QueuedDelivery("d", "s/mail", run.id(), "s/a", "t", "high", "{}", now);
        first.finish(
                lease, run, RESULT, List.of(finding), List.of(new AlertSilence("g", now + 5, 2)), 0, List.of(queued));
        assertEquals(Map.of("h", finding), second.known("s", "a", List.of("h", "i")));
        assertEquals(Map.of("g", new AlertSilence("g", now + 5, 2)), second.silences("s", "a"));
        assertEquals(1, theirs.deliveries().ofRun(run.id()).size());
        assertEquals(now + 1, second.lastDone("s", "a"));
        assertConflict(() -> first.finish(lease, run, RESULT, List.of(), List.of(), 0, List.of()));

        first.leaveOut(lease, "b", "report", State.MISSED, now + 1, now + 9, "late");
        ScheduledRun left = first.begin(lease, "b", "report", now + 10);
        changeLeader(ours, theirs, lease, left, clock);
    }

    /** The first is silent for longer than its lease; the second takes over what it left. */
    private static void changeLeader(
            LakeLedger ours, LakeLedger theirs, ScheduleLease old, ScheduledRun left, HandClock clock) {
        ScheduleBooks first = ours.schedules();
        ScheduleBooks second = theirs.schedules();
        clock.pass(LEASE.plusSeconds(1));
        assertFalse(first.isLeading(old));
        ScheduleLease lease = second.lead("s", "second", LEASE).orElseThrow();
        assertTrue(lease.fence() > old.fence());
        assertTrue(second.isLeading(lease));
        assertEquals(List.of(left), second.abandoned(lease));
        assertConflict(() -> first.finish(old, left, RESULT, List.of(), List.of(), 0, List.of()));
        assertConflict(() -> first.fail(old, left, "late", List.of()));
        assertConflict(() -> first.begin(old, "b", "report", left.scheduledMicros() + 1));
        assertConflict(() -> claim(ours.deliveries(), clock, first.fence(() -> old)));
        assertConflict(() -> claim(ours.deliveries(), clock, first.fence(() -> null)));
        claim(theirs.deliveries(), clock, second.fence(() -> lease));
        assertEquals(
                left.scheduledMicros(), second.enroll(lease, List.of("a", "b")).get("b"));

        ScheduledRun again = second.resume(lease, left).orElseThrow();
        assertEquals(2, again.attempts());
        assertEquals(List.of(), second.abandoned(lease));
        second.fail(lease, again, "no", List.of());
        assertEquals(Optional.empty(), second.resume(lease, again));
        assertEquals(Optional.of(State.FAILED), second.lastState("s", "b"));
        assertEquals(
                List.of("b FAILED", "b MISSED", "a DONE"),
                second.runs().stream()
                        .map(each -> each.name() + " " + each.state())
                        .toList());
        second.release(lease);
        assertTrue(first.lead("s", "first", LEASE).isPresent());
    }

    private static void claim(DeliveryBooks books, HandClock clock, DeliveryBooks.Fence fence) {
        long now = clock.millis() * 1_000;
        assertTrue(books.claim("c", now, now + 1, List.of("s/mail"), fence).isPresent());
    }

    private static void assertConflict(Runnable change) {
        assertEquals(
                ErrorCode.COMMIT_CONFLICT,
                assertThrows(EngineException.class, change::run).code());
    }
}
