/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.output;

import dev.spoor.vector.Batch;
import dev.spoor.vector.Column;
import dev.spoor.vector.Schema;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * One line for each value under a numbered heading for each row. Values are whole. On a terminal, JSON and nested values are
 * indented over several lines.
 */
final class VerticalWriter implements ResultWriter {
    private static final int HEADING_WIDTH = 40;

    private final Appendable out;
    private final boolean isForTerminal;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder cell = new StringBuilder();
    private String[] labels;
    private long rows;

    VerticalWriter(Appendable out, OutputOptions options) {
        this.out = out;
        this.isForTerminal = options.widthColumnsMax() != OutputOptions.UNLIMITED;
    }

    @Override
    public void begin(List<String> columnNames, Schema schema) {
        labels = paddedNames(columnNames);
    }

    @Override
    public void write(Batch batch) throws IOException {
        for (int row = 0; row < batch.rowCount(); row++) {
            beginRow();
            for (int i = 0; i < batch.columnCount(); i++) {
                Column column = batch.column(i);
                cell.setLength(0);
                if (column.isNull(row)) {
                    cell.append(VisibleText.NULL);
                } else if (isForTerminal && CellText.isNested(column.field())) {
                    JsonValueText.append(cell, column, row);
                } else {
                    CellText.append(cell, column, row);
                }
                appendLines(i);
            }
            endRow();
        }
    }

    /** A row of which the text is known already: values made visible, in column order. */
    void writeTexts(String[] values) throws IOException {
        beginRow();
        for (int i = 0; i < values.length; i++) {
            cell.setLength(0);
            cell.append(values[i]);
            appendLines(i);
        }
        endRow();
    }

    @Override
    public void end() {}

    private void beginRow() {
        rows++;
        String heading = "-[ RECORD " + rows + " ]";
        text.append(heading).append("-".repeat(Math.max(0, HEADING_WIDTH - heading.length())));
        text.append('\n');
    }

    private void appendValue(int column, String value) {
        text.append(labels[column]).append(" | ").append(value).append('\n');
    }

    /** The value in {@code cell}, over several lines where that is easier to read. */
    private void appendLines(int column) {
        Optional<String> indented = isForTerminal ? IndentedJson.of(cell) : Optional.empty();
        if (indented.isEmpty()) {
            appendValue(column, VisibleText.of(cell));
            return;
        }
        String label = labels[column];
        for (String line : indented.get().split("\n")) {
            text.append(label).append(" | ").append(VisibleText.of(line)).append('\n');
            label = " ".repeat(DisplayWidth.of(label));
        }
    }

    private void endRow() throws IOException {
        out.append(text);
        text.setLength(0);
    }

    private static String[] paddedNames(List<String> columnNames) {
        String[] names = new String[columnNames.size()];
        int widest = 0;
        for (int i = 0; i < names.length; i++) {
            names[i] = VisibleText.of(columnNames.get(i));
            widest = Math.max(widest, DisplayWidth.of(names[i]));
        }
        for (int i = 0; i < names.length; i++) {
            names[i] += " ".repeat(widest - DisplayWidth.of(names[i]));
        }
        return names;
    }
}
