/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.scan;

import dev.spoor.format.FileOutcome;
import dev.spoor.format.LogReader;
import dev.spoor.vector.Batch;

/** One worker's share of a scan of events. One thread. */
final class EventBatchReader implements BatchReader {
    private final EventScanRun run;
    private final LogReader reader;
    private FileLoad load;
    private LoadedFile file;
    private boolean ended;
    private boolean closed;

    EventBatchReader(EventScanRun run, LogReader reader) {
        this.run = run;
        this.reader = reader;
    }

    @Override
    public Batch next() {
        while (!ended) {
            run.context().cancellation().check();
            if (run.hasEnough()) {
                ended = true;
                return null;
            }
            if (file == null && !openNext()) {
                ended = true;
                return given(reader.take());
            }
            if (reader.read()) {
                finishFile();
            }
            if (reader.isFull()) {
                Batch full = given(reader.take());
                if (full != null) {
                    return full;
                }
            }
        }
        return null;
    }

    private Batch given(Batch batchOrNull) {
        if (batchOrNull != null) {
            run.countRows(batchOrNull.rowCount());
        }
        return batchOrNull;
    }

    /** Starts the next file with bytes in it; false when there is none. */
    private boolean openNext() {
        while (true) {
            if (load == null) {
                load = run.queue().next();
                if (load == null) {
                    return false;
                }
            }
            LoadedFile next = FileQueue.take(load, run.context().cancellation());
            if (next == null) {
                run.queue().done(load);
                load = null;
                continue;
            }
            if (next.bytes() != null) {
                file = next;
                reader.start(next.file().name(), next.bytes(), next.from(), next.from() + next.length());
                return true;
            }
            run.context().cancellation().check();
            run.fileFailed(next);
        }
    }

    private void finishFile() {
        FileOutcome outcome = reader.outcome();
        run.fileRead(file, outcome);
        load.giveBack(file);
        file = null;
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        ended = true;
        if (file != null) {
            run.fileLeft(file, reader.outcomeSoFar());
        }
        reader.close();
        if (file != null) {
            load.giveBack(file);
            file = null;
        }
        if (load != null) {
            run.queue().leave(load); // with files that were fetched and not read
            load = null;
        }
    }
}
