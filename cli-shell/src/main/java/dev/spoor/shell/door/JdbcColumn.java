/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell.door;

import dev.spoor.vector.Memory;
import dev.spoor.vector.SqlTypes;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.TimeStampMicroVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * A column of a server's result. What JDBC has no type for arrives as text and stays text.
 *
 * @param field its label and the type that it has here
 * @param jdbcType of {@code java.sql.Types}
 */
record JdbcColumn(Field field, int jdbcType) {
    static JdbcColumn of(String label, int jdbcType, int precision, int scale) {
        Field field =
                switch (jdbcType) {
                    case Types.BOOLEAN -> SqlTypes.field(label, SqlTypes.BOOLEAN);
                    case Types.INTEGER -> SqlTypes.field(label, SqlTypes.INTEGER);
                    case Types.BIGINT -> SqlTypes.field(label, SqlTypes.BIGINT);
                    case Types.DOUBLE -> SqlTypes.field(label, SqlTypes.DOUBLE);
                    case Types.DECIMAL -> SqlTypes.decimal(label, precision, scale);
                    case Types.DATE -> SqlTypes.field(label, SqlTypes.DATE);
                    case Types.TIMESTAMP -> SqlTypes.field(label, SqlTypes.TIMESTAMP);
                    case Types.TIMESTAMP_WITH_TIMEZONE -> SqlTypes.field(label, SqlTypes.TIMESTAMP_TZ);
                    default -> SqlTypes.varchar(label);
                };
        return new JdbcColumn(field, jdbcType);
    }

    /** The value of the row where the result stands; null for NULL. */
    Object read(ResultSet rows, int index) throws SQLException {
        return switch (jdbcType) {
            case Types.BOOLEAN -> rows.getObject(index, Boolean.class);
            case Types.INTEGER -> rows.getObject(index, Integer.class);
            case Types.BIGINT -> rows.getObject(index, Long.class);
            case Types.DOUBLE -> rows.getObject(index, Double.class);
            case Types.DECIMAL -> rows.getBigDecimal(index);
            case Types.DATE -> rows.getObject(index, LocalDate.class);
            case Types.TIMESTAMP -> rows.getObject(index, LocalDateTime.class);
            case Types.TIMESTAMP_WITH_TIMEZONE -> rows.getObject(index, OffsetDateTime.class);
            default -> rows.getString(index);
        };
    }

    /** The values of one column of these rows; owned by the caller. */
    FieldVector vector(List<Object[]> rows, int column, Memory memory) {
        FieldVector vector = field.createVector(memory.allocator());
        try {
            vector.setInitialCapacity(rows.size());
            vector.allocateNew();
            for (int i = 0; i < rows.size(); i++) {
                Object value = rows.get(i)[column];
                if (value == null) {
                    vector.setNull(i);
                } else {
                    write(vector, i, value);
                }
            }
            vector.setValueCount(rows.size());
            return vector;
        } catch (RuntimeException e) {
            vector.close();
            throw e;
        }
    }

    private static void write(FieldVector vector, int row, Object value) {
        if (vector instanceof VarCharVector text) {
            text.setSafe(row, ((String) value).getBytes(StandardCharsets.UTF_8));
        } else if (vector instanceof BigIntVector numbers) {
            numbers.setSafe(row, (Long) value);
        } else if (vector instanceof IntVector numbers) {
            numbers.setSafe(row, (Integer) value);
        } else if (vector instanceof Float8Vector numbers) {
            numbers.setSafe(row, (Double) value);
        } else if (vector instanceof BitVector flags) {
            flags.setSafe(row, (Boolean) value ? 1 : 0);
        } else if (vector instanceof DecimalVector numbers) {
            numbers.setSafe(row, ((BigDecimal) value).setScale(numbers.getScale()));
        } else if (vector instanceof DateDayVector dates) {
            dates.setSafe(row, Math.toIntExact(((LocalDate) value).toEpochDay()));
        } else if (vector instanceof TimeStampMicroVector times) {
            times.setSafe(row, ChronoUnit.MICROS.between(LocalDateTime.of(1970, 1, 1, 0, 0), (LocalDateTime) value));
        } else if (vector instanceof TimeStampMicroTZVector times) {
            OffsetDateTime epoch = OffsetDateTime.of(1970, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
            times.setSafe(row, ChronoUnit.MICROS.between(epoch, (OffsetDateTime) value));
        } else {
            throw new IllegalArgumentException("no values are read as " + vector.getField());
        }
    }
}
