/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.dataset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Remembers what was learnt about files, by store location and key, between runs and processes. Thread-safe.
 *
 * <p>A cache, so it has no errors: when the file behind it is broken, locked or cannot be written, a warning is given and
 * everything goes on as if nothing were remembered. One background thread owns the database; it is loaded while the
 * query is being planned, one query for all files of a location, and written in batches. {@link #close} writes what is
 * left.
 */
public final class FileLedger implements AutoCloseable {
    /** The file in the cache folder. */
    public static final String FILE_NAME = "ledger.sqlite";

    private static final int PENDING_FILES_MAX = 2_000;
    private static final long CLOSE_SECONDS_MAX = 20;

    private final LedgerDatabase databaseOrNull;
    private final ExecutorService thread;
    private final Consumer<String> warnings;
    private final Map<String, Future<Map<String, RememberedFile>>> loads = new ConcurrentHashMap<>();
    private final Map<String, Map<String, RememberedFile>> pending = new HashMap<>();
    private final AtomicLong version = new AtomicLong();
    private int pendingFiles;

    private FileLedger(LedgerDatabase databaseOrNull, ExecutorService thread, Consumer<String> warnings) {
        this.databaseOrNull = databaseOrNull;
        this.thread = thread;
        this.warnings = warnings;
    }

    /**
     * The ledger of a cache folder. Returns at once; nothing is touched before the first use.
     *
     * @param warnings gets one sentence per trouble, on any thread
     */
    public static FileLedger in(Path cacheFolder, Consumer<String> warnings) {
        Objects.requireNonNull(warnings, "warnings is null");
        ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
            Thread created = new Thread(task, "spoor-ledger");
            created.setDaemon(true);
            return created;
        });
        return new FileLedger(new LedgerDatabase(cacheFolder.resolve(FILE_NAME), warnings), thread, warnings);
    }

    /** A ledger that remembers only as long as it lives, and touches no disk. */
    public static FileLedger inMemory() {
        return new FileLedger(null, null, warning -> {});
    }

    /** Begins to load what is known about a location, in the background. */
    public void warmUp(String location) {
        loads.computeIfAbsent(location, this::startLoad);
    }

    private Future<Map<String, RememberedFile>> startLoad(String location) {
        if (databaseOrNull == null) {
            return CompletableFuture.completedFuture(new ConcurrentHashMap<>());
        }
        return thread.submit(() -> new ConcurrentHashMap<>(databaseOrNull.load(location)));
    }

    /**
     * What is remembered about the files of a location, by key; a live view that later calls of {@link #remember} add
     * to. Ask {@link RememberedFile#isAbout} before believing an entry. Waits for the load.
     */
    public Map<String, RememberedFile> remembered(String location) {
        warmUp(location);
        Future<Map<String, RememberedFile>> load = loads.get(location);
        try {
            return load.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            warnings.accept("the ledger of file statistics was not read: " + e.getCause());
        }
        Map<String, RememberedFile> nothing = new ConcurrentHashMap<>();
        loads.replace(location, load, CompletableFuture.completedFuture(nothing));
        return nothing;
    }

    /**
     * How many records of the files of a location have which values; of those that are remembered as counted, and of such as were
     * there before. What is pending is written first. Waits for it.
     */
    public CountedValues totals(String location) {
        Map<String, RememberedFile> known = remembered(location);
        if (databaseOrNull == null) {
            ValueTotals totals = new ValueTotals();
            known.values().stream()
                    .map(RememberedFile::countsOrNull)
                    .filter(Objects::nonNull)
                    .forEach(totals::add);
            return new CountedValues(totals.all(), true, false);
        }
        try {
            return thread.submit(() -> {
                        writePending();
                        databaseOrNull.writeTotals();
                        return databaseOrNull.totals(location);
                    })
                    .get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | RejectedExecutionException e) {
            warnings.accept("totals of the ledger of file statistics were not read: " + e);
        }
        return CountedValues.UNKNOWN;
    }

    /** Another number than before whenever something was remembered since; not negative. */
    public long version() {
        return version.get();
    }

    /** Remembers files; replaces what was known about them. Written in the background. */
    public void remember(String location, Collection<RememberedFile> files) {
        Map<String, RememberedFile> known = remembered(location);
        for (RememberedFile file : files) {
            known.put(file.entry().key(), databaseOrNull == null ? file : file.counted(file.isCounted()));
        }
        version.incrementAndGet();
        if (databaseOrNull == null) {
            return;
        }
        boolean full;
        synchronized (pending) {
            Map<String, RememberedFile> ofLocation = pending.computeIfAbsent(location, name -> new HashMap<>());
            for (RememberedFile file : files) {
                pendingFiles += ofLocation.put(file.entry().key(), file) == null ? 1 : 0;
            }
            full = pendingFiles >= PENDING_FILES_MAX;
        }
        if (full) {
            thread.execute(this::writePending);
        }
    }

    /** Starts to write what is pending; does not wait. */
    public void flush() {
        if (databaseOrNull != null && !thread.isShutdown()) {
            thread.execute(() -> {
                writePending();
                databaseOrNull.writeTotals();
            });
        }
    }

    private void writePending() {
        Map<String, List<RememberedFile>> taken = new HashMap<>();
        synchronized (pending) {
            pending.forEach((location, files) -> taken.put(location, new ArrayList<>(files.values())));
            pending.clear();
            pendingFiles = 0;
        }
        taken.forEach(databaseOrNull::store);
    }

    /** Writes what is pending and waits for it, within a limit. */
    @Override
    public void close() {
        if (databaseOrNull == null || thread.isShutdown()) {
            return;
        }
        Future<?> last = thread.submit(() -> {
            writePending();
            databaseOrNull.writeTotals();
            databaseOrNull.close();
        });
        thread.shutdown();
        try {
            last.get(CLOSE_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            warnings.accept("the ledger of file statistics was not written: " + e);
        }
    }
}
