/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell.door;

import dev.spoor.output.ValueText;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Column;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/** Small results as text, for commands that make something else of them than a table. */
public final class TextRows {
    /** Rows that are read at most. */
    public static final int ROWS_MAX = 100_000;

    private TextRows() {}

    /**
     * All rows of a statement, up to {@link #ROWS_MAX}; null for NULL.
     *
     * @param started is given the answer as soon as there is one, so that somebody can cancel it
     */
    public static List<List<String>> read(Door door, String sql, List<String> parameters, Consumer<Answer> started) {
        List<List<String>> rows = new ArrayList<>();
        try (Answer answer = door.query(sql, parameters)) {
            started.accept(answer);
            while (rows.size() < ROWS_MAX) {
                try (Batch batch = answer.next()) {
                    if (batch == null) {
                        break;
                    }
                    for (int row = 0; row < batch.rowCount() && rows.size() < ROWS_MAX; row++) {
                        rows.add(row(batch, row));
                    }
                }
            }
        }
        return rows;
    }

    /** As above, with nobody who cancels. */
    public static List<List<String>> read(Door door, String sql, String... parameters) {
        return read(door, sql, List.of(parameters), answer -> {});
    }

    private static List<String> row(Batch batch, int row) {
        List<String> texts = new ArrayList<>(batch.columnCount());
        for (int i = 0; i < batch.columnCount(); i++) {
            Column column = batch.column(i);
            texts.add(column.isNull(row) ? null : ValueText.plain(column, row));
        }
        return Collections.unmodifiableList(texts);
    }
}
