/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.jdbc.embedded;

import dev.spoor.ResultStream;
import dev.spoor.jdbc.ResultColumn;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Column;
import java.util.ArrayList;
import java.util.List;

/** Cuts the batches of a query into pages of rows. Pages are bounded in rows and, roughly, in bytes. One thread. */
final class RowPager implements AutoCloseable {
    /** Most rows of a page, whatever is asked for. */
    static final int PAGE_ROWS_MAX = 100_000;

    /** Text of a page on the heap, after which it ends early. */
    private static final long PAGE_BYTES_MAX = 16L << 20;

    private final ResultStream stream;
    private final List<ResultColumn> columns;
    private final CellReader[] readers;
    private final long limit;
    private Batch batch;
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

    /** The next rows, at least one unless there are none; waits for as many as are asked for. */
    List<Object[]> next(int rowsMax) {
        int most = (int) Math.min(Math.max(1, Math.min(rowsMax, PAGE_ROWS_MAX)), limit - given);
        List<Object[]> rows = new ArrayList<>(Math.min(most, Batch.DEFAULT_ROWS));
        long bytes = 0;
        while (rows.size() < most && bytes < PAGE_BYTES_MAX && fill()) {
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

    /** Whether there is a row at hand. */
    private boolean fill() {
        if (batch != null && at < batch.rowCount()) {
            return true;
        }
        close();
        if (!isDone) {
            batch = stream.next();
            at = 0;
            isDone = batch == null;
        }
        return batch != null;
    }

    @Override
    public void close() {
        if (batch != null) {
            batch.close();
            batch = null;
        }
    }
}
