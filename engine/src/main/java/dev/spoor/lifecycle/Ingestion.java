/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.lifecycle;

import dev.spoor.dataset.LakeLedger;
import dev.spoor.dataset.ListingLog.Listing;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.lifecycle.Arrivals.Heard;
import dev.spoor.lifecycle.Arrivals.Kind;
import dev.spoor.scan.Cancellation;
import dev.spoor.scan.LogLocation;
import dev.spoor.source.Layout;
import dev.spoor.store.ObjectFeed;
import dev.spoor.store.ObjectFeed.Notice;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/**
 * Brings log files into a lake as notices tell that they arrive, until it is cancelled. Each object that a notice names is
 * looked at and registered in the ledger at once; when there are enough of them, or the first has waited for long enough,
 * the {@link Compactor} runs. A notice is acknowledged after the commit that holds all of its objects, so whatever dies
 * when, each file is read. Now and then all places are listed: that finds what no notice told of. One thread.
 *
 * <p>Notices that were not understood, and those with an object that cannot be looked at, are released: they come again,
 * and the feed's own rules set them aside in the end.
 */
public final class Ingestion {
    /** What is held for a batch: a queue hides a limited number of messages, and renewing each costs a request. */
    private static final int HELD_NOTICES_MAX = 20_000;

    /** Objects that are looked at together. */
    private static final int ROUND_ADDRESSES = 1_000;

    private static final Duration RECEIVE_MAX = Duration.ofSeconds(20);
    private static final long CANCEL_CHECK_MILLIS = 100;
    private static final long RETRY_MILLIS_MIN = 1_000;
    private static final long RETRY_MILLIS_MAX = 60_000;
    private static final long LIST_AGAIN_MILLIS = TimeUnit.MINUTES.toMillis(5);

    private final LakeLedger ledger;
    private final Compactor compactor;
    private final List<LogLocation> logs;
    private final Rhythm rhythm;
    private final ObjectFeed feed;
    private final Listener listener;
    private final ExecutorService threads;
    private final Clock clock;
    private final Arrivals arrivals;

    /** Notices in work, by id, with the addresses that they wait for. */
    private final Map<String, Held> held = new LinkedHashMap<>();

    private IngestionCounts counts = IngestionCounts.NONE;
    private boolean hasWork;
    private long firstWorkMillis;
    private long listAgainMillis;
    private long retryDeferredMillis = Long.MAX_VALUE;
    private long retryMillis = RETRY_MILLIS_MIN;
    private boolean hasSucceeded;

    private record Held(Notice notice, Set<String> waitsFor) {}

    /**
     * When things happen.
     *
     * @param every a file waits so long at most, once it was heard of, before compaction begins
     * @param reconcile pause between complete listings; empty for none
     * @param filesMax compaction begins early when so many files wait
     * @param bytesMax ... or so many stored bytes
     */
    public record Rhythm(Duration every, Optional<Duration> reconcile, int filesMax, long bytesMax) {
        private static final int FILES = 10_000;
        private static final long BYTES = 256L << 20;

        public Rhythm {
            Objects.requireNonNull(every, "every is null");
            Objects.requireNonNull(reconcile, "reconcile is null");
        }

        /** With the usual limits of a batch. */
        public static Rhythm of(Duration every, Optional<Duration> reconcile) {
            return new Rhythm(every, reconcile, FILES, BYTES);
        }
    }

    /** Is told how ingestion goes, on its thread. */
    public interface Listener {
        /** A notice was not understood, or not all of it. */
        void unknown(Notice notice, String reason);

        /** An object cannot be looked at. */
        void failed(String address, EngineException failure);

        /** A notice names an object that lies in none of the places with logs. */
        void elsewhere(String address);

        /** Something failed that may pass; it is tried again. */
        void trouble(EngineException failure);

        /**
         * The lake has changed, or was found to be up to date.
         *
         * @param counts what the feed told since the last time
         */
        void ran(CompactionReport report, IngestionCounts counts);
    }

    /**
     * Makes one.
     *
     * @param compactor of the same lake and places
     * @param threads for requests that wait
     */
    public Ingestion(
            LakeLedger ledger,
            Compactor compactor,
            List<LogLocation> logs,
            Layout layout,
            Rhythm rhythm,
            ObjectFeed feed,
            ExecutorService threads,
            Clock clock,
            Listener listener) {
        this.ledger = ledger;
        this.compactor = compactor;
        this.logs = List.copyOf(logs);
        this.rhythm = rhythm;
        this.feed = feed;
        this.threads = threads;
        this.clock = clock;
        this.listener = listener;
        this.arrivals = new Arrivals(ledger, layout, logs, threads);
    }

    /**
     * Runs until it is cancelled, and then ends with that exception. What fails before anything has succeeded ends it,
     * too; later failures are told and tried again, except those that are the user's to mend.
     */
    public void run(Cancellation cancellation) {
        if (logs.stream()
                .anyMatch(place -> ledger.pending(place.store().location()).files() > 0)) {
            startWork(); // left by a process that died
            firstWorkMillis = Long.MIN_VALUE;
        }
        lookForDeferred();
        while (true) {
            cancellation.check();
            try {
                step(cancellation);
                retryMillis = RETRY_MILLIS_MIN;
            } catch (EngineException e) {
                if (!hasSucceeded || e.code().type() == ErrorCode.Type.USER) {
                    throw e;
                }
                listener.trouble(e);
                pause(retryMillis, cancellation);
                retryMillis = Math.min(RETRY_MILLIS_MAX, 2 * retryMillis);
            }
        }
    }

    private void step(Cancellation cancellation) {
        List<LogLocation> toList = toList();
        if (isDue() || !toList.isEmpty()) {
            compact(toList, cancellation);
        }
        List<Notice> notices = receive(cancellation);
        hasSucceeded = true;
        if (!notices.isEmpty()) {
            take(notices, cancellation);
        }
    }

    private boolean isDue() {
        return clock.millis() >= retryDeferredMillis
                || hasWork
                        && (clock.millis() >= dueMillis()
                                || arrivals.openCount() >= rhythm.filesMax()
                                || arrivals.openBytes() >= rhythm.bytesMax()
                                || held.size() >= HELD_NOTICES_MAX);
    }

    private long dueMillis() {
        return firstWorkMillis == Long.MIN_VALUE
                ? firstWorkMillis
                : firstWorkMillis + rhythm.every().toMillis();
    }

    /** Files that could not be read just now have a time of their own, which nobody tells of. */
    private void lookForDeferred() {
        retryDeferredMillis = Long.MAX_VALUE;
        for (LogLocation place : logs) {
            OptionalLong next = ledger.nextRetryMicros(place.store().location());
            if (next.isPresent()) {
                retryDeferredMillis =
                        Math.min(retryDeferredMillis, TimeUnit.MICROSECONDS.toMillis(next.getAsLong()) + 1);
            }
        }
    }

    private void startWork() {
        if (!hasWork) {
            hasWork = true;
            firstWorkMillis = clock.millis();
        }
    }

    /** The places whose last complete listing lies too far back. */
    private List<LogLocation> toList() {
        if (rhythm.reconcile().isEmpty() || clock.millis() < listAgainMillis) {
            return List.of();
        }
        long latest = TimeUnit.MILLISECONDS.toMicros(
                clock.millis() - rhythm.reconcile().get().toMillis());
        List<LogLocation> due = new ArrayList<>();
        long next = Long.MAX_VALUE;
        for (LogLocation place : logs) {
            Optional<Listing> last = ledger.listings().last(place.store().location());
            if (last.isEmpty() || last.get().endedMicros() <= latest) {
                due.add(place);
            } else {
                next = Math.min(next, last.get().endedMicros());
            }
        }
        // one that does not complete is not begun again at once
        listAgainMillis = due.isEmpty()
                ? TimeUnit.MICROSECONDS.toMillis(next)
                        + rhythm.reconcile().get().toMillis()
                : clock.millis() + LIST_AGAIN_MILLIS;
        return due;
    }

    private boolean isListedSince(LogLocation place, long millis) {
        Optional<Listing> last = ledger.listings().last(place.store().location());
        return last.isPresent() && last.get().endedMicros() >= TimeUnit.MILLISECONDS.toMicros(millis);
    }

    private void compact(List<LogLocation> toList, Cancellation cancellation) {
        // what arrives from now on waits for the next time
        long begun = clock.millis();
        CompactionReport report = compactor.run(toList, cancellation);
        arrivals.settleAll(cancellation);
        acknowledgeSettled();
        hasWork = arrivals.openCount() > 0;
        lookForDeferred();
        firstWorkMillis = begun;
        if (toList.stream().allMatch(place -> isListedSince(place, begun))) {
            listAgainMillis = Long.MIN_VALUE;
        }
        IngestionCounts told = counts.with(arrivals.takeRegistered());
        counts = IngestionCounts.NONE;
        listener.ran(report, told);
    }

    /** Acknowledges the notices that wait for nothing any more. */
    private void acknowledgeSettled() {
        List<Notice> done = new ArrayList<>();
        held.values().removeIf(each -> {
            each.waitsFor().removeIf(address -> !arrivals.isOpen(address));
            return each.waitsFor().isEmpty() && done.add(each.notice());
        });
        if (!done.isEmpty()) {
            feed.acknowledge(done);
            counts = counts.plusAcknowledged(done.size());
        }
    }

    /** Waits for notices until something else is due; on a thread of its own, which can be interrupted. */
    private List<Notice> receive(Cancellation cancellation) {
        List<Notice> all = new ArrayList<>();
        int addresses = 0;
        Duration wait = waitMax();
        while (addresses < ROUND_ADDRESSES && held.size() + all.size() < HELD_NOTICES_MAX) {
            List<Notice> some = all.isEmpty() ? receive(wait, cancellation) : more(cancellation);
            if (some.isEmpty()) {
                break;
            }
            all.addAll(some);
            addresses += some.stream()
                    .mapToInt(notice -> Math.max(1, notice.addresses().size()))
                    .sum();
        }
        return all;
    }

    /** What is there beyond the first ones; a failure is for the next time. */
    private List<Notice> more(Cancellation cancellation) {
        try {
            return receive(Duration.ZERO, cancellation);
        } catch (EngineException e) {
            if (e.code() == ErrorCode.CANCELLED) {
                throw e;
            }
            return List.of();
        }
    }

    private List<Notice> receive(Duration wait, Cancellation cancellation) {
        cancellation.check(); // a request that is given up may have hidden messages already
        Future<List<Notice>> received = threads.submit(() -> feed.receive(wait));
        boolean isDone = false;
        try {
            while (true) {
                cancellation.check();
                try {
                    List<Notice> notices = received.get(CANCEL_CHECK_MILLIS, TimeUnit.MILLISECONDS);
                    isDone = true;
                    return notices;
                } catch (TimeoutException e) {
                    continue;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException(ErrorCode.CANCELLED, "interrupted while waiting for " + feed.name(), e);
        } catch (ExecutionException e) {
            isDone = true;
            if (e.getCause() instanceof EngineException failure) {
                throw failure;
            }
            throw new IllegalStateException("waiting for " + feed.name(), e.getCause());
        } finally {
            if (!isDone) {
                received.cancel(true);
            }
        }
    }

    private Duration waitMax() {
        long now = clock.millis();
        long until = Math.min(now + RECEIVE_MAX.toMillis(), retryDeferredMillis);
        if (hasWork) {
            until = Math.min(until, dueMillis());
        }
        if (rhythm.reconcile().isPresent()) {
            until = Math.min(until, listAgainMillis);
        }
        return until <= now ? Duration.ZERO : Duration.ofMillis(until - now);
    }

    private void take(List<Notice> notices, Cancellation cancellation) {
        Set<String> addresses = new HashSet<>();
        notices.forEach(notice -> addresses.addAll(notice.addresses()));
        Heard heard;
        try {
            heard = arrivals.hear(addresses, cancellation);
            arrivals.settle(addresses, cancellation);
        } catch (RuntimeException e) {
            feed.release(notices);
            throw e;
        }
        List<Notice> released = new ArrayList<>();
        for (Notice notice : notices) {
            if (!hold(notice, heard)) {
                released.add(notice);
            }
        }
        feed.release(released);
        acknowledgeSettled();
        if (arrivals.openCount() > 0 || heard.kinds().containsValue(Kind.DIGEST)) {
            startWork();
        }
        tell(heard);
        Optional<EngineException> outage = heard.failures().values().stream()
                .filter(failure -> failure.code() != ErrorCode.ACCESS_DENIED)
                .findFirst();
        if (outage.isPresent() && heard.failures().size() == addresses.size()) {
            throw outage.get(); // nothing could be looked at: the next ones would fare no better now
        }
    }

    /** Holds a notice until its objects are in the lake; false for one that nothing can be done about. */
    private boolean hold(Notice notice, Heard heard) {
        boolean isRepeat = held.remove(notice.id()) != null;
        counts = counts.plus(notice, heard.kinds(), isRepeat);
        notice.problem().ifPresent(reason -> listener.unknown(notice, reason));
        Set<String> waitsFor = new HashSet<>();
        for (String address : notice.addresses()) {
            if (heard.failures().containsKey(address)) {
                return false;
            }
            if (arrivals.isOpen(address)) {
                waitsFor.add(address);
            }
        }
        if (notice.problem().isPresent()) {
            return false;
        }
        held.put(notice.id(), new Held(notice, waitsFor));
        return true;
    }

    private void tell(Heard heard) {
        heard.failures().forEach((address, failure) -> {
            counts = counts.plusFailed();
            listener.failed(address, failure);
        });
        heard.kinds().forEach((address, kind) -> {
            if (kind == Kind.ELSEWHERE) {
                listener.elsewhere(address);
            }
        });
    }

    private void pause(long millis, Cancellation cancellation) {
        long end = clock.millis() + millis;
        while (clock.millis() < end) {
            cancellation.check();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(CANCEL_CHECK_MILLIS));
        }
    }
}
