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

/** Fields between separators, one row on each line. */
final class DelimitedWriter implements ResultWriter {
    /** How fields are told apart. */
    enum Dialect {
        CSV,
        SPREADSHEET,
        TSV
    }

    /** What makes spreadsheet programs take a text for a formula when it comes first. */
    private static final String FORMULA_BEGINS = "=+-@\t\r";

    private static final String NO_FORMULA = "'";
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private static final String NULL_IN_CSV = "";
    private static final String NULL_IN_TSV = "\\N";

    private final Appendable out;
    private final OutputOptions options;
    private final Dialect dialect;
    private final StringBuilder line = new StringBuilder();
    private final StringBuilder cell = new StringBuilder();
    private boolean isNumber;

    DelimitedWriter(Appendable out, OutputOptions options, Dialect dialect) {
        this.out = out;
        this.options = options;
        this.dialect = dialect;
    }

    @Override
    public void begin(List<String> columnNames, Schema schema) throws IOException {
        if (dialect == Dialect.SPREADSHEET && !columnNames.isEmpty()) {
            out.append(BYTE_ORDER_MARK);
        }
        if (!options.header() || columnNames.isEmpty()) {
            return;
        }
        for (int i = 0; i < columnNames.size(); i++) {
            separate(i);
            cell.setLength(0);
            cell.append(columnNames.get(i));
            appendCell();
        }
        endLine();
    }

    @Override
    public void write(Batch batch) throws IOException {
        for (int row = 0; row < batch.rowCount(); row++) {
            for (int i = 0; i < batch.columnCount(); i++) {
                separate(i);
                Column column = batch.column(i);
                if (column.isNull(row)) {
                    appendNull();
                } else {
                    cell.setLength(0);
                    CellText.append(cell, column, row);
                    isNumber = CellText.isNumber(column.field());
                    appendCell();
                }
            }
            endLine();
        }
    }

    @Override
    public void end() {}

    private void separate(int index) {
        if (index > 0) {
            line.append(
                    switch (dialect) {
                        case CSV, SPREADSHEET -> ',';
                        case TSV -> '\t';
                    });
        }
    }

    private void appendNull() {
        switch (dialect) {
            case CSV, SPREADSHEET -> line.append(NULL_IN_CSV);
            case TSV -> line.append(NULL_IN_TSV);
        }
    }

    private void appendCell() {
        switch (dialect) {
            case CSV -> appendQuoted();
            case SPREADSHEET -> appendGuarded();
            case TSV -> appendEscaped();
        }
    }

    private void appendGuarded() {
        if (!isNumber && cell.length() > 0 && FORMULA_BEGINS.indexOf(cell.charAt(0)) >= 0) {
            cell.insert(0, NO_FORMULA);
        }
        appendQuoted();
    }

    private void appendQuoted() {
        boolean quote = cell.length() == 0;
        for (int i = 0; i < cell.length() && !quote; i++) {
            char c = cell.charAt(i);
            quote = c == ',' || c == '"' || c == '\n' || c == '\r';
        }
        if (!quote) {
            line.append(cell);
            return;
        }
        line.append('"');
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if (c == '"') {
                line.append('"');
            }
            line.append(c);
        }
        line.append('"');
    }

    private void appendEscaped() {
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            switch (c) {
                case '\t' -> line.append("\\t");
                case '\n' -> line.append("\\n");
                case '\r' -> line.append("\\r");
                case '\\' -> line.append("\\\\");
                default -> line.append(c);
            }
        }
    }

    private void endLine() throws IOException {
        line.append(dialect == Dialect.SPREADSHEET ? "\r\n" : "\n");
        out.append(line);
        line.setLength(0);
    }
}
