/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.output;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Column;
import dev.spoor.vector.ConstantColumn;
import dev.spoor.vector.DictionaryColumn;
import dev.spoor.vector.FlatColumn;
import dev.spoor.vector.Schema;
import dev.spoor.vector.SqlTypes;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.ValueVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * A workbook with one sheet (Office Open XML, ECMA-376 part 1, SpreadsheetML), written row by row in memory that does not grow.
 *
 * <p>Numbers, truth values, dates and times are cells of their type. Text is text, whatever it begins with: programs take no formula from
 * such a cell. A value that spreadsheets would change is text too: numbers of more than {@value #DIGITS_MAX} digits, times finer than a
 * millisecond, days before {@value #DAYS_TRUE_FROM} after 1899-12-30, NaN. Times are UTC. NULL is an empty cell.
 *
 * <p>What a sheet has no room for is LIMIT_EXCEEDED, and nothing is ever cut. The same result makes the same bytes.
 */
final class XlsxWriter implements ResultWriter {
    /** Rows of a sheet, the heading among them. */
    static final int ROWS_MAX = 1_048_576;

    /** Columns of a sheet. */
    static final int COLUMNS_MAX = 16_384;

    /** UTF-16 units of a cell. */
    static final int CELL_CHARS_MAX = 32_767;

    /** Digits that spreadsheets keep of a number. */
    static final int DIGITS_MAX = 15;

    /** Spreadsheets count days from 1899-12-30, and before 1900-03-01 wrongly. */
    static final int DAYS_TRUE_FROM = 61;

    private static final int DAY_OF_1970 = 25_569;
    private static final int DAY_OF_10000 = 2_958_466;
    private static final double MICROS_OF_DAY = TimeUnit.DAYS.toMicros(1);
    private static final long WHOLE_MAX = 999_999_999_999_999L;
    private static final int WIDTH_OF_TIMES = 24;
    private static final int WIDTH_MIN = 12;
    private static final int WIDTH_MAX = 40;

    /** When the entries of the archive say that they were made; MS-DOS has no earlier time. */
    private static final LocalDateTime ENTRY_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    /** Places in the list of formats in {@link XlsxParts#STYLES}. */
    private static final int STYLE_PLAIN = 0;

    private static final int STYLE_HEADING = 1;
    private static final int STYLE_TIMESTAMP = 2;
    private static final int STYLE_DATE = 3;
    private static final int STYLE_TIME = 4;

    private final ZipOutputStream zip;
    private final Writer sheet;
    private final OutputOptions options;
    private final StringBuilder line = new StringBuilder();
    private final StringBuilder cell = new StringBuilder();
    private String[] names;
    private String[] letters;
    private int rows;

    XlsxWriter(OutputStream out, OutputOptions options) {
        this.zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        this.sheet = new BufferedWriter(new OutputStreamWriter(zip, StandardCharsets.UTF_8));
        this.options = options;
    }

    @Override
    public void begin(List<String> columnNames, Schema schema) throws IOException {
        if (columnNames.size() > COLUMNS_MAX) {
            throw limit("the result has " + columnNames.size() + " columns; a sheet has room for " + COLUMNS_MAX);
        }
        names = columnNames.toArray(new String[0]);
        letters = new String[names.length];
        for (int i = 0; i < letters.length; i++) {
            letters[i] = XlsxParts.letters(i);
        }
        for (Map.Entry<String, String> part : XlsxParts.fixed().entrySet()) {
            beginPart(part.getKey());
            sheet.write(part.getValue());
            endPart();
        }
        beginPart(XlsxParts.SHEET_NAME);
        sheet.write(XlsxParts.sheetHead(options.header() && names.length > 0));
        writeWidths(schema.getFields());
        sheet.write("<sheetData>");
        if (options.header() && names.length > 0) {
            beginRow();
            for (int i = 0; i < names.length; i++) {
                appendText(i, names[i], STYLE_HEADING);
            }
            endRow();
        }
    }

    private void writeWidths(List<Field> fields) throws IOException {
        if (names.length == 0) {
            return;
        }
        line.append("<cols>");
        for (int i = 0; i < names.length; i++) {
            boolean isTime = fields.get(i).getType() instanceof ArrowType.Timestamp;
            int width = isTime ? WIDTH_OF_TIMES : Math.min(WIDTH_MAX, Math.max(WIDTH_MIN, names[i].length() + 2));
            line.append("<col min=\"").append(i + 1).append("\" max=\"").append(i + 1);
            line.append("\" width=\"").append(width).append("\" customWidth=\"1\"/>");
        }
        sheet.append(line.append("</cols>"));
    }

    @Override
    public void write(Batch batch) throws IOException {
        for (int row = 0; row < batch.rowCount(); row++) {
            beginRow();
            for (int i = 0; i < batch.columnCount(); i++) {
                Column column = batch.column(i);
                if (!column.isNull(row)) {
                    appendValue(i, column, row);
                }
            }
            endRow();
        }
    }

    @Override
    public void end() throws IOException {
        sheet.write("</sheetData>");
        if (options.header() && rows > 0) {
            sheet.write("<autoFilter ref=\"A1:" + letters[letters.length - 1] + rows + "\"/>");
        }
        sheet.write("</worksheet>");
        endPart();
        zip.finish();
    }

    private void beginPart(String name) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(ENTRY_TIME);
        zip.putNextEntry(entry);
    }

    private void endPart() throws IOException {
        sheet.flush();
        zip.closeEntry();
    }

    private void beginRow() {
        if (rows == ROWS_MAX) {
            throw limit("the result has more rows than the " + grouped(ROWS_MAX) + " of a sheet");
        }
        rows++;
        line.setLength(0);
        line.append("<row r=\"").append(rows).append("\">");
    }

    private void endRow() throws IOException {
        sheet.append(line.append("</row>"));
    }

    private void appendValue(int index, Column column, int row) {
        if (column instanceof FlatColumn flat) {
            appendFlat(index, flat, flat.vector(), row);
        } else if (column instanceof ConstantColumn constant) {
            appendFlat(index, column, constant.value(), 0);
        } else {
            appendText(index, (DictionaryColumn) column, row);
        }
    }

    private void appendFlat(int index, Column column, ValueVector vector, int row) {
        if (vector instanceof IntVector numbers) {
            appendCell(index, STYLE_PLAIN, numbers.get(row));
        } else if (vector instanceof BigIntVector numbers && Math.abs(numbers.get(row)) <= WHOLE_MAX) {
            appendCell(index, STYLE_PLAIN, numbers.get(row));
        } else if (vector instanceof Float8Vector numbers && Double.isFinite(numbers.get(row))) {
            appendCell(index, STYLE_PLAIN, numbers.get(row));
        } else if (vector instanceof DecimalVector numbers && isShort(numbers.getObject(row))) {
            appendCell(index, STYLE_PLAIN, numbers.getObject(row).toPlainString());
        } else if (vector instanceof BitVector flags) {
            beginCell(index, STYLE_PLAIN)
                    .append(" t=\"b\"><v>")
                    .append(flags.get(row))
                    .append("</v></c>");
        } else if (vector instanceof DateDayVector dates && isDay(dates.get(row) + DAY_OF_1970)) {
            appendCell(index, STYLE_DATE, dates.get(row) + DAY_OF_1970);
        } else if (vector instanceof TimeMicroVector times && isWholeMillis(times.get(row))) {
            appendCell(index, STYLE_TIME, times.get(row) / MICROS_OF_DAY);
        } else if (vector instanceof TimeStampVector times
                && isMoment(times)
                && isWholeMillis(times.get(row))
                && isDay(times.get(row) / MICROS_OF_DAY + DAY_OF_1970)) {
            appendCell(index, STYLE_TIMESTAMP, times.get(row) / MICROS_OF_DAY + DAY_OF_1970);
        } else {
            appendText(index, column, row);
        }
    }

    /** Whether the reader need not be told of a zone: UTC is the one of every time here. */
    private static boolean isMoment(TimeStampVector times) {
        ArrowType type = times.getField().getType();
        return type.equals(SqlTypes.TIMESTAMP) || type.equals(SqlTypes.TIMESTAMP_TZ);
    }

    private static boolean isShort(BigDecimal number) {
        return number.stripTrailingZeros().precision() <= DIGITS_MAX;
    }

    private static boolean isDay(double day) {
        return day >= DAYS_TRUE_FROM && day < DAY_OF_10000;
    }

    private static boolean isWholeMillis(long micros) {
        return micros % 1000 == 0;
    }

    private StringBuilder beginCell(int index, int style) {
        line.append("<c r=\"").append(letters[index]).append(rows).append('"');
        return style == STYLE_PLAIN ? line : line.append(" s=\"").append(style).append('"');
    }

    private void appendCell(int index, int style, long number) {
        beginCell(index, style).append("><v>").append(number).append("</v></c>");
    }

    private void appendCell(int index, int style, double number) {
        beginCell(index, style).append("><v>").append(number).append("</v></c>");
    }

    private void appendCell(int index, int style, String number) {
        beginCell(index, style).append("><v>").append(number).append("</v></c>");
    }

    private void appendText(int index, Column column, int row) {
        cell.setLength(0);
        CellText.append(cell, column, row);
        appendText(index, cell, STYLE_PLAIN);
    }

    private void appendText(int index, CharSequence text, int style) {
        if (text.length() > CELL_CHARS_MAX) {
            throw limit("column '" + names[index] + "' has a text of " + grouped(text.length()) + " characters in row "
                    + grouped(rows) + " of the sheet; a cell has room for " + grouped(CELL_CHARS_MAX));
        }
        beginCell(index, style).append(" t=\"inlineStr\"><is><t xml:space=\"preserve\">");
        XlsxParts.appendEscaped(line, text);
        line.append("</t></is></c>");
    }

    private static String grouped(int number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static EngineException limit(String problem) {
        return new EngineException(ErrorCode.LIMIT_EXCEEDED, problem)
                .advise("csv and parquet have room; or ask for less: LIMIT, fewer columns, substr(...)");
    }
}
