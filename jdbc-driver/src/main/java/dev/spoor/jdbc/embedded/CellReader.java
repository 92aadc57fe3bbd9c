/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.jdbc.embedded;

import dev.spoor.output.ValueText;
import dev.spoor.vector.Column;
import dev.spoor.vector.ConstantColumn;
import dev.spoor.vector.DictionaryColumn;
import dev.spoor.vector.FlatColumn;
import dev.spoor.vector.SqlTypes;
import dev.spoor.vector.StringDictionary;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * Reads one column of a result into rows, as {@code SqlService} has values. Texts that repeat within a batch are one String. One
 * thread.
 */
final class CellReader {
    /** Bytes of a value that is no text, roughly. */
    private static final int SCALAR_BYTES = 16;

    /** A value of a vector that is not NULL there. */
    private interface Cell {
        Object of(FieldVector vector, int row);
    }

    private final boolean isJson;
    private final Cell cellOrNull;
    private StringDictionary dictionary;
    private String[] texts = new String[0];

    private CellReader(boolean isJson, Cell cellOrNull) {
        this.isJson = isJson;
        this.cellOrNull = cellOrNull;
    }

    static CellReader of(Field field) {
        ArrowType type = field.getType();
        boolean isNested =
                type instanceof ArrowType.List || type instanceof ArrowType.Struct || type instanceof ArrowType.Map;
        return new CellReader(isNested, cellOrNull(field));
    }

    /** Null for what is shown as text. */
    private static Cell cellOrNull(Field field) {
        if (SqlTypes.isIpAddress(field)) {
            return null;
        }
        return switch (field.getType().getTypeID()) {
            case Bool -> (vector, row) -> ((BitVector) vector).get(row) != 0;
            case Int ->
                ((ArrowType.Int) field.getType()).getBitWidth() > 32
                        ? (vector, row) -> ((BigIntVector) vector).get(row)
                        : (vector, row) -> ((IntVector) vector).get(row);
            case FloatingPoint -> (vector, row) -> ((Float8Vector) vector).get(row);
            case Decimal -> (vector, row) -> ((DecimalVector) vector).getObject(row);
            case Utf8 -> (vector, row) -> new String(((VarCharVector) vector).get(row), StandardCharsets.UTF_8);
            case Binary -> (vector, row) -> ((VarBinaryVector) vector).get(row);
            case Date -> (vector, row) -> ((DateDayVector) vector).get(row);
            case Time -> (vector, row) -> ((TimeMicroVector) vector).get(row);
            case Timestamp -> (vector, row) -> ((TimeStampVector) vector).get(row);
            default -> null;
        };
    }

    /**
     * Reads values into rows that are there already; returns how many bytes they take, roughly.
     *
     * @param from first row of the column
     * @param first row that gets it
     * @param place of the column in the rows
     */
    long read(Column column, int from, int count, List<Object[]> rows, int first, int place) {
        if (column instanceof DictionaryColumn encoded) {
            return readCodes(encoded, from, count, rows, first, place);
        }
        if (cellOrNull == null) {
            return readTexts(column, from, count, rows, first, place);
        }
        if (column instanceof ConstantColumn constant) {
            Object value = column.rowCount() == 0 || column.isNull(0) ? null : cellOrNull.of(constant.value(), 0);
            for (int i = 0; i < count; i++) {
                rows.get(first + i)[place] = value;
            }
            return 0;
        }
        FieldVector vector = ((FlatColumn) column).vector();
        long bytes = 0;
        for (int i = 0; i < count; i++) {
            if (!vector.isNull(from + i)) {
                Object value = cellOrNull.of(vector, from + i);
                rows.get(first + i)[place] = value;
                bytes += bytesOf(value);
            }
        }
        return bytes;
    }

    private long readCodes(DictionaryColumn column, int from, int count, List<Object[]> rows, int first, int place) {
        if (dictionary != column.dictionary()
                || texts.length < column.dictionary().size()) {
            dictionary = column.dictionary();
            texts = new String[dictionary.size()];
        }
        IntVector codes = column.codes();
        long bytes = 0;
        for (int i = 0; i < count; i++) {
            if (!codes.isNull(from + i)) {
                int code = codes.get(from + i);
                if (texts[code] == null) {
                    texts[code] = new String(dictionary.value(code), StandardCharsets.UTF_8);
                    bytes += bytesOf(texts[code]);
                }
                rows.get(first + i)[place] = texts[code];
            }
        }
        return bytes;
    }

    private long readTexts(Column column, int from, int count, List<Object[]> rows, int first, int place) {
        long bytes = 0;
        for (int i = 0; i < count; i++) {
            if (!column.isNull(from + i)) {
                String text = isJson ? ValueText.json(column, from + i) : ValueText.plain(column, from + i);
                rows.get(first + i)[place] = text;
                bytes += bytesOf(text);
            }
        }
        return bytes;
    }

    private static long bytesOf(Object value) {
        return value instanceof String text
                ? SCALAR_BYTES + text.length()
                : value instanceof byte[] bytes ? SCALAR_BYTES + bytes.length : SCALAR_BYTES;
    }
}
