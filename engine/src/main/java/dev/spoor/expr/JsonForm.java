/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.expr;

import dev.spoor.json.JsonText;
import dev.spoor.json.TextBuffer;
import dev.spoor.vector.SqlTypes;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/** Values as compact JSON text: a ROW is an object by names, times and what has no JSON type of its own are strings. */
final class JsonForm {
    private JsonForm() {}

    static String of(Field field, Object value) {
        TextBuffer out = new TextBuffer();
        append(field, value, out);
        return out.toString();
    }

    private static void append(Field field, Object value, TextBuffer out) {
        ArrowType type = field.getType();
        if (value == null) {
            out.append("null");
        } else if (SqlTypes.isJson(field)) {
            out.append((String) value);
        } else if (value instanceof Map<?, ?> map) {
            appendMap(field.getChildren().get(0).getChildren(), map, out);
        } else if (value instanceof List<?> list) {
            appendList(field, list, type instanceof ArrowType.Struct, out);
        } else if (value instanceof Boolean) {
            out.append(value.toString());
        } else if (value instanceof BigDecimal decimal) {
            out.append(decimal.toPlainString());
        } else if (value instanceof Double number && !number.isNaN() && !number.isInfinite()) {
            out.append(number.toString());
        } else if (type instanceof ArrowType.Int) {
            out.append(value.toString());
        } else {
            quote(ValueText.of(field, value), out);
        }
    }

    private static void quote(String text, TextBuffer out) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        JsonText.quote(bytes, 0, bytes.length, out);
    }

    /** Keys in their order as text, so that equal maps are equal JSON. */
    private static void appendMap(List<Field> entry, Map<?, ?> map, TextBuffer out) {
        Map<String, Object> sorted = new TreeMap<>();
        map.forEach((key, value) -> sorted.put(ValueText.of(entry.get(0), key), value));
        out.append('{');
        boolean first = true;
        for (Map.Entry<String, Object> each : sorted.entrySet()) {
            if (!first) {
                out.append(',');
            }
            first = false;
            quote(each.getKey(), out);
            out.append(':');
            append(entry.get(1), each.getValue(), out);
        }
        out.append('}');
    }

    private static void appendList(Field field, List<?> list, boolean row, TextBuffer out) {
        out.append(row ? '{' : '[');
        for (int i = 0; i < list.size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            Field child = field.getChildren().get(row ? i : 0);
            if (row) {
                quote(child.getName(), out);
                out.append(':');
            }
            append(child, list.get(i), out);
        }
        out.append(row ? '}' : ']');
    }
}
