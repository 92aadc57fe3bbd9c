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
import java.time.Duration;
import java.time.LocalDate;
import java.util.HexFormat;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.DurationVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.IntervalYearVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.ValueVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * A value as text: what every format shows, before it quotes or pads. Scalars read as Trino prints them; nested values
 * are compact JSON. Times have three digits after the second, and six only where the last three are not zero.
 */
final class ValueText {
    private static final long MICROS_PER_SECOND = 1_000_000L;
    private static final long SECONDS_PER_DAY = 86_400L;
    private static final int MICROS_PER_MILLI = 1_000;

    private ValueText() {}

    /** Appends the value of a row that is not NULL. */
    static void append(StringBuilder out, Column column, int row) {
        if (column instanceof DictionaryColumn encoded) {
            byte[] bytes = encoded.dictionary().value(encoded.codes().get(row));
            out.append(new String(bytes, StandardCharsets.UTF_8));
        } else if (column instanceof ConstantColumn constant) {
            append(out, column.field(), constant.value(), 0);
        } else {
            append(out, column.field(), ((FlatColumn) column).vector(), row);
        }
    }

    /** Appends a value that is not NULL. */
    static void append(StringBuilder out, Field field, ValueVector vector, int index) {
        if (isNested(field)) {
            JsonText.append(out, field, vector, index);
        } else {
            appendScalar(out, vector, index);
        }
    }

    /** Whether values of this type have parts. */
    static boolean isNested(Field field) {
        ArrowType type = field.getType();
        return type instanceof ArrowType.List || type instanceof ArrowType.Struct || type instanceof ArrowType.Map;
    }

    /** Whether values of this type line up on the right. */
    static boolean isNumber(Field field) {
        ArrowType type = field.getType();
        return type instanceof ArrowType.Int
                || type instanceof ArrowType.FloatingPoint
                || type instanceof ArrowType.Decimal;
    }

    /** Whether values of this type are text of any length. */
    static boolean isText(Field field) {
        return field.getType().equals(SqlTypes.VARCHAR)
                || field.getType().equals(SqlTypes.VARBINARY)
                || isNested(field);
    }

    private static void appendScalar(StringBuilder out, ValueVector vector, int index) {
        if (vector instanceof VarCharVector text) {
            out.append(new String(text.get(index), StandardCharsets.UTF_8));
        } else if (vector instanceof BigIntVector numbers) {
            out.append(numbers.get(index));
        } else if (vector instanceof IntVector numbers) {
            out.append(numbers.get(index));
        } else if (vector instanceof Float8Vector numbers) {
            out.append(numbers.get(index));
        } else if (vector instanceof BitVector flags) {
            out.append(flags.get(index) == 1);
        } else if (vector instanceof DecimalVector numbers) {
            out.append(numbers.getObject(index).toPlainString());
        } else if (vector instanceof TimeStampVector times) {
            appendTimestamp(out, times.get(index));
            if (times.getField().getType().equals(SqlTypes.TIMESTAMP_TZ)) {
                out.append(" UTC");
            }
        } else {
            appendRareScalar(out, vector, index);
        }
    }

    private static void appendRareScalar(StringBuilder out, ValueVector vector, int index) {
        if (vector instanceof DateDayVector dates) {
            out.append(LocalDate.ofEpochDay(dates.get(index)));
        } else if (vector instanceof TimeMicroVector times) {
            appendTimeOfDay(out, times.get(index));
        } else if (vector instanceof VarBinaryVector bytes) {
            out.append(HexFormat.of().formatHex(bytes.get(index)));
        } else if (vector instanceof DurationVector durations) {
            appendInterval(out, durations.getObject(index));
        } else if (vector instanceof IntervalYearVector intervals) {
            appendMonths(out, intervals.get(index));
        } else {
            throw new IllegalArgumentException("no text for a value of type "
                    + vector.getField().getType() + " in column '"
                    + vector.getField().getName() + "'");
        }
    }

    /** {@code 2026-01-22 16:53:53.000}. */
    static void appendTimestamp(StringBuilder out, long micros) {
        long days = Math.floorDiv(micros, SECONDS_PER_DAY * MICROS_PER_SECOND);
        out.append(LocalDate.ofEpochDay(days)).append(' ');
        appendTimeOfDay(out, Math.floorMod(micros, SECONDS_PER_DAY * MICROS_PER_SECOND));
    }

    private static void appendTimeOfDay(StringBuilder out, long micros) {
        long seconds = micros / MICROS_PER_SECOND;
        appendPadded(out, seconds / 3600, 2);
        out.append(':');
        appendPadded(out, seconds / 60 % 60, 2);
        out.append(':');
        appendPadded(out, seconds % 60, 2);
        appendFraction(out, micros % MICROS_PER_SECOND);
    }

    private static void appendFraction(StringBuilder out, long micros) {
        out.append('.');
        if (micros % MICROS_PER_MILLI == 0) {
            appendPadded(out, micros / MICROS_PER_MILLI, 3);
        } else {
            appendPadded(out, micros, 6);
        }
    }

    /** {@code 2 03:04:05.000}: days, then a time; the sign stands once, in front. */
    private static void appendInterval(StringBuilder out, Duration duration) {
        Duration size = duration.abs();
        if (duration.isNegative()) {
            out.append('-');
        }
        out.append(size.toDays()).append(' ');
        appendPadded(out, size.toHoursPart(), 2);
        out.append(':');
        appendPadded(out, size.toMinutesPart(), 2);
        out.append(':');
        appendPadded(out, size.toSecondsPart(), 2);
        appendFraction(out, size.toNanosPart() / MICROS_PER_MILLI);
    }

    /** {@code 1-2}: years and months; the sign stands once, in front. */
    private static void appendMonths(StringBuilder out, int months) {
        if (months < 0) {
            out.append('-');
        }
        long size = Math.abs((long) months);
        out.append(size / 12).append('-').append(size % 12);
    }

    private static void appendPadded(StringBuilder out, long value, int digits) {
        String text = Long.toString(value);
        out.append("0".repeat(Math.max(0, digits - text.length()))).append(text);
    }
}
