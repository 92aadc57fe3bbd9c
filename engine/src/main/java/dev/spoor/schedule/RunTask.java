/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.schedule;

import dev.spoor.dataset.ScheduleLease;
import dev.spoor.dataset.ScheduledRun;
import dev.spoor.dataset.ScheduledRun.State;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import java.io.IOException;
import java.time.Instant;

/** A run under way. Whatever happens, it ends in the ledger, or is left to whoever leads next. */
final class RunTask implements Runnable {
    private final Scheduler scheduler;
    private final ScheduleEntry entry;
    private final ScheduledRun run;
    private final ScheduleLease lease;
    private final EntryRun work;
    private Instant againOrNull;
    private boolean isAbandoned;

    RunTask(Scheduler scheduler, ScheduleEntry entry, ScheduledRun run, ScheduleLease lease, EntryRun work) {
        this.scheduler = scheduler;
        this.entry = entry;
        this.run = run;
        this.lease = lease;
        this.work = work;
    }

    ScheduleEntry entry() {
        return entry;
    }

    ScheduledRun scheduled() {
        return run;
    }

    /** Under which it was begun. */
    ScheduleLease lease() {
        return lease;
    }

    String statement() {
        return work.statement();
    }

    /** It has failed, and is begun again then. */
    synchronized void again(Instant when) {
        againOrNull = when;
    }

    synchronized boolean isWaiting() {
        return againOrNull != null;
    }

    synchronized boolean isDueAgain(Instant now) {
        return againOrNull != null && !againOrNull.isAfter(now);
    }

    /** Whether it makes up for a missed time. */
    boolean isLate() {
        return run.scheduledMicros() + Scheduler.GRACE.toMillis() * 1_000 < run.startedMicros();
    }

    /** It is no more this process's: it ends soon, and nothing of it is written down. */
    void abandon() {
        synchronized (this) {
            isAbandoned = true;
        }
        work.cancel();
    }

    private synchronized boolean isAbandoned() {
        return isAbandoned;
    }

    @Override
    public void run() {
        RunWatcher.Watched watched = RunWatcher.NONE.began(run, "", "");
        try {
            watched = scheduler.watched(this);
            RunOutcome outcome = work.run(run);
            if (isAbandoned()) {
                throw new EngineException(ErrorCode.CANCELLED, "it was stopped");
            }
            scheduler.finish(this, outcome);
            watched.ended(State.DONE, outcome.result().rows(), outcome.result().noteOrNull());
        } catch (EngineException e) {
            String advice = e.hint().map(hint -> " (" + hint + ")").orElse("");
            fail(watched, e.describe() + advice, e.code().isRetryable());
        } catch (IOException e) {
            fail(watched, "its files cannot be written: " + e, true);
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
            fail(watched, "internal error: " + e, false);
        }
    }

    private void fail(RunWatcher.Watched watched, String error, boolean mayPass) {
        watched.ended(State.FAILED, 0, error);
        if (isAbandoned()) {
            scheduler.ended(this);
            return;
        }
        try {
            scheduler.fail(this, error, mayPass);
        } catch (EngineException e) {
            // the ledger cannot be reached, or is another process's now: whoever leads next finds the run there
            scheduler.ended(this);
        }
    }
}
