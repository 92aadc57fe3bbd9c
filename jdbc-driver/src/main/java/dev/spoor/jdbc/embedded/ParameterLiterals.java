/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.jdbc.embedded;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.expr.Literal;
import dev.spoor.jdbc.TimeValue;
import dev.spoor.vector.SqlTypes;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;

/** Parameters of {@code SqlService} as the engine takes them. */
final class ParameterLiterals {
    private static final int DECIMAL_DIGITS_MAX = 38;

    private ParameterLiterals() {}

    static List<Literal> of(List<Object> values) {
        List<Literal> literals = new ArrayList<>();
        for (Object value : values) {
            literals.add(literal(value));
        }
        return literals;
    }

    private static Literal literal(Object value) {
        if (value == null || value instanceof String) {
            return literal(SqlTypes.VARCHAR, value);
        } else if (value instanceof Boolean) {
            return literal(SqlTypes.BOOLEAN, value);
        } else if (value instanceof Integer) {
            return literal(SqlTypes.INTEGER, value);
        } else if (value instanceof Long) {
            return literal(SqlTypes.BIGINT, value);
        } else if (value instanceof Double) {
            return literal(SqlTypes.DOUBLE, value);
        } else if (value instanceof BigDecimal decimal) {
            return decimal(decimal);
        } else if (value instanceof byte[]) {
            return literal(SqlTypes.VARBINARY, value);
        } else if (value instanceof LocalDate date) {
            return literal(SqlTypes.DATE, Math.toIntExact(date.toEpochDay()));
        } else if (value instanceof LocalTime time) {
            return literal(SqlTypes.TIME, TimeUnit.NANOSECONDS.toMicros(time.toNanoOfDay()));
        } else if (value instanceof LocalDateTime clock) {
            return literal(SqlTypes.TIMESTAMP, TimeValue.micros(clock));
        } else if (value instanceof Instant instant) {
            return literal(SqlTypes.TIMESTAMP_TZ, TimeValue.micros(instant));
        }
        throw new EngineException(
                ErrorCode.INVALID_ARGUMENT, "values of " + value.getClass().getName() + " cannot be bound");
    }

    private static Literal decimal(BigDecimal value) {
        BigDecimal plain = value.scale() < 0 ? value.setScale(0) : value;
        int digits = Math.max(plain.precision(), plain.scale() + 1);
        if (digits > DECIMAL_DIGITS_MAX) {
            throw new EngineException(
                    ErrorCode.INVALID_ARGUMENT,
                    "the number " + value + " has " + digits + " digits; a decimal has at most " + DECIMAL_DIGITS_MAX);
        }
        return Literal.of(SqlTypes.decimal("", digits, plain.scale()), plain);
    }

    private static Literal literal(ArrowType type, Object value) {
        return Literal.of(SqlTypes.field("", type), value);
    }
}
