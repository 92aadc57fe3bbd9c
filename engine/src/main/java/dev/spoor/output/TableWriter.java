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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * Aligned columns under their names, as psql draws them. The first rows, up to {@link #WINDOW_ROWS_MAX}, decide the
 * widths, so that a result of any length takes bounded memory; a later value that is wider stands out, or is cut like
 * the others when there is a terminal to fit into. What is cut ends in {@code …} and is counted. A table that cannot
 * fit at all is written vertically, or without some of its columns, which it tells: those between both ends, or of whole events all but
 * the {@link EventColumns}.
 */
final class TableWriter implements ResultWriter {
    /** Rows that decide the widths. */
    static final int WINDOW_ROWS_MAX = 2_000;

    /** UTF-16 units of the rows that decide the widths. */
    static final int WINDOW_CHARS_MAX = 1 << 22;

    private static final String CUT = "…";

    private static final int EVENT_COLUMNS_MIN = 3;

    private final Appendable out;
    private final OutputOptions options;
    private final boolean mayTurn;
    private boolean marksGaps = true;
    private final List<Row> window = new ArrayList<>();
    private final StringBuilder cell = new StringBuilder();
    private final StringBuilder line = new StringBuilder();
    private Schema schema;
    private List<String> columnNames;
    private String[] names;
    private CellColours coloursOrNull;
    private long windowChars;
    private int[] shown;
    private int[] widths;
    private VerticalWriter vertical;
    private long valuesCut;

    /** Texts by column; those of a row that may yet be written vertically, as that wants them, are empty otherwise. */
    private record Row(String[] texts, String[] indentable) {}

    /** @param mayTurn whether a table that does not fit becomes vertical, and does not lose columns */
    TableWriter(Appendable out, OutputOptions options, boolean mayTurn) {
        this.out = out;
        this.options = options;
        this.mayTurn = mayTurn;
    }

    @Override
    public void begin(List<String> newNames, Schema newSchema) {
        schema = newSchema;
        columnNames = List.copyOf(newNames);
        names = newNames.stream().map(VisibleText::of).toArray(String[]::new);
        coloursOrNull = options.isColoured() ? new CellColours(columnNames) : null;
    }

    @Override
    public void write(Batch batch) throws IOException {
        if (vertical != null) {
            vertical.write(batch);
            return;
        }
        for (int row = 0; row < batch.rowCount(); row++) {
            if (isDecided()) {
                writeRow(texts(batch, row));
                continue;
            }
            window.add(row(batch, row));
            if (window.size() >= WINDOW_ROWS_MAX || windowChars >= WINDOW_CHARS_MAX) {
                decide();
                if (vertical != null && row + 1 < batch.rowCount()) {
                    vertical.write(batch, row + 1);
                    return;
                }
            }
        }
    }

    @Override
    public void show() throws IOException {
        if (!isDecided() && !window.isEmpty()) {
            decide();
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

    @Override
    public List<String> columnsLeftOut() {
        List<String> left = new ArrayList<>();
        for (int i = 0; shown != null && i < names.length; i++) {
            int column = i;
            if (Arrays.stream(shown).noneMatch(each -> each == column)) {
                left.add(names[i]);
            }
        }
        return left;
    }

    private boolean isDecided() {
        return shown != null || vertical != null;
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

    private Row row(Batch batch, int row) {
        String[] texts = texts(batch, row);
        String[] indentable = new String[0];
        if (mayTurn && options.widthColumnsMax() != OutputOptions.UNLIMITED) {
            indentable = new String[texts.length];
            for (int i = 0; i < texts.length; i++) {
                indentable[i] = VerticalWriter.text(batch.column(i), row, true);
            }
        }
        for (int i = 0; i < texts.length; i++) {
            windowChars += texts[i].length() + (indentable.length == 0 ? 0 : indentable[i].length());
        }
        return new Row(texts, indentable);
    }

    /** Chooses the widths and writes the heading and what waited for it. */
    private void decide() throws IOException {
        int[] wanted = new int[names.length];
        for (int i = 0; i < wanted.length; i++) {
            wanted[i] = options.header() ? DisplayWidth.of(names[i]) : 0;
            for (Row row : window) {
                wanted[i] = Math.max(wanted[i], DisplayWidth.of(row.texts()[i]));
            }
        }
        List<Field> fields = schema.getFields();
        Optional<TableLayout> fitting = TableLayout.fit(fields, wanted, options.widthColumnsMax());
        if (fitting.isPresent()) {
            shown = IntStream.range(0, names.length).toArray();
            widths = fitting.get().widths();
        } else if (mayTurn && window.size() > 1 && showEventColumns(wanted)) {
            marksGaps = false;
        } else if (mayTurn && !window.isEmpty()) {
            vertical = new VerticalWriter(out, options);
            vertical.begin(columnNames, schema);
        } else {
            leaveOut(wanted);
        }
        if (vertical == null) {
            writeHeading();
        }
        for (Row row : window) {
            if (vertical != null) {
                vertical.writeTexts(row.indentable());
            } else {
                writeRow(row.texts());
            }
        }
        window.clear();
    }

    /** As many of the columns of whole events as fit; false for other results, and where hardly any fits. */
    private boolean showEventColumns(int[] wanted) {
        List<Field> fields = schema.getFields();
        List<Integer> chosen = EventColumns.of(columnNames);
        for (int count = chosen.size(); count >= EVENT_COLUMNS_MIN; count--) {
            List<Integer> columns = chosen.subList(0, count);
            Optional<TableLayout> layout = TableLayout.fit(
                    columns.stream().map(fields::get).toList(),
                    columns.stream().mapToInt(i -> wanted[i]).toArray(),
                    options.widthColumnsMax());
            if (layout.isPresent()) {
                shown = columns.stream().mapToInt(Integer::intValue).toArray();
                widths = layout.get().widths();
                return true;
            }
        }
        return false;
    }

    private void leaveOut(int[] wanted) {
        List<Field> fields = schema.getFields();
        List<Integer> ends = TableLayout.ends(fields, wanted, options.widthColumnsMax());
        int[] wantedOfEnds = ends.stream().mapToInt(i -> wanted[i]).toArray();
        widths = TableLayout.fit(
                        ends.stream().map(fields::get).toList(),
                        wantedOfEnds,
                        TableLayout.besideGap(options.widthColumnsMax()))
                .orElse(new TableLayout(wantedOfEnds))
                .widths();
        shown = ends.stream().mapToInt(Integer::intValue).toArray();
    }

    private void writeHeading() throws IOException {
        if (!options.header() || names.length == 0) {
            return;
        }
        for (int i = 0; i < shown.length; i++) {
            beginCell(i, " ", "|");
            String name = fitted(names[shown[i]], widths[i]);
            appendCell(i, DisplayWidth.of(name), coloursOrNull == null ? name : CellColours.heading(name));
        }
        endLine();
        for (int i = 0; i < shown.length; i++) {
            beginCell(i, "-", "+");
            line.append("-".repeat(widths[i] + 1));
        }
        line.append(isLast(shown.length - 1) ? "" : "+--");
        endLine();
    }

    /** The line before a cell, and the sign for columns that were left out before it. */
    private void beginCell(int place, String blank, String bar) {
        int expected = place == 0 ? 0 : shown[place - 1] + 1;
        if (place > 0) {
            line.append(bar);
        }
        line.append(blank);
        if (marksGaps && shown[place] != expected) {
            appendGap(blank, bar);
        }
    }

    private void appendGap(String blank, String bar) {
        line.append(bar.equals("|") ? CUT : "-").append(blank).append(bar).append(blank);
    }

    private void writeRow(String[] texts) throws IOException {
        boolean isWrite = coloursOrNull != null && coloursOrNull.isWrite(texts);
        for (int i = 0; i < shown.length; i++) {
            beginCell(i, " ", "|");
            String text = fitted(texts[shown[i]], widths[i]);
            int width = DisplayWidth.of(text);
            appendCell(i, width, coloursOrNull == null ? text : coloursOrNull.paint(shown[i], text, isWrite));
        }
        endLine();
    }

    /** @param text with its colours, which take no room */
    private void appendCell(int place, int width, String text) {
        boolean isLast = isLast(place);
        int padding = Math.max(0, widths[place] - width);
        if (CellText.isNumber(schema.getFields().get(shown[place]))) {
            line.append(" ".repeat(padding)).append(text);
        } else {
            line.append(text).append(isLast ? "" : " ".repeat(padding));
        }
        line.append(isLast ? "" : " ");
        if (!isLast && place == shown.length - 1) {
            line.append("| ").append(CUT);
        }
    }

    /** Whether nothing stands behind a cell, not even a sign for columns that were left out. */
    private boolean isLast(int place) {
        return place == shown.length - 1 && (!marksGaps || shown[place] == names.length - 1);
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
