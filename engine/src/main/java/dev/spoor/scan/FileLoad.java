/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.scan;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.store.ByteRange;
import dev.spoor.vector.Memory;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/**
 * Fetches a few neighbouring files into memory: the unit of reading ahead. Whoever comes first runs it, a thread that
 * reads ahead or the worker that needs the files; the others wait. Thread-safe.
 */
final class FileLoad implements Runnable {
    private static final int READ_BYTES_MAX = 1 << 18;
    private static final long WAIT_MILLIS_MAX = 50;
    /** Loads of more bytes are few and large files: each has an array of its own. */
    private static final int SHARED_BYTES_MAX = 1 << 20;

    private enum State {
        NEW,
        RUNNING,
        DONE,
        ABANDONED
    }

    private final List<LogFile> files;
    private final long fileBytesMax;
    private final boolean wholeFilesOnly;
    private final Memory memory;
    private final FileBuffers buffers;
    private final Queue<LoadedFile> loaded = new ArrayDeque<>();
    private State state = State.NEW;
    private Throwable failure;
    private long reservedBytes;
    private byte[] shared;
    private int sharedUsed;
    private volatile boolean isWanted = true;

    FileLoad(List<LogFile> files, ScanSettings settings, Memory memory, FileBuffers buffers) {
        this.files = files;
        this.fileBytesMax = settings.fileBytesMax();
        this.wholeFilesOnly = settings.wholeFilesOnly();
        this.memory = memory;
        this.buffers = buffers;
    }

    /** Stored bytes of the files, as listed. */
    long bytes() {
        long bytes = 0;
        for (LogFile file : files) {
            bytes += file.entry().sizeBytes();
        }
        return bytes;
    }

    int fileCount() {
        return files.size();
    }

    @Override
    public void run() {
        synchronized (this) {
            if (state != State.NEW) {
                return;
            }
            state = State.RUNNING;
        }
        Queue<LoadedFile> fetched = new ArrayDeque<>(files.size());
        Throwable thrown = null;
        try {
            takeBuffer();
            for (int i = 0; i < files.size() && isWanted; i++) {
                fetched.add(fetch(files.get(i)));
            }
        } catch (Throwable e) { // also out of memory: whoever takes the files must learn that some are missing
            thrown = e;
        }
        finish(fetched, thrown);
    }

    /** One array for all files; without room for it, each will have its own. */
    private void takeBuffer() {
        long needed = bytes() + files.size(); // for each one more, to see that it ends where it should
        if (needed <= SHARED_BYTES_MAX) {
            byte[] buffer = buffers.takeOrNull((int) needed);
            synchronized (this) {
                shared = buffer;
            }
        }
    }

    private synchronized void finish(Queue<LoadedFile> fetched, Throwable thrown) {
        loaded.addAll(fetched);
        failure = thrown;
        state = State.DONE;
        notifyAll();
    }

    /** The next fetched file, waiting for the fetch; null when all were taken. Throws what stopped the fetch. */
    synchronized LoadedFile take(Cancellation cancellation) throws InterruptedException {
        while (state != State.DONE) {
            cancellation.check();
            wait(WAIT_MILLIS_MAX);
        }
        LoadedFile next = loaded.poll();
        if (next == null && failure != null) {
            throw new EngineException(ErrorCode.INTERNAL, "fetching files failed: " + failure, failure);
        }
        return next;
    }

    /** Fetches a file again that did not fit in memory while it was read ahead; throws if it still does not. */
    LoadedFile fetchAgain(LogFile file) {
        LoadedFile again = fetch(file);
        if (again.memoryErrorOrNull() != null) {
            throw again.memoryErrorOrNull();
        }
        return again;
    }

    /** Called for each taken file when its bytes are not needed any more. */
    synchronized void giveBack(LoadedFile file) {
        if (file.bytes() != null && !file.isShared()) {
            long bytes = file.bytes().length;
            reservedBytes -= bytes;
            memory.release(bytes);
        }
    }

    /** Drops what was not taken, waiting for a fetch under way; the memory is given back when this returns. */
    synchronized void abandon() {
        boolean wasInterrupted = false;
        isWanted = false;
        while (state == State.RUNNING) {
            try {
                wait();
            } catch (InterruptedException e) {
                wasInterrupted = true;
            }
        }
        state = State.ABANDONED;
        loaded.clear();
        release();
        if (wasInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Called when all files were taken and are not needed any more. */
    synchronized void release() {
        memory.release(reservedBytes);
        reservedBytes = 0;
        if (shared != null) {
            buffers.giveBack(shared);
            shared = null;
        }
    }

    private LoadedFile fetch(LogFile file) {
        try {
            return read(file);
        } catch (EngineException e) {
            if (e.code() == ErrorCode.MEMORY_LIMIT) {
                return LoadedFile.withoutRoom(file, e);
            }
            if (e.code().type() == ErrorCode.Type.EXTERNAL) {
                return LoadedFile.failed(file, e);
            }
            throw e;
        }
    }

    private LoadedFile read(LogFile file) {
        long listed = file.entry().sizeBytes();
        if (listed > fileBytesMax) {
            return LoadedFile.failed(file, new EngineException(ErrorCode.LIMIT_EXCEEDED, tooLarge(listed)));
        }
        int room = Math.toIntExact(listed) + 1;
        boolean isShared = shared != null && room <= shared.length - sharedUsed;
        byte[] bytes = isShared ? shared : allocate(room);
        int from = isShared ? sharedUsed : 0;
        int end = from + room;
        int length = 0;
        String fault = null;
        try (InputStream in = file.location().store().read(file.entry(), ByteRange.ALL)) {
            while (isWanted) {
                if (from + length == end) {
                    if (length >= fileBytesMax) {
                        fault = tooLarge(length);
                        break;
                    }
                    bytes = grow(bytes, from, length, isShared);
                    isShared = false;
                    from = 0;
                    end = bytes.length;
                }
                int read = in.read(bytes, from + length, Math.min(end - from - length, READ_BYTES_MAX));
                if (read < 0) {
                    break;
                }
                length += read;
            }
        } catch (IOException e) {
            fault = "reading failed after " + length + " of " + listed + " bytes: " + e.getMessage();
        } catch (RuntimeException e) {
            if (!isShared) {
                releaseOne(bytes);
            }
            throw e;
        }
        if (fault == null && length < listed) {
            fault = "it has " + length + " bytes and was listed with " + listed + ": cut short or changed meanwhile";
        }
        if (fault != null && wholeFilesOnly) {
            if (!isShared) {
                releaseOne(bytes);
            }
            return LoadedFile.failed(file, new EngineException(ErrorCode.STORE_FAILURE, fault));
        }
        sharedUsed += isShared ? length : 0;
        return new LoadedFile(file, bytes, from, length, isShared, fault, null, null);
    }

    private String tooLarge(long bytes) {
        return "it has " + bytes + " bytes or more, and " + fileBytesMax
                + " are read at most; see setting scan.file-limit";
    }

    /** A larger array of its own for a file that is larger than listed. */
    private byte[] grow(byte[] bytes, int from, int length, boolean isShared) {
        byte[] larger = allocate((int) Math.min(Math.max(2L * length, 1024), fileBytesMax + 1));
        System.arraycopy(bytes, from, larger, 0, length);
        if (!isShared) {
            releaseOne(bytes);
        }
        return larger;
    }

    private byte[] allocate(int length) {
        memory.reserve(length);
        synchronized (this) {
            reservedBytes += length;
        }
        return new byte[length];
    }

    private synchronized void releaseOne(byte[] bytes) {
        reservedBytes -= bytes.length;
        memory.release(bytes.length);
    }
}
