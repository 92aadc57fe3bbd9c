/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.testing;

import dev.spoor.ResultStream;
import dev.spoor.expr.ValueReader;
import dev.spoor.vector.Batch;
import dev.spoor.vector.SqlTypes;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/** Reads a result to its end into a {@link Table}. */
public final class StreamTable {
    private StreamTable() {}

    /** All rows; the caller still closes the stream. */
    public static Table read(ResultStream stream) {
        List<List<Object>> rows = new ArrayList<>();
        for (Batch batch = stream.next(); batch != null; batch = stream.next()) {
            try (Batch owned = batch) {
                append(owned, rows);
            }
        }
        return new Table(List.copyOf(stream.columnNames()), rows);
    }

    static void append(Batch batch, List<List<Object>> rows) {
        ValueReader[] readers = new ValueReader[batch.columnCount()];
        for (int c = 0; c < readers.length; c++) {
            readers[c] = ValueReader.of(batch.column(c));
        }
        for (int r = 0; r < batch.rowCount(); r++) {
            List<Object> row = new ArrayList<>(readers.length);
            for (int c = 0; c < readers.length; c++) {
                Field field = batch.column(c).field();
                row.add(readers[c].isNull(r) ? null : plain(field, readers[c].getObject(r)));
            }
            rows.add(row);
        }
    }

    private static Object plain(Field field, Object value) {
        ArrowType type = field.getType();
        if (value == null) {
            return null;
        }
        if (type.equals(SqlTypes.TIMESTAMP) || type.equals(SqlTypes.TIMESTAMP_TZ)) {
            long micros = (Long) value;
            return LocalDateTime.ofEpochSecond(
                    Math.floorDiv(micros, 1_000_000L), (int) Math.floorMod(micros, 1_000_000L) * 1_000, ZoneOffset.UTC);
        }
        if (type.equals(SqlTypes.DATE)) {
            return LocalDate.ofEpochDay((Integer) value);
        }
        if (type.equals(SqlTypes.TIME)) {
            return LocalTime.ofNanoOfDay((Long) value * 1_000);
        }
        if (type.equals(SqlTypes.INTERVAL_DAY)) {
            return Duration.ofNanos((Long) value * 1_000);
        }
        if (type.equals(SqlTypes.INTERVAL_YEAR)) {
            return Period.ofMonths((Integer) value);
        }
        if (value instanceof byte[] bytes) {
            return Table.Bytes.of(bytes);
        }
        if (value instanceof Map<?, ?> map) {
            return plainMap(field.getChildren().get(0).getChildren(), map);
        }
        if (value instanceof List<?> list) {
            return plainList(field, list);
        }
        return value instanceof Integer number ? (Object) number.longValue() : value;
    }

    private static Object plainMap(List<Field> keyAndValue, Map<?, ?> map) {
        Map<Object, Object> copy = new LinkedHashMap<>();
        map.forEach((k, v) -> copy.put(plain(keyAndValue.get(0), k), plain(keyAndValue.get(1), v)));
        return copy;
    }

    private static Object plainList(Field field, List<?> list) {
        boolean row = field.getType() instanceof ArrowType.Struct;
        List<Object> copy = new ArrayList<>(list.size());
        for (int i = 0; i < list.size(); i++) {
            copy.add(plain(field.getChildren().get(row ? i : 0), list.get(i)));
        }
        return copy;
    }
}
