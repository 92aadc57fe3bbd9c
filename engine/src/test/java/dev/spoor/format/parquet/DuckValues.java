/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format.parquet;

import dev.spoor.testing.Table;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/** Values of ours and of DuckDB's as texts that are equal when the values are. */
final class DuckValues {
    private DuckValues() {}

    static String show(Field field, Object value) {
        if (value == null) {
            return "NULL";
        }
        ArrowType type = field.getType();
        List<Field> children = field.getChildren();
        if (type instanceof ArrowType.Struct) {
            List<String> shown = new ArrayList<>();
            List<?> values = (List<?>) value;
            for (int i = 0; i < children.size(); i++) {
                shown.add(show(children.get(i), values.get(i)));
            }
            return shown.toString();
        } else if (type instanceof ArrowType.List) {
            return ((List<?>) value)
                    .stream().map(each -> show(children.get(0), each)).toList().toString();
        } else if (type instanceof ArrowType.Map) {
            List<Field> entry = children.get(0).getChildren();
            Map<String, String> shown = new TreeMap<>();
            ((Map<?, ?>) value).forEach((k, v) -> shown.put(show(entry.get(0), k), show(entry.get(1), v)));
            return shown.toString();
        } else if (type instanceof ArrowType.Date) {
            return LocalDate.ofEpochDay((Integer) value).toString();
        } else if (type instanceof ArrowType.Time) {
            return LocalTime.ofNanoOfDay((Long) value * 1000).toString();
        } else if (type instanceof ArrowType.Timestamp) {
            return LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC)
                    .plus((Long) value, ChronoUnit.MICROS)
                    .toString();
        }
        return showDuck(value);
    }

    static String showDuck(Object value) {
        if (value == null) {
            return "NULL";
        } else if (value instanceof byte[] bytes) {
            return "x" + java.util.HexFormat.of().formatHex(bytes);
        } else if (value instanceof Table.Bytes bytes) {
            return "x" + bytes.hex();
        } else if (value instanceof List<?> list) {
            return list.stream().map(DuckValues::showDuck).toList().toString();
        } else if (value instanceof Map<?, ?> map) {
            Map<String, String> shown = new TreeMap<>();
            map.forEach((k, v) -> shown.put(showDuck(k), showDuck(v)));
            return shown.toString();
        } else if (value instanceof BigDecimal decimal) {
            return decimal.stripTrailingZeros().toPlainString();
        }
        return value.toString();
    }
}
