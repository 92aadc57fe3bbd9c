/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.integrity;

import dev.spoor.dataset.IntegrityState;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.integrity.Digest.LogFileClaim;
import dev.spoor.integrity.Evidence.Location;
import dev.spoor.integrity.Evidence.Whereabouts;
import dev.spoor.store.ByteRange;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** Compares log files with what digests say of them, on many threads. Safe for all threads. */
final class LogExaminer implements AutoCloseable {
    private final Evidence evidence;
    private final ExecutorService threads;
    private final boolean isAnew;
    private final ConcurrentLinkedQueue<GzipHasher> idle = new ConcurrentLinkedQueue<>();
    private final AtomicLong hashedFiles = new AtomicLong();
    private final AtomicLong knownFiles = new AtomicLong();
    private final AtomicLong hashedBytes = new AtomicLong();

    /** @param isAnew whether files are read that were read before */
    LogExaminer(Evidence evidence, ExecutorService threads, boolean isAnew) {
        this.evidence = evidence;
        this.threads = threads;
        this.isAnew = isAnew;
    }

    /**
     * What came of a claim.
     *
     * @param claim what the digest says
     * @param fileOrNull the file that was found
     * @param stateOrNull what it is; null when there is none
     * @param problem what is wrong; empty when nothing is
     * @param reason in words
     */
    record Outcome(
            LogFileClaim claim,
            StoredFile fileOrNull,
            IntegrityState stateOrNull,
            Optional<FindingKind> problem,
            String reason) {
        static Outcome of(LogFileClaim claim, StoredFile file, IntegrityState state, String reason) {
            return new Outcome(claim, file, state, FindingKind.of(state), reason);
        }

        static Outcome vanished(LogFileClaim claim, StoredFile file) {
            return new Outcome(
                    claim,
                    file,
                    IntegrityState.UNREADABLE,
                    Optional.of(FindingKind.LOG_MISSING),
                    "it is gone since it was listed");
        }

        static Outcome without(LogFileClaim claim, FindingKind kind, String reason) {
            return new Outcome(claim, null, null, Optional.of(kind), reason);
        }
    }

    /**
     * Begins to compare.
     *
     * @param near place of the digest
     */
    Future<Outcome> examine(LogFileClaim claim, EvidencePlace near) {
        Location found = evidence.find(claim.original(), near);
        if (found.whereabouts() == Whereabouts.FOUND) {
            return threads.submit(compared(claim, found.fileOrNull()));
        }
        FindingKind kind =
                found.whereabouts() == Whereabouts.ABSENT ? FindingKind.LOG_MISSING : FindingKind.CHAIN_ELSEWHERE;
        return CompletableFuture.completedFuture(Outcome.without(claim, kind, "it was delivered and is not there"));
    }

    private Callable<Outcome> compared(LogFileClaim claim, StoredFile file) {
        return () -> {
            try {
                return compare(claim, file, content(file));
            } catch (EngineException | IOException e) {
                if (e instanceof EngineException failure && failure.code() == ErrorCode.OBJECT_VANISHED) {
                    return Outcome.vanished(claim, file);
                }
                return Outcome.of(claim, file, IntegrityState.UNREADABLE, "it cannot be read: " + e.getMessage());
            }
        };
    }

    private static Outcome compare(LogFileClaim claim, StoredFile file, GzipHasher.Content content) {
        if (content.sha256OrNull() == null) {
            return Outcome.of(claim, file, IntegrityState.MALFORMED, content.faultOrNull());
        }
        if (!content.sha256OrNull().equals(claim.sha256())) {
            return Outcome.of(
                    claim,
                    file,
                    IntegrityState.CHANGED,
                    "its bytes are not those that were delivered: SHA-256 " + content.sha256OrNull() + " in place of "
                            + claim.sha256());
        }
        if (content.faultOrNull() != null) {
            return Outcome.of(claim, file, IntegrityState.TRAILING_DATA, content.faultOrNull());
        }
        return Outcome.of(claim, file, IntegrityState.VALID, "");
    }

    private GzipHasher.Content content(StoredFile file) throws IOException {
        synchronized (file) {
            GzipHasher.Content content = file.contentOrNull();
            if (content == null) {
                content = !isAnew
                                && file.knownOrNull() != null
                                && file.knownOrNull().isRead()
                        ? known(file)
                        : read(file);
                file.content(content);
            }
            return content;
        }
    }

    private GzipHasher.Content known(StoredFile file) {
        knownFiles.incrementAndGet();
        return new GzipHasher.Content(
                file.knownOrNull().sha256OrNull(), file.knownOrNull().faultOrNull(), 0);
    }

    private GzipHasher.Content read(StoredFile file) throws IOException {
        GzipHasher hasher = idle.poll();
        hasher = hasher == null ? new GzipHasher() : hasher;
        try (InputStream in = file.place().store().read(file.entry(), ByteRange.ALL)) {
            GzipHasher.Content content = hasher.read(in);
            hashedFiles.incrementAndGet();
            hashedBytes.addAndGet(content.unpackedBytes());
            return content;
        } finally {
            idle.add(hasher);
        }
    }

    /** Waits for an outcome. CANCELLED when the thread is interrupted. */
    static <T> T await(Future<T> outcome) {
        try {
            return outcome.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException(ErrorCode.CANCELLED, "interrupted while files were verified", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("verification of a file failed", e.getCause());
        }
    }

    long hashedFiles() {
        return hashedFiles.get();
    }

    long knownFiles() {
        return knownFiles.get();
    }

    long hashedBytes() {
        return hashedBytes.get();
    }

    /** Frees what unpacks. Nobody examines any more. */
    @Override
    public void close() {
        idle.forEach(GzipHasher::close);
        idle.clear();
    }
}
