/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.output;

import dev.spoor.expr.IpAddress;
import dev.spoor.expr.TimeText;
import dev.spoor.vector.Column;
import dev.spoor.vector.ConstantColumn;
import dev.spoor.vector.DictionaryColumn;
import dev.spoor.vector.FlatColumn;
import dev.spoor.vector.SqlTypes;
import java.nio.charset.StandardCharsets;
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
 * A value as text: what every format shows, before it quotes or pads. Scalars read as Trino prints them, nested
 * values as Athena does ({@link NestedText}). Times have three digits after the second, and six only where the last three are not zero.
 */
final class CellText {
    private CellText() {}

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
            NestedText.append(out, field, vector, index);
        } else if (SqlTypes.isIpAddress(field)) {
            out.append(IpAddress.text(((VarBinaryVector) vector).get(index)));
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
            boolean zoned = !times.getField().getType().equals(SqlTypes.TIMESTAMP);
            long micros = times.get(index);
            out.append(zoned ? TimeText.timestampWithZone(micros, times.getField()) : TimeText.timestamp(micros));
        } else {
            appendRareScalar(out, vector, index);
        }
    }

    private static void appendRareScalar(StringBuilder out, ValueVector vector, int index) {
        if (vector instanceof DateDayVector dates) {
            out.append(TimeText.date(dates.get(index)));
        } else if (vector instanceof TimeMicroVector times) {
            out.append(TimeText.time(times.get(index)));
        } else if (vector instanceof VarBinaryVector bytes) {
            out.append(HexFormat.of().formatHex(bytes.get(index)));
        } else if (vector instanceof DurationVector durations) {
            out.append(TimeText.intervalDay(DurationVector.get(durations.getDataBuffer(), index)));
        } else if (vector instanceof IntervalYearVector intervals) {
            out.append(TimeText.intervalYear(intervals.get(index)));
        } else {
            throw new IllegalArgumentException("no text for a value of type "
                    + vector.getField().getType() + " in column '"
                    + vector.getField().getName() + "'");
        }
    }
}
