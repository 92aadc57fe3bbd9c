/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.output;

import dev.spoor.vector.Batch;
import dev.spoor.vector.Schema;
import java.io.IOException;
import java.util.List;

/**
 * Rows as JSON objects, keys in column order. A name that appears again gets a number ({@code a}, {@code a_2}), because
 * readers of JSON keep only one of two equal keys.
 */
final class JsonWriter implements ResultWriter {
    /** What stands around the objects. */
    enum Frame {
        ARRAY,
        LINES
    }

    private final Appendable out;
    private final Frame frame;
    private final StringBuilder line = new StringBuilder();
    private String[] keys;
    private boolean first = true;

    JsonWriter(Appendable out, Frame frame) {
        this.out = out;
        this.frame = frame;
    }

    @Override
    public void begin(List<String> columnNames, Schema schema) throws IOException {
        keys = distinctKeys(columnNames);
        if (frame == Frame.ARRAY) {
            out.append('[');
        }
    }

    @Override
    public void write(Batch batch) throws IOException {
        for (int row = 0; row < batch.rowCount(); row++) {
            line.setLength(0);
            if (frame == Frame.ARRAY) {
                line.append(first ? "\n" : ",\n");
            }
            first = false;
            line.append('{');
            for (int i = 0; i < batch.columnCount(); i++) {
                line.append(keys[i]);
                JsonValueText.append(line, batch.column(i), row);
            }
            line.append('}');
            if (frame == Frame.LINES) {
                line.append('\n');
            }
            out.append(line);
        }
    }

    @Override
    public void end() throws IOException {
        if (frame == Frame.ARRAY) {
            out.append(first ? "]\n" : "\n]\n");
        }
    }

    /** Comma, quoted name and colon of each column. */
    private static String[] distinctKeys(List<String> columnNames) {
        List<String> names = ColumnNames.distinct(columnNames);
        String[] keys = new String[names.size()];
        for (int i = 0; i < keys.length; i++) {
            StringBuilder key = new StringBuilder(i == 0 ? "" : ",");
            JsonValueText.appendString(key, names.get(i));
            keys[i] = key.append(':').toString();
        }
        return keys;
    }
}
