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
    private static final String SEPARATOR = " | ";

    private final Appendable out;
    private final boolean isForTerminal;
    private final int width;
    private final StringBuilder text = new StringBuilder();
    private final boolean isColoured;
    private CellColours coloursOrNull;
    private String[] labels;
    private long rows;

    VerticalWriter(Appendable out, OutputOptions options) {
        this.out = out;
        this.isColoured = options.isColoured();
        this.width = options.widthColumnsMax();
        this.isForTerminal = options.widthColumnsMax() != OutputOptions.UNLIMITED;
    }

    @Override
    public void begin(List<String> columnNames, Schema schema) {
        labels = paddedNames(columnNames);
        coloursOrNull = isColoured ? new CellColours(columnNames) : null;
    }

    @Override
    public void write(Batch batch) throws IOException {
        write(batch, 0);
    }

    /** The rows from one on. */
    void write(Batch batch, int from) throws IOException {
        String[] values = new String[batch.columnCount()];
        for (int row = from; row < batch.rowCount(); row++) {
            for (int i = 0; i < values.length; i++) {
                values[i] = text(batch.column(i), row, isForTerminal);
            }
            writeTexts(values);
        }
    }

    /** A value as it stands here before it is made visible: nested ones as JSON if that is for a terminal, to be indented. */
    static String text(Column column, int row, boolean isForTerminal) {
        if (column.isNull(row)) {
            return VisibleText.NULL;
        }
        boolean isJson = isForTerminal && CellText.isNested(column.field());
        return isJson ? ValueText.json(column, row) : ValueText.plain(column, row);
    }

    /** A row of which the {@linkplain #text texts} are known already. */
    void writeTexts(String[] values) throws IOException {
        rows++;
        String heading = "-[ RECORD " + rows + " ]";
        heading += "-".repeat(Math.max(0, HEADING_WIDTH - heading.length()));
        text.append(coloursOrNull == null ? heading : CellColours.heading(heading))
                .append('\n');
        boolean isWrite = coloursOrNull != null && coloursOrNull.isWrite(values);
        for (int i = 0; i < values.length; i++) {
            appendLines(i, values[i], isWrite);
        }
        out.append(text);
        text.setLength(0);
    }

    @Override
    public void end() {}

    /** A value, over several lines where that is easier to read. */
    private void appendLines(int column, String value, boolean isWrite) {
        Optional<String> indented = isForTerminal
                ? IndentedJson.of(value, width - DisplayWidth.of(labels[column]) - SEPARATOR.length())
                : Optional.empty();
        String label = labels[column];
        if (indented.isEmpty()) {
            String visible = VisibleText.of(value);
            text.append(label).append(SEPARATOR);
            text.append(coloursOrNull == null ? visible : coloursOrNull.paint(column, visible, isWrite));
            text.append('\n');
            return;
        }
        for (String line : indented.get().split("\n")) {
            text.append(label).append(SEPARATOR).append(VisibleText.of(line)).append('\n');
            label = " ".repeat(DisplayWidth.of(label));
        }
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
