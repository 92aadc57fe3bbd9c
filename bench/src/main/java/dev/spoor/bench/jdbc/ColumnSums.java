/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.bench.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.VarCharVector;

/** Values that are not NULL, counted and added up for each column: of texts, which are ASCII, their lengths and first characters. One thread. */
final class ColumnSums {
    private static final int LENGTH_WEIGHT = 1_000;

    private final long[] counts;
    private final long[] sums;
    private long rows;

    ColumnSums(int columns) {
        counts = new long[columns];
        sums = new long[columns];
    }

    long rows() {
        return rows;
    }

    /** Takes all rows of a result, by the getters that a program would use. */
    void addAll(ResultSet result) throws SQLException {
        int[] types = new int[counts.length];
        for (int i = 0; i < types.length; i++) {
            types[i] = result.getMetaData().getColumnType(i + 1);
        }
        while (result.next()) {
            rows++;
            for (int i = 0; i < types.length; i++) {
                switch (types[i]) {
                    case Types.TIMESTAMP -> addTime(i, result.getTimestamp(i + 1));
                    case Types.BOOLEAN -> addTruth(i, result.getBoolean(i + 1), result.wasNull());
                    default -> addText(i, result.getString(i + 1));
                }
            }
        }
    }

    private void addTime(int column, java.sql.Timestamp value) {
        if (value != null) {
            counts[column]++;
            sums[column] += TimeUnit.MILLISECONDS.toMicros(value.getTime());
        }
    }

    private void addTruth(int column, boolean value, boolean wasNull) {
        if (!wasNull) {
            counts[column]++;
            sums[column] += value ? 1 : 0;
        }
    }

    private void addText(int column, String value) {
        if (value != null) {
            counts[column]++;
            sums[column] += (long) LENGTH_WEIGHT * value.length() + (value.isEmpty() ? 0 : value.charAt(0));
        }
    }

    void addRows(int count) {
        rows += count;
    }

    /** Takes the values of a batch's column. */
    void add(int column, FieldVector vector) {
        int rowCount = vector.getValueCount();
        for (int row = 0; row < rowCount; row++) {
            if (!vector.isNull(row)) {
                counts[column]++;
                sums[column] += value(vector, row);
            }
        }
    }

    private static long value(FieldVector vector, int row) {
        if (vector instanceof VarCharVector texts) {
            int start = texts.getStartOffset(row);
            int length = texts.getEndOffset(row) - start;
            return (long) LENGTH_WEIGHT * length
                    + (length == 0 ? 0 : texts.getDataBuffer().getByte(start));
        } else if (vector instanceof TimeStampVector times) {
            return times.get(row);
        }
        return ((BitVector) vector).get(row);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ColumnSums sum
                && rows == sum.rows
                && Arrays.equals(counts, sum.counts)
                && Arrays.equals(sums, sum.sums);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sums);
    }

    @Override
    public String toString() {
        return rows + " rows, counts " + Arrays.toString(counts) + ", sums " + Arrays.toString(sums);
    }
}
