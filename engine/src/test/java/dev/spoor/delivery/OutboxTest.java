/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.delivery;

import dev.spoor.dataset.DeliveryBooks.Fence;
import dev.spoor.dataset.DeliveryEntry;
import dev.spoor.dataset.DeliveryState;
import dev.spoor.dataset.FaultyLedger;
import dev.spoor.dataset.FaultyLedger.When;
import dev.spoor.dataset.LakeLedger;
import dev.spoor.dataset.ScheduleLedger;
import dev.spoor.delivery.DeliveryOutcome.Refused;
import dev.spoor.delivery.DeliveryOutcome.RetryLater;
import dev.spoor.delivery.DeliveryOutcome.Sent;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.testing.EngineFixture;
import dev.spoor.testing.HandClock;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What is queued arrives at least once, in whatever moment something fails, and nobody is pestered. */
@Tag("any-jdk")
class OutboxTest {
    private static final RetryPolicy POLICY =
            new RetryPolicy(Duration.ofSeconds(30), Duration.ofHours(1), 4, Duration.ofDays(1));

    private final HandClock clock = new HandClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final FakeDestination mail = new FakeDestination();
    private final FakeDestination chat = new FakeDestination();

    @TempDir
    private Path folder;

    private FaultyLedger database;
    private Outbox outbox;

    /** The sender dies. */
    private static final class Death extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** Answers as it is told, else takes everything. */
    private static final class FakeDestination implements Destination {
        private final Deque<Function<Delivery, DeliveryOutcome>> answers = new ArrayDeque<>();
        private final List<String> received = new ArrayList<>();
        private Set<String> reachedBefore = Set.of();

        void answer(DeliveryOutcome outcome) {
            answers.add(delivery -> outcome);
        }

        @Override
        public DeliveryOutcome deliver(Delivery delivery, Set<String> reached) {
            received.add(delivery.id());
            reachedBefore = reached;
            return answers.isEmpty() ? new Sent("here") : answers.remove().apply(delivery);
        }

        @Override
        public void close() {}
    }

    @BeforeEach
    void open() throws SQLException {
        database = new FaultyLedger(clock);
        outbox = outbox(Fence.NONE);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Outbox outbox(Fence fence) {
        return new Outbox(database.ledger().deliveries(), Map.of("mail", mail, "chat", chat), POLICY, fence, clock);
    }

    private SentCounts send() {
        return outbox.sendDue(() -> true);
    }

    private DeliveryEntry entry(String id, String destination) {
        return database.ledger().deliveries().all().stream()
                .filter(each -> each.id().equals(id) && each.destination().equals(destination))
                .findFirst()
                .orElseThrow();
    }

    private Duration untilDue() {
        return Duration.ofMillis(outbox.nextDueMicros().orElseThrow() / 1_000 - clock.millis());
    }

    @Test
    void whatIsQueuedIsSentOnceToEachDestination() {
        outbox.queue(Deliveries.alert("a"), 7, List.of("mail", "chat", "mail"));
        clock.pass(Duration.ofSeconds(1));
        outbox.queue(Deliveries.alert("b"), 8, List.of("mail"));
        assertEquals(new SentCounts(3, 0, 0), send());
        assertEquals(List.of("a", "b"), mail.received);
        assertEquals(List.of("a"), chat.received);
        outbox.queue(Deliveries.alert("a"), 9, List.of("mail", "chat"));
        assertEquals(new SentCounts(0, 0, 0), send(), "an id is queued once for ever");
        assertEquals(OptionalLong.empty(), outbox.nextDueMicros());
        List<DeliveryEntry> run = outbox.of(7);
        assertEquals(
                List.of("chat", "mail"),
                run.stream().map(DeliveryEntry::destination).toList());
        assertEquals(DeliveryState.SENT, run.get(0).state());
        assertEquals("here", run.get(0).placeOrNull());
        assertEquals(1, run.get(0).attempts());
        assertNull(run.get(0).nextMicrosOrNull());
    }

    @Test
    void pausesDoubleUntilNobodyTriesAnyMoreAndSomebodyAsksAgain() {
        outbox.queue(Deliveries.alert("a"), 1, List.of("mail"));
        List<Long> pauses = new ArrayList<>();
        for (int attempt = 1; attempt < POLICY.attemptsMax(); attempt++) {
            mail.answer(new RetryLater("no answer " + attempt));
            assertEquals(new SentCounts(0, 1, 0), send());
            assertEquals("no answer " + attempt, entry("a", "mail").reasonOrNull());
            pauses.add(untilDue().toSeconds());
            clock.pass(untilDue().minusMillis(1));
            assertEquals(new SentCounts(0, 0, 0), send(), "nobody tries before it is due");
            clock.pass(Duration.ofMillis(1));
        }
        for (int i = 0; i < pauses.size(); i++) {
            long longest = 30L << i;
            assertTrue(pauses.get(i) >= longest / 2 && pauses.get(i) <= longest, pauses.toString());
        }
        mail.answer(new RetryLater("no answer"));
        assertEquals(new SentCounts(0, 0, 1), send());
        assertEquals(
                "given up after 4 attempts: no answer", outbox.dead().get(0).reasonOrNull());
        assertEquals(OptionalLong.empty(), outbox.nextDueMicros());

        assertFalse(outbox.retry("a", "chat"));
        assertTrue(outbox.retry("a", "mail"));
        assertFalse(outbox.retry("a", "mail"), "it is not dead any more");
        mail.answer(new RetryLater("no answer"));
        assertEquals(new SentCounts(0, 1, 0), send(), "it has all its attempts again");
        clock.pass(untilDue());
        assertEquals(new SentCounts(1, 0, 0), send());
        assertEquals(List.of(), outbox.dead());
        assertNull(entry("a", "mail").reasonOrNull());
    }

    @Test
    void whatIsRefusedIsDeadAtOnceAndWhatIsOldToo() {
        outbox.queue(Deliveries.alert("a"), 1, List.of("mail", "chat"));
        mail.answer(new Refused("550 no such user"));
        chat.answer(new RetryLater("busy", Optional.of(Duration.ofHours(5)), Set.of()));
        assertEquals(new SentCounts(0, 1, 1), send());
        assertEquals("550 no such user", outbox.dead().get(0).reasonOrNull());
        assertEquals(Duration.ofHours(5), untilDue(), "the receiver's pause is longer than ours");
        clock.pass(Duration.ofHours(5));
        chat.answer(new RetryLater("busy", Optional.of(Duration.ofDays(500)), Set.of()));
        send();
        assertEquals(Duration.ofHours(6), untilDue(), "nobody makes us wait for ever");
        clock.pass(Duration.ofHours(14));
        chat.answer(new RetryLater("busy", Optional.of(Duration.ofHours(6)), Set.of()));
        assertEquals(new SentCounts(0, 0, 1), send());
        assertEquals(
                "given up after trying for 24 hours: busy", entry("a", "chat").reasonOrNull());
    }

    @Test
    void whoWantsToBeLeftAloneIsAndOthersDoNotWait() {
        for (String id : List.of("a", "b", "c")) {
            outbox.queue(Deliveries.alert(id), 1, List.of("mail", "chat", "somebody else's"));
        }
        mail.answer(new RetryLater("down"));
        assertEquals(new SentCounts(3, 1, 0), send());
        assertEquals(1, mail.received.size());
        assertEquals(3, chat.received.size());
        assertEquals(2, send().sent(), "those that were not tried are due as before");
        clock.pass(untilDue());
        assertEquals(1, send().sent());
        assertEquals(OptionalLong.empty(), outbox.nextDueMicros());
        assertEquals(DeliveryState.QUEUED, entry("a", "somebody else's").state());
    }

    @Test
    void receiversThatWereReachedAreRemembered() {
        outbox.queue(Deliveries.alert("a"), 1, List.of("mail"));
        mail.answer(new RetryLater("c is busy", Optional.empty(), Set.of("b@x", "a@x")));
        send();
        clock.pass(untilDue());
        mail.answer(new Refused("d is unknown", Set.of("c@x")));
        send();
        assertEquals(Set.of("a@x", "b@x"), mail.reachedBefore);
        outbox.retry("a", "mail");
        send();
        assertEquals(Set.of("a@x", "b@x", "c@x"), mail.reachedBefore);
    }

    @Test
    void whoDiesBetweenSendingAndWritingItDownIsReplaced() {
        outbox.queue(Deliveries.alert("a"), 1, List.of("mail"));
        mail.answers.add(delivery -> {
            throw new Death();
        });
        assertThrows(Death.class, this::send);
        assertEquals(DeliveryState.SENDING, entry("a", "mail").state());
        outbox = outbox(Fence.NONE);
        assertEquals(new SentCounts(0, 0, 0), send(), "the claim of the dead still holds");
        outbox.takeOver();
        assertEquals(new SentCounts(1, 0, 0), send());
        assertEquals(List.of("a", "a"), mail.received, "at least once, by the same id");
        assertEquals(2, entry("a", "mail").attempts());

        outbox.queue(Deliveries.alert("b"), 2, List.of("mail"));
        mail.answers.add(delivery -> {
            throw new Death();
        });
        assertThrows(Death.class, this::send);
        clock.pass(untilDue());
        assertEquals(new SentCounts(1, 0, 0), send(), "claims run out");
    }

    @Test
    void aLateSenderDoesNotOverwriteWhatTheNextOneFoundOut() {
        outbox.queue(Deliveries.alert("a"), 1, List.of("mail"));
        mail.answers.add(delivery -> {
            outbox.takeOver();
            mail.answer(new Refused("550"));
            assertEquals(new SentCounts(0, 0, 1), send());
            return new RetryLater("timed out");
        });
        send();
        assertEquals(DeliveryState.DEAD, entry("a", "mail").state());
        assertEquals("550", entry("a", "mail").reasonOrNull());
    }

    @Test
    void whoMayNotSendAnyMoreStops() {
        outbox.queue(Deliveries.alert("a"), 1, List.of("mail"));
        assertEquals(new SentCounts(0, 0, 0), outbox.sendDue(() -> false));
        outbox = outbox(() -> {
            throw new EngineException(ErrorCode.COMMIT_CONFLICT, "another process leads");
        });
        assertEquals(
                ErrorCode.COMMIT_CONFLICT,
                assertThrows(EngineException.class, this::send).code());
        assertThrows(EngineException.class, outbox::takeOver);
        assertEquals(List.of(), mail.received);
        assertEquals(DeliveryState.QUEUED, entry("a", "mail").state());
    }

    @Test
    void aBugInADestinationStopsNoOther() {
        outbox.queue(Deliveries.alert("a"), 1, List.of("mail", "chat"));
        mail.answers.add(delivery -> {
            throw new IllegalStateException("with a secret in it");
        });
        assertEquals(new SentCounts(1, 1, 0), send());
        assertEquals(
                "internal error: java.lang.IllegalStateException",
                entry("a", "mail").reasonOrNull());
    }

    @Test
    void whatIsDoneIsForgottenAfterAWhile() {
        outbox.queue(Deliveries.alert("a"), 1, List.of("mail", "chat"));
        mail.answer(new Refused("550"));
        send();
        clock.pass(Outbox.KEPT);
        send();
        assertEquals(2, database.ledger().deliveries().all().size());
        clock.pass(Duration.ofSeconds(1));
        send();
        assertEquals(0, database.ledger().deliveries().all().size());
    }

    @Test
    void aTableTellsWhatBecameOfEach() {
        try (LakeLedger ledger = ScheduleLedger.open(folder, clock)) {
            outbox = new Outbox(ledger.deliveries(), Map.of("s/mail", mail, "s/chat", chat), POLICY, Fence.NONE, clock);
            outbox.queue(Deliveries.alert("a"), 7, List.of("s/mail", "s/chat", "t/mail"));
            mail.answer(new Refused("550 no such user"));
            send();
        }
        try (EngineFixture engine =
                EngineFixture.over(folder, Map.of("cache", "on", "cache.path", folder.toString()))) {
            List<String> rows = engine
                    .query("SELECT delivery, destination, run, source, title, severity, state, attempts,"
                            + " queued, changed, next_attempt, reason, place FROM sys.deliveries ORDER BY destination")
                    .rows()
                    .stream()
                    .map(String::valueOf)
                    .toList();
            String time = "2026-03-01T12:00";
            String common = "7, root-login, Root signed in, high";
            assertEquals(
                    List.of(
                            "[a, s/chat, " + common + ", sent, 1, " + time + ", " + time + ", null, null, here]",
                            "[a, s/mail, " + common + ", dead, 1, " + time + ", " + time
                                    + ", null, 550 no such user, null]",
                            "[a, t/mail, " + common + ", queued, 0, " + time + ", " + time + ", " + time
                                    + ", null, null]"),
                    rows);
        }
    }

    /** Queues two deliveries and sends them while the k-th statement of the database fails, then goes on without faults. */
    @Test
    void nothingIsLostWhicheverStatementFails() throws SQLException {
        for (When when : When.values()) {
            boolean hasFailed = true;
            for (int k = 1; hasFailed; k++) {
                close();
                open();
                mail.received.clear();
                hasFailed = sendWithFault(k, when);
                String name = "fault " + k + " " + when;
                assertEquals(Set.of("a", "b"), Set.copyOf(mail.received), name);
                assertTrue(Collections.frequency(mail.received, "a") <= 2, name + ": " + mail.received);
                assertTrue(mail.received.size() <= 3, name + ": " + mail.received);
                assertEquals(DeliveryState.SENT, entry("a", "mail").state(), name);
                assertEquals(DeliveryState.SENT, entry("b", "mail").state(), name);
                assertTrue(k < 200, "it fails for ever");
            }
        }
    }

    private boolean sendWithFault(int k, When when) {
        database.failAtCall(k, when);
        try {
            queueBoth();
            send();
        } catch (EngineException e) {
            assertEquals(ErrorCode.LEDGER_FAILURE, e.code());
        }
        boolean hasFailed = database.hasFailed();
        database.failAtCall(0, when);
        queueBoth();
        outbox.takeOver();
        send();
        return hasFailed;
    }

    private void queueBoth() {
        outbox.queue(Deliveries.alert("a"), 1, List.of("mail"));
        outbox.queue(Deliveries.alert("b"), 1, List.of("mail"));
    }
}
