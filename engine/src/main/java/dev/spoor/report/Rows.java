/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.report;

import dev.spoor.ResultStream;
import dev.spoor.expr.Literal;
import dev.spoor.output.ValueText;
import dev.spoor.report.TaskCrew.Desk;
import dev.spoor.vector.Batch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A result as text.
 *
 * @param rows the first ones; NULL is null
 * @param count how many there are
 */
record Rows(List<String> columns, List<List<String>> rows, long count) {
    /** Takes a row. */
    interface Taker {
        void take(List<String> row) throws IOException;
    }

    /** Reads a statement to its end and keeps so many rows. */
    static Rows read(Desk desk, String sql, List<Literal> values, long rowsMax) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        long[] count = new long[1];
        List<String> columns = each(desk, sql, values, row -> {
            if (count[0]++ < rowsMax) {
                rows.add(row);
            }
        });
        return new Rows(columns, rows, count[0]);
    }

    /** Hands on each row; returns the names of the columns. */
    static List<String> each(Desk desk, String sql, List<Literal> values, Taker taker) throws IOException {
        try (ResultStream stream = desk.query(sql, values)) {
            for (Batch batch = stream.next(); batch != null; batch = stream.next()) {
                try (Batch held = batch) {
                    for (int row = 0; row < held.rowCount(); row++) {
                        taker.take(texts(held, row));
                    }
                }
            }
            return List.copyOf(stream.columnNames());
        }
    }

    /** The values of a row. */
    static List<String> texts(Batch batch, int row) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < batch.columnCount(); i++) {
            texts.add(text(batch, i, row));
        }
        return texts;
    }

    /** A value; null for NULL. */
    static String text(Batch batch, int column, int row) {
        return batch.column(column).isNull(row) ? null : ValueText.plain(batch.column(column), row);
    }

    boolean has(String column, String value) {
        int index = columns.indexOf(column);
        return rows.stream().anyMatch(row -> value.equals(row.get(index)));
    }

    /** Whether some row has another value there. */
    boolean hasOther(String column, String value) {
        int index = columns.indexOf(column);
        return rows.stream().anyMatch(row -> !value.equals(row.get(index)));
    }
}
