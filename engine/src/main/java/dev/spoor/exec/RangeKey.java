/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.exec;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.expr.ValueReader;
import dev.spoor.vector.Column;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;

/** The values of an order key that RANGE frames with offsets look for. */
final class RangeKey {
    private static final long MICROS_PER_DAY = 86_400_000_000L;
    private static final long MICROS_PER_SECOND = 1_000_000;

    private final ValueReader reader;
    private final Column column;
    private final boolean ascending;
    private final Kind kind;

    /** How values are compared and moved. */
    private enum Kind {
        LONG,
        DOUBLE,
        DECIMAL,
        DATE,
        TIMESTAMP
    }

    private RangeKey(Column column, Kind kind, boolean ascending) {
        this.column = column;
        this.reader = ValueReader.of(column);
        this.kind = kind;
        this.ascending = ascending;
    }

    static RangeKey of(Column column, boolean ascending) {
        return new RangeKey(column, kind(column), ascending);
    }

    boolean isNull(int row) {
        return column.isNull(row);
    }

    /**
     * The position in low .. high where the frame of a row begins or ends.
     *
     * @param low first row of the partition
     * @param high the row after its last
     */
    int bound(int row, Object offset, boolean preceding, boolean isStart, int low, int high) {
        Comparable<?> target = moved(row, offset, preceding == ascending);
        int left = low;
        int right = high;
        while (left < right) {
            int middle = (left + right) >>> 1;
            if (isBefore(middle, row, target, isStart)) {
                left = middle + 1;
            } else {
                right = middle;
            }
        }
        return left;
    }

    /** Whether a row lies before the bound: below the target for a start, at or below it for an end. */
    private boolean isBefore(int candidate, int row, Comparable<?> target, boolean isStart) {
        if (column.isNull(candidate)) {
            return candidate < row;
        }
        int order = compare(candidate, target);
        int directed = ascending ? order : -order;
        return isStart ? directed < 0 : directed <= 0;
    }

    private int compare(int row, Comparable<?> target) {
        switch (kind) {
            case DOUBLE:
                double value = reader.getDouble(row);
                return value == (Double) target ? 0 : Double.compare(value, (Double) target);
            case DECIMAL:
                return reader.getDecimal(row).compareTo((BigDecimal) target);
            case LONG:
            case DATE:
            case TIMESTAMP:
                return Long.compare(reader.getLong(row), (Long) target);
        }
        throw new IllegalStateException("no such kind: " + kind);
    }

    /** The value of a row less or plus the offset. */
    private Comparable<?> moved(int row, Object offset, boolean subtract) {
        switch (kind) {
            case DOUBLE:
                double distance = ((Number) offset).doubleValue();
                return reader.getDouble(row) + (subtract ? -distance : distance);
            case DECIMAL:
                BigDecimal decimal = new BigDecimal(offset.toString());
                return subtract
                        ? reader.getDecimal(row).subtract(decimal)
                        : reader.getDecimal(row).add(decimal);
            case DATE:
                return movedDate(reader.getLong(row), offset, subtract);
            case TIMESTAMP:
                return offset instanceof Integer months
                        ? movedMonths(reader.getLong(row), subtract ? -(long) months : months)
                        : (Comparable<?>) saturated(reader.getLong(row), ((Number) offset).longValue(), subtract);
            case LONG:
                return saturated(reader.getLong(row), ((Number) offset).longValue(), subtract);
        }
        throw new IllegalStateException("no such kind: " + kind);
    }

    private static Long movedDate(long days, Object offset, boolean subtract) {
        if (offset instanceof Integer months) {
            return LocalDate.ofEpochDay(days)
                    .plusMonths(subtract ? -(long) months : months)
                    .toEpochDay();
        }
        return saturated(days, ((Number) offset).longValue() / MICROS_PER_DAY, subtract);
    }

    private static Long movedMonths(long micros, long months) {
        Instant instant = Instant.ofEpochSecond(
                Math.floorDiv(micros, MICROS_PER_SECOND), Math.floorMod(micros, MICROS_PER_SECOND) * 1000);
        LocalDateTime time = LocalDateTime.ofInstant(instant, ZoneOffset.UTC).plusMonths(months);
        return ChronoUnit.MICROS.between(Instant.EPOCH, time.toInstant(ZoneOffset.UTC));
    }

    private static Long saturated(long value, long distance, boolean subtract) {
        long moved = subtract ? value - distance : value + distance;
        if (subtract && moved > value) {
            return Long.MIN_VALUE;
        }
        return !subtract && moved < value ? Long.MAX_VALUE : moved;
    }

    private static Kind kind(Column column) {
        ArrowType type = column.field().getType();
        switch (type.getTypeID()) {
            case FloatingPoint:
                return Kind.DOUBLE;
            case Decimal:
                return Kind.DECIMAL;
            case Date:
                return Kind.DATE;
            case Timestamp:
                return Kind.TIMESTAMP;
            case Int:
            case Time:
            case Duration:
            case Interval:
                return Kind.LONG;
            default:
                throw new EngineException(
                        ErrorCode.NOT_SUPPORTED,
                        "RANGE with an offset needs an order key that is a number, a date or a time; use ROWS");
        }
    }
}
