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
import org.apache.arrow.vector.types.pojo.Field;

/** A GitHub-flavoured Markdown table. What Markdown would read as markup is escaped. */
final class MarkdownWriter implements ResultWriter {
    private final Appendable out;
    private final OutputOptions options;
    private final StringBuilder line = new StringBuilder();
    private final StringBuilder cell = new StringBuilder();

    MarkdownWriter(Appendable out, OutputOptions options) {
        this.out = out;
        this.options = options;
    }

    @Override
    public void begin(List<String> columnNames, Schema schema) throws IOException {
        if (!options.header() || schema.getFields().isEmpty()) {
            return;
        }
        line.append('|');
        for (String name : columnNames) {
            appendCell(name);
        }
        line.append("\n|");
        for (Field field : schema.getFields()) {
            line.append(CellText.isNumber(field) ? " ---: |" : " --- |");
        }
        endLine();
    }

    @Override
    public void write(Batch batch) throws IOException {
        for (int row = 0; row < batch.rowCount(); row++) {
            line.append('|');
            for (int i = 0; i < batch.columnCount(); i++) {
                Column column = batch.column(i);
                if (column.isNull(row)) {
                    line.append(' ').append(VisibleText.NULL).append(" |");
                } else {
                    cell.setLength(0);
                    CellText.append(cell, column, row);
                    appendCell(cell);
                }
            }
            endLine();
        }
    }

    @Override
    public void end() {}

    private void appendCell(CharSequence text) {
        line.append(' ');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\n' -> line.append("<br>");
                case '|', '\\', '`', '*', '[', ']', '~' -> line.append('\\').append(c);
                case '<' -> line.append("&lt;");
                case '&' -> line.append("&amp;");
                default -> VisibleText.appendChar(line, c);
            }
        }
        line.append(" |");
    }

    private void endLine() throws IOException {
        line.append('\n');
        out.append(line);
        line.setLength(0);
    }
}
