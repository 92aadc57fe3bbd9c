/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.lifecycle;

import dev.spoor.dataset.LakeLedger;
import dev.spoor.dataset.LedgerLease;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.scan.Cancellation;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Holds the right to change a lake and renews it in time, until closed. Whoever loses it learns that from {@link #check},
 * and the ledger refuses what such a process still tries.
 */
final class LeaseKeeper implements AutoCloseable {
    private static final int RENEWALS_PER_LEASE = 3;
    private static final long WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final LakeLedger ledger;
    private final LedgerLease lease;
    private final ScheduledExecutorService renewals = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "spoor-lease");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean isLost;

    private LeaseKeeper(LakeLedger ledger, LedgerLease lease, Duration length) {
        this.ledger = ledger;
        this.lease = lease;
        long pause = Math.max(1, length.toMillis() / RENEWALS_PER_LEASE);
        renewals.scheduleWithFixedDelay(() -> renew(length), pause, pause, TimeUnit.MILLISECONDS);
    }

    /** Waits until nobody else holds the lease, and takes it. */
    static LeaseKeeper take(LakeLedger ledger, Duration length, Runnable waiting, Cancellation cancellation) {
        LedgerLease lease = new LedgerLease(UUID.randomUUID().toString());
        boolean hasWaited = false;
        while (!ledger.hold(lease, length)) {
            if (!hasWaited) {
                waiting.run();
                hasWaited = true;
            }
            cancellation.check();
            LockSupport.parkNanos(WAIT_NANOS);
        }
        return new LeaseKeeper(ledger, lease, length);
    }

    LedgerLease lease() {
        return lease;
    }

    private void renew(Duration length) {
        try {
            isLost |= !ledger.hold(lease, length);
        } catch (EngineException e) {
            // the next renewal may do; should somebody else have come meanwhile, the ledger refuses our changes
            return;
        }
    }

    /** COMMIT_CONFLICT when the lease is lost. */
    void check() {
        if (isLost) {
            throw new EngineException(
                            ErrorCode.COMMIT_CONFLICT, "another process has taken over the lake from this one")
                    .advise("what was committed stays; run it again for the rest");
        }
    }

    @Override
    public void close() {
        renewals.shutdownNow();
        if (!isLost) {
            ledger.release(lease);
        }
    }
}
