/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.jdbc.embedded;

import dev.spoor.ResultStream;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.jdbc.ResultColumn;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Cuts the batches of a query into pages of rows. Pages are bounded in rows and, roughly, in bytes. One thread. */
final class RowPager implements AutoCloseable {
    /** Most rows of a page, whatever is asked for. */
    static final int PAGE_ROWS_MAX = 100_000;

    /** So long rows wait for more of their page before somebody sees them. */
    private static final long WAITING_MILLIS_MAX = 500;

    /** Read what comes behind the rows that wait: each thread lives as long as it is of use. */
    private static final ExecutorService READERS = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "spoor-jdbc-rows");
        thread.setDaemon(true);
        return thread;
    });

    /** Text of a page on the heap, after which it ends early. */
    private static final long PAGE_BYTES_MAX = 16L << 20;

    private final ResultStream stream;
    private final List<ResultColumn> columns;
    private final CellReader[] readers;
    private final long limit;
    private Batch batch;
    private Future<Batch> ahead;
    private int at;
    private long given;
    private long givenBytes;
    private boolean isDone;

    /** @param limit rows that are given at most; 0 for all */
    RowPager(ResultStream stream, long limit) {
        this.stream = stream;
        this.limit = limit == 0 ? Long.MAX_VALUE : limit;
        this.columns = ColumnTypes.columns(stream.columnNames(), stream.schema().getFields());
        this.readers = new CellReader[columns.size()];
        for (int i = 0; i < readers.length; i++) {
            readers[i] = CellReader.of(stream.schema().getFields().get(i));
        }
    }

    List<ResultColumn> columns() {
        return columns;
    }

    /** Rows that were given until now. */
    long given() {
        return given;
    }

    /** Bytes of the values that were given, roughly. */
    long givenBytes() {
        return givenBytes;
    }

    /** Whether no row is left; known only after the page that had the last one. */
    boolean isDone() {
        return isDone;
    }

    /**
     * The next rows, at least one unless there are none; as many as are asked for, but those that there are do not wait for long for
     * more.
     */
    List<Object[]> next(int rowsMax) {
        int most = (int) Math.min(Math.max(1, Math.min(rowsMax, PAGE_ROWS_MAX)), limit - given);
        List<Object[]> rows = new ArrayList<>(Math.min(most, Batch.DEFAULT_ROWS));
        long bytes = 0;
        long begin = stream.stats().elapsedMillis();
        while (rows.size() < most && bytes < PAGE_BYTES_MAX && fill(rows.isEmpty(), begin)) {
            int count = Math.min(most - rows.size(), batch.rowCount() - at);
            int first = rows.size();
            for (int i = 0; i < count; i++) {
                rows.add(new Object[readers.length]);
            }
            for (int i = 0; i < readers.length; i++) {
                Column column = batch.column(i);
                bytes += readers[i].read(column, at, count, rows, first, i);
            }
            at += count;
        }
        given += rows.size();
        givenBytes += bytes;
        isDone |= given >= limit;
        return rows;
    }

    /** Whether there is a row at hand; of a page that has rows, within the time that they wait. */
    private boolean fill(boolean isFirst, long beginMillis) {
        if (batch != null && at < batch.rowCount()) {
            return true;
        }
        release();
        if (isDone) {
            return false;
        }
        if (isFirst && ahead == null) {
            take(stream.next());
            return batch != null;
        }
        if (ahead == null) {
            ahead = READERS.submit(stream::next);
        }
        long waited = stream.stats().elapsedMillis() - beginMillis;
        return isFirst ? await(Long.MAX_VALUE) : await(Math.max(0, WAITING_MILLIS_MAX - waited));
    }

    private void take(Batch nextOrNull) {
        batch = nextOrNull;
        at = 0;
        isDone = batch == null;
    }

    /** Takes the rows that are being read; false when there are none, or none yet. */
    private boolean await(long millisMax) {
        try {
            Batch next = ahead.get(millisMax, TimeUnit.MILLISECONDS);
            ahead = null;
            take(next);
            return batch != null;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException(ErrorCode.CANCELLED, "the thread that reads rows was interrupted", e);
        } catch (ExecutionException e) {
            ahead = null;
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new EngineException(ErrorCode.INTERNAL, "rows were not read: " + e.getCause(), e);
        }
    }

    private void release() {
        if (batch != null) {
            batch.close();
            batch = null;
        }
    }

    /** Ends the query if rows are being read that nobody will take. */
    @Override
    public void close() {
        release();
        Future<Batch> left = ahead;
        ahead = null;
        if (left == null) {
            return;
        }
        stream.cancel();
        boolean isInterrupted = false;
        while (true) {
            try {
                Batch unread = left.get();
                if (unread != null) {
                    unread.close();
                }
                break;
            } catch (InterruptedException e) {
                isInterrupted = true;
            } catch (ExecutionException e) {
                break; // it was told to end
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
