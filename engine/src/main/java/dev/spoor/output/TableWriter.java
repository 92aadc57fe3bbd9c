/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.output;

import dev.spoor.vector.Batch;
import dev.spoor.vector.Column;
import dev.spoor.vector.Schema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * Aligned columns under their names, as psql draws them. The first rows, up to {@link #WINDOW_ROWS_MAX}, decide the
 * widths, so that a result of any length takes bounded memory; a later value that is wider stands out, or is cut like
 * the others when there is a terminal to fit into. What is cut ends in {@code …} and is counted. A table that cannot
 * fit at all is written vertically.
 */
final class TableWriter implements ResultWriter {
    /** Rows that decide the widths. */
    static final int WINDOW_ROWS_MAX = 2_000;

    /** UTF-16 units of the rows that decide the widths. */
    static final int WINDOW_CHARS_MAX = 1 << 22;

    private static final String CUT = "…";

    private final Appendable out;
    private final OutputOptions options;
    private final List<String[]> window = new ArrayList<>();
    private final StringBuilder cell = new StringBuilder();
    private final StringBuilder line = new StringBuilder();
    private Schema schema;
    private List<String> columnNames;
    private String[] names;
    private long windowChars;
    private TableLayout layout;
    private VerticalWriter vertical;
    private long valuesCut;

    TableWriter(Appendable out, OutputOptions options) {
        this.out = out;
        this.options = options;
    }

    @Override
    public void begin(List<String> newNames, Schema newSchema) {
        schema = newSchema;
        columnNames = List.copyOf(newNames);
        names = newNames.stream().map(VisibleText::of).toArray(String[]::new);
    }

    @Override
    public void write(Batch batch) throws IOException {
        for (int row = 0; row < batch.rowCount(); row++) {
            String[] texts = texts(batch, row);
            if (isDecided()) {
                writeTexts(texts);
            } else {
                window.add(texts);
                for (String text : texts) {
                    windowChars += text.length();
                }
                if (window.size() >= WINDOW_ROWS_MAX || windowChars >= WINDOW_CHARS_MAX) {
                    decide();
                }
            }
        }
    }

    @Override
    public void end() throws IOException {
        if (!isDecided()) {
            decide();
        }
    }

    @Override
    public long valuesCut() {
        return valuesCut;
    }

    private boolean isDecided() {
        return layout != null || vertical != null;
    }

    private String[] texts(Batch batch, int row) {
        String[] texts = new String[batch.columnCount()];
        for (int i = 0; i < texts.length; i++) {
            Column column = batch.column(i);
            if (column.isNull(row)) {
                texts[i] = VisibleText.NULL;
            } else {
                cell.setLength(0);
                CellText.append(cell, column, row);
                texts[i] = VisibleText.of(cell);
            }
        }
        return texts;
    }

    /** Chooses the widths and writes the heading and what waited for it. */
    private void decide() throws IOException {
        int[] wanted = new int[names.length];
        for (int i = 0; i < wanted.length; i++) {
            wanted[i] = options.header() ? DisplayWidth.of(names[i]) : 0;
            for (String[] texts : window) {
                wanted[i] = Math.max(wanted[i], DisplayWidth.of(texts[i]));
            }
        }
        Optional<TableLayout> fitting = TableLayout.fit(schema.getFields(), wanted, options.widthColumnsMax());
        if (fitting.isEmpty() && !window.isEmpty()) {
            vertical = new VerticalWriter(out, options);
            vertical.begin(columnNames, schema);
        } else {
            layout = fitting.orElseGet(() -> new TableLayout(wanted));
            writeHeading();
        }
        for (String[] texts : window) {
            writeTexts(texts);
        }
        window.clear();
    }

    private void writeHeading() throws IOException {
        if (!options.header() || names.length == 0) {
            return;
        }
        writeLine(names);
        for (int i = 0; i < names.length; i++) {
            line.append(i == 0 ? "-" : "+-")
                    .append("-".repeat(layout.widths()[i]))
                    .append('-');
        }
        endLine();
    }

    private void writeTexts(String[] texts) throws IOException {
        if (vertical != null) {
            vertical.writeTexts(texts);
        } else {
            writeLine(texts);
        }
    }

    private void writeLine(String[] texts) throws IOException {
        List<Field> fields = schema.getFields();
        int last = texts.length - 1;
        for (int i = 0; i <= last; i++) {
            int room = layout.widths()[i];
            String text = fitted(texts[i], room);
            int padding = Math.max(0, room - DisplayWidth.of(text));
            line.append(i == 0 ? " " : "| ");
            if (CellText.isNumber(fields.get(i))) {
                line.append(" ".repeat(padding)).append(text);
            } else {
                line.append(text).append(i == last ? "" : " ".repeat(padding));
            }
            line.append(i == last ? "" : " ");
        }
        endLine();
    }

    private String fitted(String text, int room) {
        boolean whole = options.widthColumnsMax() == OutputOptions.UNLIMITED || DisplayWidth.of(text) <= room;
        if (whole) {
            return text;
        }
        valuesCut++;
        return DisplayWidth.prefix(text, Math.max(0, room - 1)) + CUT;
    }

    private void endLine() throws IOException {
        line.append('\n');
        out.append(line);
        line.setLength(0);
    }
}
