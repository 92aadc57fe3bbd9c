/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.expr;

import dev.spoor.vector.SqlTypes;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/** Values as SQL text, the way CAST(x AS VARCHAR) has it. */
public final class ValueText {
    private ValueText() {}

    /** The value of a row that is not NULL; nested values in the form {@code [a, b]}, {@code {k=v}}. */
    static String of(ValueReader reader, int row) {
        return of(reader.field(), reader.getObject(row));
    }

    /** A value as {@link Values} has it; "null" for NULL. */
    public static String of(Field field, Object value) {
        if (value == null) {
            return "null";
        }
        ArrowType type = field.getType();
        if (value instanceof Double number) {
            return ofDouble(number);
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        if (value instanceof byte[] bytes) {
            return SqlTypes.isIpAddress(field) ? IpAddress.text(bytes) : new String(bytes, StandardCharsets.UTF_8);
        }
        if (value instanceof Map<?, ?> map) {
            List<Field> entry = field.getChildren().get(0).getChildren();
            StringJoiner text = new StringJoiner(", ", "{", "}");
            map.forEach((k, v) -> text.add(of(entry.get(0), k) + "=" + of(entry.get(1), v)));
            return text.toString();
        }
        if (value instanceof List<?> list) {
            return ofList(field, list);
        }
        if (type.equals(SqlTypes.DATE)) {
            return TimeText.date((Integer) value);
        }
        if (type.equals(SqlTypes.TIME)) {
            return TimeText.time((Long) value);
        }
        if (type.equals(SqlTypes.TIMESTAMP)) {
            return TimeText.timestamp((Long) value);
        }
        if (type instanceof ArrowType.Timestamp) {
            return TimeText.timestampWithZone((Long) value, field);
        }
        if (type.equals(SqlTypes.INTERVAL_DAY)) {
            return TimeText.intervalDay((Long) value);
        }
        if (type.equals(SqlTypes.INTERVAL_YEAR)) {
            return TimeText.intervalYear((Integer) value);
        }
        return value.toString();
    }

    private static String ofList(Field field, List<?> list) {
        boolean row = field.getType() instanceof ArrowType.Struct;
        StringJoiner text = row ? new StringJoiner(", ", "{", "}") : new StringJoiner(", ", "[", "]");
        for (int i = 0; i < list.size(); i++) {
            Field child = field.getChildren().get(row ? i : 0);
            text.add((row ? child.getName() + "=" : "") + of(child, list.get(i)));
        }
        return text.toString();
    }

    /** One digit, a point, the others, an exponent: {@code 1.5E0}; {@code 0E0}, {@code NaN}, {@code Infinity}. */
    public static String ofDouble(double value) {
        if (value == 0) {
            return 1 / value > 0 ? "0E0" : "-0E0";
        }
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return Double.toString(value);
        }
        BigDecimal digits = new BigDecimal(Double.toString(Math.abs(value))).stripTrailingZeros();
        String unscaled = digits.unscaledValue().toString();
        int exponent = unscaled.length() - 1 - digits.scale();
        String fraction = unscaled.length() == 1 ? "0" : unscaled.substring(1);
        return (value < 0 ? "-" : "") + unscaled.charAt(0) + "." + fraction + "E" + exponent;
    }
}
