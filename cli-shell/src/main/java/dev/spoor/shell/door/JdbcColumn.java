/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell.door;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.expr.IpAddress;
import dev.spoor.expr.JsonValueReader;
import dev.spoor.expr.TypeNames;
import dev.spoor.expr.Values;
import dev.spoor.expr.ZoneTime;
import dev.spoor.vector.Column;
import dev.spoor.vector.FlatColumn;
import dev.spoor.vector.Memory;
import dev.spoor.vector.SqlTypes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * A column of a server's result, of the type that the engine there gave it. Intervals stay text, and so does what has a type that
 * this shell does not know.
 *
 * @param field its label and the type that it has here
 * @param jdbcType of {@code java.sql.Types}
 */
record JdbcColumn(Field field, int jdbcType) {
    private static final long NANOS_PER_MICRO = 1_000;

    /** @param typeName of {@link dev.spoor.jdbc.EngineTypes} */
    static JdbcColumn of(String label, int jdbcType, String typeName) {
        int quote = jdbcType == Types.TIMESTAMP_WITH_TIMEZONE ? typeName.indexOf(" '") : -1;
        if (quote >= 0) {
            ZoneId zone = ZoneTime.zone(typeName.substring(quote + 2, typeName.length() - 1));
            return new JdbcColumn(ZoneTime.field(label, zone), jdbcType);
        }
        Field field = TypeNames.field(label, typeName)
                .filter(known -> !isInterval(known))
                .map(JsonValueReader::readable)
                .orElseGet(() -> SqlTypes.varchar(label));
        return new JdbcColumn(field, jdbcType);
    }

    private static boolean isInterval(Field field) {
        return field.getType().equals(SqlTypes.INTERVAL_DAY) || field.getType().equals(SqlTypes.INTERVAL_YEAR);
    }

    /** The value of the row where the result stands, as {@link Values} has it; null for NULL. */
    Object read(ResultSet rows, int index) throws SQLException {
        return switch (jdbcType) {
            case Types.BOOLEAN -> rows.getObject(index, Boolean.class);
            case Types.INTEGER -> rows.getObject(index, Integer.class);
            case Types.BIGINT -> rows.getObject(index, Long.class);
            case Types.DOUBLE -> rows.getObject(index, Double.class);
            case Types.DECIMAL -> rows.getBigDecimal(index);
            case Types.VARBINARY -> rows.getBytes(index);
            case Types.DATE -> day(rows.getObject(index, LocalDate.class));
            case Types.TIME -> micros(rows.getObject(index, LocalTime.class));
            case Types.TIMESTAMP -> micros(rows.getObject(index, LocalDateTime.class));
            case Types.TIMESTAMP_WITH_TIMEZONE -> micros(rows.getObject(index, OffsetDateTime.class));
            default -> told(rows.getString(index));
        };
    }

    private static Integer day(LocalDate dayOrNull) {
        return dayOrNull == null ? null : Math.toIntExact(dayOrNull.toEpochDay());
    }

    private static Long micros(LocalTime timeOrNull) {
        return timeOrNull == null ? null : timeOrNull.toNanoOfDay() / NANOS_PER_MICRO;
    }

    private static Long micros(LocalDateTime timeOrNull) {
        return timeOrNull == null ? null : micros(timeOrNull.atOffset(ZoneOffset.UTC));
    }

    private static Long micros(OffsetDateTime timeOrNull) {
        OffsetDateTime epoch = OffsetDateTime.of(1970, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
        return timeOrNull == null ? null : ChronoUnit.MICROS.between(epoch, timeOrNull);
    }

    /** What JDBC has no type for arrives as text: JSON if it has parts. */
    private Object told(String textOrNull) {
        if (textOrNull == null || field.getType().equals(SqlTypes.VARCHAR)) {
            return textOrNull;
        }
        if (SqlTypes.isIpAddress(field)) {
            Optional<byte[]> address = IpAddress.parse(textOrNull);
            return address.orElseThrow(() -> new EngineException(
                    ErrorCode.INVALID_CAST,
                    "the server sent '" + textOrNull + "' for an address in column '" + field.getName() + "'"));
        }
        return JsonValueReader.read(field, textOrNull);
    }

    /** The values of one column of these rows; owned by the caller. */
    Column column(List<Object[]> rows, int place, Memory memory) {
        FieldVector vector = Values.newVector(field, rows.size(), memory);
        try {
            for (int i = 0; i < rows.size(); i++) {
                Values.write(vector, i, rows.get(i)[place]);
            }
            vector.setValueCount(rows.size());
            return new FlatColumn(field, vector);
        } catch (RuntimeException e) {
            vector.close();
            throw e;
        }
    }
}
