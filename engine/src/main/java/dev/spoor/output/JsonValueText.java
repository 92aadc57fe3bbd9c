/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.output;

import dev.spoor.vector.Column;
import dev.spoor.vector.ConstantColumn;
import dev.spoor.vector.DictionaryColumn;
import dev.spoor.vector.FlatColumn;
import dev.spoor.vector.SqlTypes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.ValueVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * A value as compact JSON (RFC 8259) on one line. ROW and MAP are objects, ARRAY is an array, numbers keep all their
 * digits, a JSON value stands as it is; a DOUBLE that JSON has no number for ({@code NaN}) and everything else is a
 * string.
 */
final class JsonValueText {
    private JsonValueText() {}

    /** Appends the value of a row, NULL included. */
    static void append(StringBuilder out, Column column, int row) {
        if (column.isNull(row)) {
            out.append("null");
        } else if (column instanceof DictionaryColumn encoded) {
            byte[] bytes = encoded.dictionary().value(encoded.codes().get(row));
            appendText(out, column.field(), new String(bytes, StandardCharsets.UTF_8));
        } else if (column instanceof ConstantColumn constant) {
            append(out, column.field(), constant.value(), 0);
        } else {
            append(out, column.field(), ((FlatColumn) column).vector(), row);
        }
    }

    /** Appends a value, NULL included. */
    static void append(StringBuilder out, Field field, ValueVector vector, int index) {
        if (vector.isNull(index)) {
            out.append("null");
        } else if (vector instanceof MapVector map) {
            appendMap(out, field, map, index);
        } else if (vector instanceof ListVector list) {
            appendList(out, field, list, index);
        } else if (vector instanceof StructVector struct) {
            appendStruct(out, field, struct, index);
        } else if (vector instanceof VarCharVector text) {
            appendText(out, field, new String(text.get(index), StandardCharsets.UTF_8));
        } else if (isBare(field, vector, index)) {
            CellText.append(out, field, vector, index);
        } else {
            StringBuilder text = new StringBuilder();
            CellText.append(text, field, vector, index);
            appendString(out, text);
        }
    }

    /** Whether JSON has a literal for the value. */
    private static boolean isBare(Field field, ValueVector vector, int index) {
        if (vector instanceof Float8Vector numbers) {
            return Double.isFinite(numbers.get(index));
        }
        return CellText.isNumber(field) || field.getType().equals(SqlTypes.BOOLEAN);
    }

    private static void appendText(StringBuilder out, Field field, String text) {
        if (SqlTypes.isJson(field)) {
            // Between tokens a line break means nothing, inside a string there is none: one line stays one line.
            out.append(text.replace('\n', ' ').replace('\r', ' '));
        } else {
            appendString(out, text);
        }
    }

    private static void appendList(StringBuilder out, Field field, ListVector list, int index) {
        Field element = field.getChildren().get(0);
        ValueVector values = list.getDataVector();
        int end = list.getElementEndIndex(index);
        out.append('[');
        for (int i = list.getElementStartIndex(index); i < end; i++) {
            if (i > list.getElementStartIndex(index)) {
                out.append(',');
            }
            append(out, element, values, i);
        }
        out.append(']');
    }

    private static void appendMap(StringBuilder out, Field field, MapVector map, int index) {
        List<Field> entry = field.getChildren().get(0).getChildren();
        StructVector entries = (StructVector) map.getDataVector();
        ValueVector keys = entries.getChildByOrdinal(0);
        ValueVector values = entries.getChildByOrdinal(1);
        int start = map.getElementStartIndex(index);
        out.append('{');
        StringBuilder key = new StringBuilder();
        for (int i = start; i < map.getElementEndIndex(index); i++) {
            if (i > start) {
                out.append(',');
            }
            key.setLength(0);
            CellText.append(key, entry.get(0), keys, i);
            appendString(out, key);
            out.append(':');
            append(out, entry.get(1), values, i);
        }
        out.append('}');
    }

    private static void appendStruct(StringBuilder out, Field field, StructVector struct, int index) {
        List<Field> fields = field.getChildren();
        out.append('{');
        for (int i = 0; i < fields.size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            appendString(out, fields.get(i).getName());
            out.append(':');
            append(out, fields.get(i), struct.getChildByOrdinal(i), index);
        }
        out.append('}');
    }

    /** Appends a quoted string with the escapes that JSON asks for. */
    static void appendString(StringBuilder out, CharSequence text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                appendControl(out, c);
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }

    private static void appendControl(StringBuilder out, char c) {
        switch (c) {
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            default -> out.append("\\u00").append(c < 0x10 ? "0" : "").append(Integer.toHexString(c));
        }
    }
}
