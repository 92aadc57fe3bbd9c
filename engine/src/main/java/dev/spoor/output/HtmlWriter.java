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

/**
 * A table in an HTML page of its own, which fetches nothing and runs nothing: values are text whatever they hold. NULL is a cell of
 * class {@code null}, numbers are of class {@code number}.
 */
final class HtmlWriter implements ResultWriter {
    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><title>Spoor</title>
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <style>
            body{font:14px system-ui,sans-serif}table{border-collapse:collapse}
            th,td{border:1px solid #ccc;padding:2px 6px;text-align:left;vertical-align:top;white-space:pre-wrap}
            th{background:#eee;position:sticky;top:0}.number{text-align:right}.null{color:#999}
            </style></head><body><table>
            """;

    private final Appendable out;
    private final OutputOptions options;
    private final StringBuilder line = new StringBuilder();
    private final StringBuilder cell = new StringBuilder();
    private List<Field> fields;

    HtmlWriter(Appendable out, OutputOptions options) {
        this.out = out;
        this.options = options;
    }

    @Override
    public void begin(List<String> columnNames, Schema schema) throws IOException {
        fields = schema.getFields();
        line.append(HEAD);
        if (options.header()) {
            line.append("<thead><tr>");
            for (String name : columnNames) {
                line.append("<th>");
                appendText(name);
                line.append("</th>");
            }
            line.append("</tr></thead>\n");
        }
        line.append("<tbody>");
        endLine();
    }

    @Override
    public void write(Batch batch) throws IOException {
        for (int row = 0; row < batch.rowCount(); row++) {
            line.append("<tr>");
            for (int i = 0; i < batch.columnCount(); i++) {
                appendCell(batch.column(i), fields.get(i), row);
            }
            line.append("</tr>");
            endLine();
        }
    }

    @Override
    public void end() throws IOException {
        line.append("</tbody></table></body></html>");
        endLine();
    }

    private void appendCell(Column column, Field field, int row) {
        if (column.isNull(row)) {
            line.append("<td class=\"null\">").append(VisibleText.NULL).append("</td>");
            return;
        }
        cell.setLength(0);
        CellText.append(cell, column, row);
        line.append(CellText.isNumber(field) ? "<td class=\"number\">" : "<td>");
        appendText(cell);
        line.append("</td>");
    }

    private void appendText(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> line.append("&lt;");
                case '>' -> line.append("&gt;");
                case '&' -> line.append("&amp;");
                case '"' -> line.append("&quot;");
                case '\n' -> line.append('\n');
                default -> VisibleText.appendChar(line, c);
            }
        }
    }

    private void endLine() throws IOException {
        line.append('\n');
        out.append(line);
        line.setLength(0);
    }
}
