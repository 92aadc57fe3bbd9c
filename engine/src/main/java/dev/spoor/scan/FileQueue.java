/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.scan;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.store.ObjectStore;
import dev.spoor.vector.Memory;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;

/**
 * Hands the files of a scan to its workers, in order, and reads ahead within a budget of bytes. Small files are fetched
 * several at a time, because handing one over costs more than reading it. Reading ahead starts small and doubles with
 * every fetch that is used, so that a query which needs few rows reads few files. Thread-safe.
 */
final class FileQueue implements AutoCloseable {
    private static final int FILES_PER_LOAD_MAX = 32;
    private static final long BYTES_PER_LOAD_MAX = 1 << 19;

    /** Reading ahead takes at most this part of the query's memory. */
    private static final int MEMORY_SHARE = 8;

    private static final int LOADS_AHEAD_AT_FIRST = 2;
    private static final int LOADS_AHEAD_MAX = 32;

    /** A far file is waited for much longer than handing it over takes: few for each thread that waits. */
    private static final int FAR_FILES_PER_LOAD_MAX = 2;

    /** Waits are cut into pieces of this length, to notice that the query was cancelled. */
    private static final long WAIT_MILLIS_MAX = 50;

    private final List<LogFile> files;
    private final ScanSettings settings;
    private final Memory memory;
    private final ExecutorService io;
    private final FileBuffers buffers;
    private final Deque<FileLoad> ahead = new ArrayDeque<>();
    private final Set<FileLoad> taken = new HashSet<>();
    private final List<FileLoad> left = new ArrayList<>();
    private final long bytesAheadMax;
    private final int filesPerLoadMax;
    private final int loadsAheadMax;
    private int nextFile;
    private int filesPerLoad = 1;
    private int loadsAhead = LOADS_AHEAD_AT_FIRST;
    private long bytesAhead;
    private boolean closed;

    FileQueue(List<LogFile> files, ScanSettings settings, Memory memory, ExecutorService io) {
        this.files = files;
        this.settings = settings;
        this.memory = memory;
        this.io = io;
        this.buffers = new FileBuffers(memory);
        int requests = requestsMax(files);
        this.filesPerLoadMax = requests > 0 ? FAR_FILES_PER_LOAD_MAX : FILES_PER_LOAD_MAX;
        this.loadsAheadMax = Math.max(LOADS_AHEAD_MAX, requests);
        this.bytesAheadMax = Math.min(settings.prefetchBytesMax(), memory.limitBytes() / MEMORY_SHARE);
    }

    private static int requestsMax(List<LogFile> files) {
        Set<ObjectStore> stores = Collections.newSetFromMap(new IdentityHashMap<>());
        files.forEach(file -> stores.add(file.location().store()));
        return stores.stream().mapToInt(ObjectStore::requestsMax).max().orElse(0);
    }

    /** The next few files, which belong to the caller until {@link #done}; null at the end. Does not wait. */
    FileLoad next() {
        FileLoad load;
        List<FileLoad> toStart = new ArrayList<>();
        synchronized (this) {
            if (closed) {
                return null;
            }
            if (ahead.isEmpty() && nextFile < files.size()) {
                ahead.add(cut());
            }
            load = ahead.poll();
            if (load == null) {
                return null;
            }
            bytesAhead -= load.bytes();
            taken.add(load);
            readAhead(toStart);
        }
        start(toStart);
        return load;
    }

    /** The caller has no more use for these files. */
    void done(FileLoad load) {
        boolean isMine;
        synchronized (this) {
            isMine = taken.remove(load);
            notifyAll();
        }
        if (isMine) { // otherwise the queue was closed and has released it
            load.release();
        }
    }

    /** The caller stops before these files have ended. Their memory is given back when the queue is closed. */
    synchronized void leave(FileLoad load) {
        if (taken.remove(load)) {
            left.add(load);
            notifyAll();
        }
    }

    /** Waits until no file is left to be taken and nobody is reading one, or nobody wants more. */
    void awaitAll(BooleanSupplier isEnough, Cancellation cancellation) {
        synchronized (this) {
            while (!closed
                    && !isEnough.getAsBoolean()
                    && (nextFile < files.size() || !ahead.isEmpty() || !taken.isEmpty())) {
                cancellation.check();
                try {
                    wait(WAIT_MILLIS_MAX);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new EngineException(
                            ErrorCode.CANCELLED, "the query was interrupted while it waited for files", e);
                }
            }
        }
    }

    private void readAhead(List<FileLoad> toStart) {
        while (nextFile < files.size() && ahead.size() < loadsAhead && bytesAhead < bytesAheadMax) {
            FileLoad load = cut();
            ahead.add(load);
            toStart.add(load);
        }
        loadsAhead = Math.min(2 * loadsAhead, loadsAheadMax);
        filesPerLoad = Math.min(2 * filesPerLoad, filesPerLoadMax);
    }

    private FileLoad cut() {
        int from = nextFile;
        long bytes = 0;
        do {
            bytes += files.get(nextFile++).entry().sizeBytes();
        } while (nextFile < files.size()
                && nextFile - from < filesPerLoad
                && bytes + files.get(nextFile).entry().sizeBytes() <= Math.min(BYTES_PER_LOAD_MAX, bytesAheadMax));
        bytesAhead += bytes;
        return new FileLoad(files.subList(from, nextFile), settings, memory, buffers);
    }

    /** Without a free thread the worker that needs the files will fetch them itself. */
    private void start(List<FileLoad> loads) {
        for (FileLoad load : loads) {
            try {
                io.execute(load);
            } catch (RejectedExecutionException e) {
                return;
            }
        }
    }

    /** Fetches if nobody did, and waits. Null when all files of the load were taken. */
    static LoadedFile take(FileLoad load, Cancellation cancellation) {
        load.run();
        try {
            LoadedFile next = load.take(cancellation);
            return next == null || next.memoryErrorOrNull() == null ? next : load.fetchAgain(next.file());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException(ErrorCode.CANCELLED, "the query was interrupted while it waited for a file", e);
        }
    }

    /** Stops reading ahead, waits for fetches under way, and gives all memory back. */
    @Override
    public void close() {
        List<FileLoad> all;
        synchronized (this) {
            closed = true;
            all = new ArrayList<>(ahead);
            all.addAll(taken);
            all.addAll(left);
            ahead.clear();
            taken.clear();
            left.clear();
            notifyAll();
        }
        all.forEach(FileLoad::abandon);
        buffers.close();
    }
}
