/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.schedule;

import dev.spoor.Engine;
import dev.spoor.dataset.LakeLedger;
import dev.spoor.dataset.ScheduleBooks;
import dev.spoor.dataset.ScheduleLease;
import dev.spoor.dataset.ScheduledRun;
import dev.spoor.dataset.ScheduledRun.State;
import dev.spoor.delivery.Outbox;
import dev.spoor.delivery.RetryPolicy;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.Executor;

/**
 * Runs a schedule. Of all processes with a schedule of the same name on one ledger, one leads and runs it, for as long as it renews
 * its lease; another takes over when it does not. {@link #step} from one thread; {@link #stop} from any.
 *
 * <p>A run is in the ledger before it begins. One that its process did not end is begun again by the next that leads, up to a few
 * times; what it found and what is to be delivered come into the ledger with its end, together, so that no finding is told twice.
 */
public final class Scheduler implements AutoCloseable {
    /** Of the missed times of a report, so many are made up for at most, the last ones. */
    public static final int CATCH_UP_MAX = 24;

    /** A run that fails for reasons that may pass, or whose process ends, is begun so often. */
    static final int ATTEMPTS_MAX = 3;

    /** Before a report that failed is begun again. */
    static final Duration RETRY_PAUSE = Duration.ofMinutes(1);

    /** A time counts as missed when it has passed for so long. */
    static final Duration GRACE = Duration.ofMinutes(5);

    /** A process that is not heard of for so long leads no more. */
    static final Duration LEASE = Duration.ofSeconds(30);

    private static final Duration RENEWAL = LEASE.dividedBy(3);
    private static final Duration GOODBYE = Duration.ofSeconds(10);
    private static final Duration PAUSE_MIN = Duration.ofMillis(100);

    private final Schedule schedule;
    private final Parts parts;
    private final ScheduleBooks books;
    private final Outbox outbox;
    private final Executor runs;
    private final Executor deliveries;
    private final RunWatcher watcher;
    private final ScheduleMetrics metrics = new ScheduleMetrics();
    private final String holder = UUID.randomUUID().toString();
    private final Map<String, RunTask> running = new HashMap<>();
    private final Map<String, Instant> past = new HashMap<>();
    private ScheduleLease leaseOrNull;
    private String lastTrouble = "";
    private boolean isDelivering;
    private boolean isStopped;
    private boolean isOnce;
    private boolean hasToldToWait;

    /**
     * What a schedule runs with; all of it stays the caller's, and open as long as the scheduler is.
     *
     * @param ledger of the lake, or one of its own
     * @param identity as whom it runs
     * @param targets its destinations
     * @param reports what reports need
     */
    public record Parts(
            Engine engine,
            LakeLedger ledger,
            RunIdentity identity,
            ScheduleTargets targets,
            ReportPlace reports,
            Clock clock) {}

    /**
     * Makes one; nothing runs yet.
     *
     * @param runs what reports and alerts run on
     * @param deliveries what delivers, one after another
     */
    public Scheduler(Schedule schedule, Parts parts, Executor runs, Executor deliveries, RunWatcher watcher) {
        this.schedule = schedule;
        this.parts = parts;
        this.books = parts.ledger().schedules();
        this.runs = runs;
        this.deliveries = deliveries;
        this.watcher = watcher;
        this.outbox = new Outbox(
                parts.ledger().deliveries(),
                parts.targets().all(),
                RetryPolicy.standard(),
                books.fence(this::lease),
                parts.clock());
    }

    /** What it did, in numbers. */
    public ScheduleMetrics metrics() {
        return metrics;
    }

    /** What is to be delivered. */
    public Outbox outbox() {
        return outbox;
    }

    /** Runs until {@link #stop}, then lets no more begin, cancels what runs and gives the lead to others. */
    public void run() throws InterruptedException {
        while (!isStopped()) {
            step();
            pause();
        }
        close();
    }

    /**
     * Runs what is due now, delivers what is due, and gives the lead to others: for who starts this process at certain times.
     *
     * @return false if another process leads
     */
    public boolean runOnce() throws InterruptedException {
        synchronized (this) {
            isOnce = true;
        }
        do {
            step();
            awaitIdle();
        } while (!isStopped() && lease() != null && isAnythingDue());
        step(); // delivers what the last of them found
        awaitIdle();
        boolean led = lease() != null;
        close();
        return led;
    }

    private synchronized void awaitIdle() throws InterruptedException {
        while ((!running.isEmpty() || isDelivering) && !isStopped) {
            wait(RENEWAL.toMillis());
            if (leaseOrNull != null) {
                try {
                    lead();
                } catch (EngineException e) {
                    trouble(e);
                }
            }
        }
    }

    private synchronized boolean isAnythingDue() {
        Instant now = parts.clock().instant();
        return schedule.entries().stream().anyMatch(entry -> !nextOf(entry).isAfter(now));
    }

    private Instant nextOf(ScheduleEntry entry) {
        return entry.rhythm().next(past.getOrDefault(entry.name(), parts.clock().instant()));
    }

    /** Asks whether it leads, and begins what is due. Troubles with the ledger are told, and it goes on at the next step. */
    public synchronized void step() {
        try {
            if (!lead()) {
                return;
            }
            Instant now = parts.clock().instant();
            for (ScheduleEntry entry : schedule.entries()) {
                retry(entry, now);
                beginDue(entry, now);
            }
            deliver(now);
            lastTrouble = "";
        } catch (EngineException e) {
            if (e.code() != ErrorCode.LEDGER_FAILURE && e.code() != ErrorCode.COMMIT_CONFLICT) {
                throw e;
            }
            trouble(e);
        }
    }

    /** The same trouble is told once. */
    private void trouble(EngineException e) {
        if (!lastTrouble.equals(e.getMessage())) {
            lastTrouble = e.getMessage();
            watcher.said(e.getMessage());
        }
    }

    private synchronized ScheduleLease lease() {
        return leaseOrNull;
    }

    // ---- leading -----------------------------------------------------------------------------------------------

    private boolean lead() {
        ScheduleLease before = leaseOrNull;
        ScheduleLease now =
                isStopped ? null : books.lead(schedule.name(), holder, LEASE).orElse(null);
        if (now == null) {
            if (before != null) {
                lose();
            } else if (!hasToldToWait) {
                hasToldToWait = true;
                watcher.said("another process runs the schedule " + schedule.name() + "; this one waits");
            }
            return false;
        }
        if (before == null || before.fence() != now.fence()) {
            if (before != null) {
                lose();
            }
            leaseOrNull = now;
            metrics.leads(true);
            takeOver(now);
        }
        return true;
    }

    private void lose() {
        leaseOrNull = null;
        metrics.leads(false);
        running.values().forEach(RunTask::abandon);
        past.clear();
        watcher.said("another process has taken over the schedule " + schedule.name());
    }

    private void takeOver(ScheduleLease lease) {
        outbox.takeOver();
        past.clear();
        books.enroll(lease, schedule.names()).forEach((name, micros) -> past.put(name, instant(micros)));
        for (ScheduledRun left : books.abandoned(lease)) {
            Optional<ScheduleEntry> entry = schedule.entries().stream()
                    .filter(each ->
                            each.name().equals(left.name()) && each.kind().equals(left.kind()))
                    .findFirst();
            if (entry.isEmpty()) {
                books.fail(lease, left, "its process ended before it did, and the schedule has it no more", List.of());
            } else if (left.attempts() >= ATTEMPTS_MAX) {
                fail(lease, entry.get(), left, "its process ended before it did, " + left.attempts() + " times");
            } else if (!running.containsKey(left.name())) {
                books.resume(lease, left).ifPresent(run -> begin(entry.get(), run));
            }
        }
    }

    // ---- what is due -------------------------------------------------------------------------------------------

    private void beginDue(ScheduleEntry entry, Instant now) {
        Instant after = past.get(entry.name());
        if (after == null || entry.rhythm().next(after).isAfter(now)) {
            return;
        }
        int wanted = entry.catchUp() == CatchUp.ALL && entry instanceof ReportEntry ? CATCH_UP_MAX : 1;
        List<Instant> due = entry.rhythm().last(after, now, wanted);
        Instant first = entry.rhythm().next(after);
        Instant oldest = due.get(0);
        Instant newest = due.get(due.size() - 1);
        boolean isLate = newest.plus(GRACE).isBefore(now);
        if (running.containsKey(entry.name())) {
            // what is made up for waits, and what comes meanwhile waits with it
            if (due.size() == 1 && !isLate && !running.get(entry.name()).isLate()) {
                leaveOut(entry, State.REFUSED, first, newest, "the run before was still going on");
            }
        } else if (entry.catchUp() == CatchUp.NONE && isLate) {
            leaveOut(entry, State.MISSED, first, newest, "nobody was there to run it, and it is not made up for");
        } else {
            if (first.isBefore(oldest) && !(entry instanceof AlertEntry && entry.catchUp() == CatchUp.ALL)) {
                leaveOut(
                        entry,
                        State.MISSED,
                        first,
                        oldest.minusMillis(1),
                        "the times before " + oldest + " were missed, and are not made up for");
            }
            past.put(entry.name(), oldest);
            begin(entry, books.begin(leaseOrNull, entry.name(), entry.kind(), micros(oldest)));
        }
    }

    private void leaveOut(ScheduleEntry entry, State state, Instant first, Instant last, String reason) {
        books.leaveOut(leaseOrNull, entry.name(), entry.kind(), state, micros(first), micros(last), reason);
        past.put(entry.name(), last);
        metrics.ended(entry.name(), state, last);
        watcher.said(entry.name() + " of " + first + " was " + state.label() + ": " + reason);
    }

    /** A report that failed for a reason that may have passed. */
    private void retry(ScheduleEntry entry, Instant now) {
        RunTask task = running.get(entry.name());
        if (task != null && task.isDueAgain(now)) {
            running.remove(entry.name());
            books.resume(leaseOrNull, task.scheduled()).ifPresent(run -> begin(entry, run));
        }
    }

    private void begin(ScheduleEntry entry, ScheduledRun run) {
        RunTask task = new RunTask(this, entry, run, leaseOrNull, runOf(entry));
        running.put(entry.name(), task);
        runs.execute(task);
    }

    private EntryRun runOf(ScheduleEntry entry) {
        RunIdentity identity = parts.identity();
        if (entry instanceof ReportEntry report) {
            return new ReportRun(
                    schedule,
                    report,
                    parts.engine(),
                    now -> identity.session(parts.engine(), now),
                    parts.reports(),
                    parts.clock().instant());
        }
        return new AlertRun(schedule, (AlertEntry) entry, books, now -> identity.session(parts.engine(), now));
    }

    // ---- what has ended ----------------------------------------------------------------------------------------

    /** What a run needs to begin and to end. */
    RunWatcher.Watched watched(RunTask task) {
        return watcher.began(task.scheduled(), parts.identity().user(), task.statement());
    }

    /** Writes down that a run is done; its result is known to others from here on. */
    void finish(RunTask task, RunOutcome outcome) {
        List<String> addresses =
                task.entry().deliverTo().stream().map(schedule::address).toList();
        books.finish(
                task.lease(),
                task.scheduled(),
                outcome.result(),
                outcome.seen(),
                outcome.silences(),
                outcome.forgetBeforeMicros(),
                outcome.delivery()
                        .map(delivery -> outbox.rows(delivery, task.scheduled().id(), addresses))
                        .orElse(List.of()));
        metrics.ended(task.entry().name(), State.DONE, parts.clock().instant());
        ended(task);
    }

    /** A run has failed: again later if that may help, else for good. */
    void fail(RunTask task, String error, boolean mayPass) {
        synchronized (this) {
            if (mayPass
                    && task.entry() instanceof ReportEntry
                    && task.scheduled().attempts() < ATTEMPTS_MAX
                    && !isOnce
                    && !isStopped) {
                task.again(parts.clock().instant().plus(RETRY_PAUSE));
                watcher.said(task.entry().name() + " is tried again: " + error);
                notifyAll();
                return;
            }
        }
        fail(task.lease(), task.entry(), task.scheduled(), error);
        ended(task);
    }

    /** Whoever is told of failures hears of the first of several one after another. */
    private void fail(ScheduleLease lease, ScheduleEntry entry, ScheduledRun run, String error) {
        boolean isFirst = books.lastState(schedule.name(), entry.name()).orElse(State.DONE) != State.FAILED;
        List<String> addresses =
                schedule.failures().stream().map(schedule::address).toList();
        books.fail(
                lease,
                run,
                error,
                isFirst && !addresses.isEmpty()
                        ? outbox.rows(FailureMessage.of(schedule, entry, run, error), run.id(), addresses)
                        : List.of());
        metrics.ended(entry.name(), State.FAILED, parts.clock().instant());
    }

    /** A run is not this process's any more. */
    synchronized void ended(RunTask task) {
        running.remove(task.entry().name(), task);
        notifyAll();
    }

    // ---- delivering --------------------------------------------------------------------------------------------

    private void deliver(Instant now) {
        OptionalLong next = outbox.nextDueMicros();
        if (!isDelivering && next.isPresent() && next.getAsLong() <= micros(now)) {
            isDelivering = true;
            deliveries.execute(this::sendDue);
        }
    }

    private void sendDue() {
        try {
            metrics.delivered(outbox.sendDue(() -> {
                ScheduleLease lease = lease();
                return lease != null && books.isLeading(lease);
            }));
        } catch (EngineException e) {
            synchronized (this) {
                trouble(e);
            }
        } finally {
            synchronized (this) {
                isDelivering = false;
                notifyAll();
            }
        }
    }

    // ---- time --------------------------------------------------------------------------------------------------

    private synchronized void pause() throws InterruptedException {
        if (isStopped) {
            return;
        }
        Instant now = parts.clock().instant();
        Duration pause = RENEWAL;
        if (leaseOrNull != null) {
            for (ScheduleEntry entry : schedule.entries()) {
                Duration left = Duration.between(now, nextOf(entry));
                pause = left.compareTo(pause) < 0 ? left : pause;
            }
        }
        wait(Math.max(PAUSE_MIN.toMillis(), pause.toMillis() + 1));
    }

    private synchronized boolean isStopped() {
        return isStopped;
    }

    /** Ends {@link #run} and {@link #runOnce} soon. */
    public synchronized void stop() {
        isStopped = true;
        notifyAll();
    }

    /**
     * Cancels what runs and gives the lead to others. Runs that were cancelled are begun again by whoever leads next.
     */
    @Override
    public void close() {
        synchronized (this) {
            isStopped = true;
            running.values().forEach(RunTask::abandon);
            awaitEnds();
        }
        ScheduleLease lease = lease();
        if (lease != null) {
            try {
                books.release(lease);
            } catch (EngineException e) {
                watcher.said(e.getMessage());
            }
        }
        synchronized (this) {
            leaseOrNull = null;
            metrics.leads(false);
        }
    }

    /** So that the next who leads finds nobody at work, if that does not take too long. */
    private void awaitEnds() {
        try {
            for (long left = GOODBYE.toMillis();
                    left > 0 && (isDelivering || isAnyAtWork());
                    left -= PAUSE_MIN.toMillis()) {
                wait(PAUSE_MIN.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isAnyAtWork() {
        return running.values().stream().anyMatch(task -> !task.isWaiting());
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
