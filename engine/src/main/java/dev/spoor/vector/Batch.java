/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.vector;

import java.util.List;

/**
 * A dense run of rows. Immutable once handed over; exactly one owner closes it, which ends its reference to each
 * column. A batch may have rows and no columns.
 */
public final class Batch implements AutoCloseable {
    /** Rows that sources and operators aim for in a batch unless a query's settings say otherwise. */
    public static final int DEFAULT_ROWS = 4096;

    private final int rowCount;
    private final Column[] columns;
    private Object satisfiedOrNull;
    private boolean closed;

    /** Takes one reference of each column. */
    public Batch(int rowCount, List<Column> columns) {
        this(rowCount, columns.toArray(new Column[0]));
    }

    /** Takes one reference of each column; the array is owned by the batch. */
    public Batch(int rowCount, Column[] columns) {
        this.rowCount = rowCount;
        this.columns = columns;
        for (Column column : columns) {
            if (column.rowCount() != rowCount) {
                throw new IllegalArgumentException("column '" + column.field().getName() + "' has " + column.rowCount()
                        + " rows in a batch of " + rowCount);
            }
        }
    }

    public int rowCount() {
        return rowCount;
    }

    public int columnCount() {
        return columns.length;
    }

    /**
     * Says that every row satisfies a condition, so that it need not be tested again. By the maker, before the batch is
     * handed over; batches made of this one know nothing of it.
     */
    public Batch satisfying(Object condition) {
        satisfiedOrNull = condition;
        return this;
    }

    /** Whether every row is known to satisfy this very condition. */
    public boolean satisfies(Object condition) {
        return satisfiedOrNull != null && satisfiedOrNull == condition;
    }

    /** Borrowed: {@link Column#retain} it to keep it beyond this batch. */
    public Column column(int index) {
        return columns[index];
    }

    /** A new batch of the rows whose bit is set, owned by the caller; shares columns when all are. */
    public Batch compact(Mask keep, Memory memory) {
        int kept = keep.cardinality();
        if (kept == rowCount) {
            return share();
        }
        int[] rows = new int[kept];
        keep.rows(rows);
        return take(rows, kept, memory);
    }

    /** A new batch whose row i is row {@code rows[i]} of this one (all NULL for -1), owned by the caller. */
    public Batch take(int[] rows, int count, Memory memory) {
        Column[] taken = new Column[columns.length];
        int done = 0;
        try {
            for (; done < columns.length; done++) {
                taken[done] = columns[done].take(rows, count, memory);
            }
            return new Batch(count, taken);
        } catch (RuntimeException e) {
            for (int i = 0; i < done; i++) {
                taken[i].close();
            }
            throw e;
        }
    }

    /**
     * A new batch whose row i is row {@code rows[i]} of {@code sources[which[i]]} (all NULL for -1), owned by the
     * caller.
     *
     * @param sources at least one, of the same column types; borrowed
     */
    public static Batch gather(Batch[] sources, int[] which, int[] rows, int count, Memory memory) {
        Column[] gathered = new Column[sources[0].columns.length];
        Column[] from = new Column[sources.length];
        int done = 0;
        try {
            for (; done < gathered.length; done++) {
                for (int i = 0; i < sources.length; i++) {
                    from[i] = sources[i].columns[done];
                }
                gathered[done] = ColumnGather.gather(from, which, rows, count, memory);
            }
            return new Batch(count, gathered);
        } catch (RuntimeException e) {
            for (int i = 0; i < done; i++) {
                gathered[i].close();
            }
            throw e;
        }
    }

    /** Another batch of the same columns, owned by the caller. */
    public Batch share() {
        Column[] shared = new Column[columns.length];
        for (int i = 0; i < columns.length; i++) {
            shared[i] = columns[i].retain();
        }
        return new Batch(rowCount, shared);
    }

    /** Bytes of this batch's buffers, roughly; dictionaries are not counted, columns that are shared are. */
    public long memoryBytes() {
        long bytes = 0;
        for (Column column : columns) {
            bytes += column.memoryBytes();
        }
        return bytes;
    }

    /** Rows from .. from+count as a new batch, owned by the caller. */
    public Batch slice(int from, int count, Memory memory) {
        int[] rows = new int[count];
        for (int i = 0; i < count; i++) {
            rows[i] = from + i;
        }
        return take(rows, count, memory);
    }

    @Override
    public void close() {
        if (closed) {
            throw new IllegalStateException("batch closed twice");
        }
        closed = true;
        for (Column column : columns) {
            column.close();
        }
    }
}
