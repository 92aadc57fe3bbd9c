/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql;

import dev.spoor.sql.parser.SqlErrors;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.concurrent.TimeUnit;
import org.apache.calcite.avatica.util.ByteString;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.NlsString;
import org.apache.calcite.util.TimeString;
import org.apache.calcite.util.TimestampString;

/** Literals of plans as the Java values that the engine's constants have. Stateless. */
final class LiteralValues {
    private static final long MICROS_PER_SECOND = EngineRexBuilder.MICROS_PER_SECOND;
    private static final long MICROS_PER_MILLI = 1000;
    private static final int FRACTION_DIGITS = 6;

    private LiteralValues() {}

    /** The value of a literal; null for NULL. */
    static Object of(RexLiteral literal) {
        return literal.isNull() ? null : of(literal.getValueAs(Comparable.class), literal.getType());
    }

    /** A value as Calcite keeps it in literals and ranges. */
    static Object of(Comparable<?> value, RelDataType type) {
        SqlTypeName name = type.getSqlTypeName();
        return switch (name) {
            case BOOLEAN -> value;
            case TINYINT, SMALLINT, INTEGER -> decimal(value).intValueExact();
            case BIGINT -> decimal(value).longValueExact();
            case DECIMAL -> decimal(value).setScale(type.getScale(), RoundingMode.HALF_UP);
            case REAL, FLOAT, DOUBLE ->
                value instanceof Double d ? d : (Object) decimal(value).doubleValue();
            case CHAR, VARCHAR -> ((NlsString) value).getValue();
            case BINARY, VARBINARY -> ((ByteString) value).getBytes();
            case DATE -> ((DateString) value).getDaysSinceEpoch();
            case TIME -> timeMicros((TimeString) value);
            case TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> micros((TimestampString) value);
            default -> interval(value, type);
        };
    }

    private static Object interval(Comparable<?> value, RelDataType type) {
        if (SqlTypeName.YEAR_INTERVAL_TYPES.contains(type.getSqlTypeName())) {
            return decimal(value).intValueExact();
        }
        if (SqlTypeName.DAY_INTERVAL_TYPES.contains(type.getSqlTypeName())) {
            return decimal(value).multiply(BigDecimal.valueOf(MICROS_PER_MILLI)).longValueExact();
        }
        throw SqlErrors.notSupported("constants of type " + type + " are not supported");
    }

    private static BigDecimal decimal(Comparable<?> value) {
        return value instanceof BigDecimal decimal ? decimal : new BigDecimal(value.toString());
    }

    static long micros(TimestampString value) {
        String text = value.toString();
        int dot = text.indexOf('.');
        long seconds = Math.floorDiv(
                new TimestampString(dot < 0 ? text : text.substring(0, dot)).getMillisSinceEpoch(),
                TimeUnit.SECONDS.toMillis(1));
        return seconds * MICROS_PER_SECOND + (dot < 0 ? 0 : fraction(text.substring(dot + 1)));
    }

    private static long timeMicros(TimeString value) {
        String text = value.toString();
        int dot = text.indexOf('.');
        long millis = new TimeString(dot < 0 ? text : text.substring(0, dot)).getMillisOfDay();
        return millis * MICROS_PER_MILLI + (dot < 0 ? 0 : fraction(text.substring(dot + 1)));
    }

    private static long fraction(String digits) {
        String six = (digits + "000000").substring(0, FRACTION_DIGITS);
        return Long.parseLong(six);
    }

    /** A whole number, such as the argument of LIMIT. */
    static long number(RexNode node) {
        if (!(node instanceof RexLiteral literal) || !RexUtil.isLiteral(node, false)) {
            throw SqlErrors.notSupported("LIMIT and OFFSET need a number");
        }
        return literal.getValueAs(BigDecimal.class).longValueExact();
    }
}
