/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.delivery;

import dev.spoor.dataset.DeliveryBooks;
import dev.spoor.dataset.DeliveryBooks.Claimed;
import dev.spoor.dataset.DeliveryBooks.Fence;
import dev.spoor.dataset.DeliveryEntry;
import dev.spoor.dataset.DeliveryState;
import dev.spoor.dataset.QueuedDelivery;
import dev.spoor.delivery.DeliveryOutcome.Refused;
import dev.spoor.delivery.DeliveryOutcome.RetryLater;
import dev.spoor.delivery.DeliveryOutcome.Sent;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/**
 * Sends what is queued for its destinations; what is queued for others in the same ledger waits for theirs. One thread sends at a time,
 * in one process; the other methods are for all threads.
 *
 * <p>A destination that wants to be left alone is not tried again in the same round: its other deliveries wait, and those to other
 * destinations do not wait for it. What was sent or is dead is kept for {@link #KEPT}.
 */
public final class Outbox {
    /** So long one sees what was delivered, and can ask for dead deliveries again. */
    public static final Duration KEPT = Duration.ofDays(90);

    /** How long somebody who claimed a delivery may take for it: longer than any destination does. */
    private static final Duration CLAIM = Duration.ofMinutes(15);

    /** Receivers cannot make us wait longer than that at a time. */
    private static final Duration ASKED_PAUSE_MAX = Duration.ofHours(6);

    private static final int REASON_CHARACTERS_MAX = 1_000;

    private final DeliveryBooks books;
    private final Map<String, Destination> destinations;
    private final RetryPolicy policy;
    private final Fence fence;
    private final Clock clock;

    /**
     * @param destinations by name; they stay the caller's
     * @param fence asked when a delivery is claimed
     */
    public Outbox(
            DeliveryBooks books, Map<String, Destination> destinations, RetryPolicy policy, Fence fence, Clock clock) {
        this.books = Objects.requireNonNull(books, "books is null");
        this.destinations = Map.copyOf(destinations);
        this.policy = Objects.requireNonNull(policy, "policy is null");
        this.fence = Objects.requireNonNull(fence, "fence is null");
        this.clock = Objects.requireNonNull(clock, "clock is null");
    }

    private long nowMicros() {
        return clock.millis() * 1_000;
    }

    /** The rows of a delivery to some destinations, for who queues them in a transaction of its own. */
    public List<QueuedDelivery> rows(Delivery delivery, long run, Collection<String> destinationNames) {
        long now = nowMicros();
        String payload = delivery.toJson();
        return destinationNames.stream()
                .distinct()
                .map(name -> new QueuedDelivery(
                        delivery.id(),
                        name,
                        run,
                        delivery.source(),
                        delivery.title(),
                        delivery.severity().label(),
                        payload,
                        now))
                .toList();
    }

    /** Queues a delivery; where it was ever queued under its id, nothing changes. */
    public void queue(Delivery delivery, long run, Collection<String> destinationNames) {
        books.queue(rows(delivery, run, destinationNames));
    }

    /** Makes what a sender left behind that is no more due at once. For who knows that nobody else sends now. */
    public void takeOver() {
        books.releaseClaims(nowMicros(), destinations.keySet(), fence);
    }

    /**
     * Sends what is due.
     *
     * @param maySend asked before each attempt
     * @throws EngineException LEDGER_FAILURE when outcomes cannot be written down, COMMIT_CONFLICT from the fence; what was claimed
     *     is tried again later
     */
    public SentCounts sendDue(BooleanSupplier maySend) {
        int sent = 0;
        int later = 0;
        int dead = 0;
        Set<String> open = new HashSet<>(destinations.keySet());
        while (maySend.getAsBoolean()) {
            long now = nowMicros();
            Claimed claimed = books.claim(
                            UUID.randomUUID().toString(), now, now + CLAIM.toMillis() * 1_000, open, fence)
                    .orElse(null);
            if (claimed == null) {
                break;
            }
            DeliveryOutcome outcome = attempt(claimed);
            if (outcome instanceof Sent there) {
                books.sent(claimed, nowMicros(), there.place());
                sent++;
            } else if (outcome instanceof Refused refused) {
                books.dead(claimed, nowMicros(), shortened(refused.reason()), refused.reached());
                dead++;
            } else if (outcome instanceof RetryLater failed) {
                open.remove(claimed.queued().destination());
                if (postpone(claimed, failed)) {
                    later++;
                } else {
                    dead++;
                }
            }
        }
        books.forget(nowMicros() - KEPT.toMillis() * 1_000);
        return new SentCounts(sent, later, dead);
    }

    private DeliveryOutcome attempt(Claimed claimed) {
        Destination destination = destinations.get(claimed.queued().destination());
        try {
            return destination.deliver(Delivery.ofJson(claimed.queued().payload()), claimed.reached());
        } catch (EngineException e) {
            return e.code() == ErrorCode.CORRUPT_DATA ? new Refused(e.getMessage()) : new RetryLater(e.getMessage());
        } catch (RuntimeException e) {
            // one delivery that meets a bug of ours must not stop all others
            return new RetryLater("internal error: " + e.getClass().getName());
        }
    }

    /** False if nobody tries it any more. */
    private boolean postpone(Claimed claimed, RetryLater failed) {
        long now = nowMicros();
        Duration asked = failed.pause().orElse(Duration.ZERO);
        String key = claimed.queued().id() + "\n" + claimed.queued().destination();
        long pause = policy.pauseMicros(
                key, claimed.attempts(), asked.compareTo(ASKED_PAUSE_MAX) > 0 ? ASKED_PAUSE_MAX : asked);
        boolean isLast = claimed.attempts() >= policy.attemptsMax();
        boolean isOld = now + pause > claimed.sinceMicros() + policy.ageMax().toMillis() * 1_000;
        if (isLast || isOld) {
            String why = isLast
                    ? claimed.attempts() + " attempts"
                    : "trying for " + policy.ageMax().toHours() + " hours";
            books.dead(claimed, now, shortened("given up after " + why + ": " + failed.reason()), failed.reached());
            return false;
        }
        books.postponed(claimed, now, now + pause, shortened(failed.reason()), failed.reached());
        return true;
    }

    private static String shortened(String reason) {
        return reason.length() <= REASON_CHARACTERS_MAX ? reason : reason.substring(0, REASON_CHARACTERS_MAX) + " ...";
    }

    /** When something is due next; empty when nothing waits. */
    public OptionalLong nextDueMicros() {
        return books.nextMicros(destinations.keySet());
    }

    /** What nobody tries any more, oldest first. */
    public List<DeliveryEntry> dead() {
        return books.inState(DeliveryState.DEAD);
    }

    /** Tries a dead delivery anew, for the receivers that were not reached. False if there is no such dead delivery. */
    public boolean retry(String id, String destination) {
        return books.revive(id, destination, nowMicros());
    }

    /** The deliveries of a run. */
    public List<DeliveryEntry> of(long run) {
        return books.ofRun(run);
    }
}
