/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.expr;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.vector.SqlTypes;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * The arithmetic operators. Integers are exact and raise NUMERIC_OVERFLOW; integer and DECIMAL division by zero raises
 * DIVISION_BY_ZERO, DOUBLE follows IEEE 754. DECIMAL is exact and rounds half up to the result's scale. Months clamp to
 * the last day of the month. NULL if a side is NULL.
 */
public final class Arithmetic {
    /** Which operator. */
    public enum Op {
        ADD("addition"),
        SUBTRACT("subtraction"),
        MULTIPLY("multiplication"),
        DIVIDE("division"),
        MODULO("modulo");

        private final String noun;

        Op(String noun) {
            this.noun = noun;
        }
    }

    /** One operator on two integers. */
    private interface LongOperation {
        long apply(long a, long b);
    }

    private Arithmetic() {}

    /**
     * @param result type of the result: INTEGER, BIGINT, DOUBLE or DECIMAL for numbers of any type; DATE, TIME, TIMESTAMP
     *     or TIMESTAMP WITH TIME ZONE for one of these plus or minus an interval; an interval for the difference of two
     *     times, for intervals added, or for an interval times or divided by a number
     * @throws EngineException TYPE_MISMATCH if the operator does not go with the types
     */
    public static VectorExpr of(Op op, VectorExpr left, VectorExpr right, Field result) {
        ArrowType type = result.getType();
        List<VectorExpr> sides = List.of(left, right);
        if (type.equals(SqlTypes.DOUBLE)) {
            return RowExpr.total(result, sides, doubles(op));
        }
        if (type.equals(SqlTypes.INTEGER)) {
            LongOperation operation = longs(op, "integer");
            return RowExpr.of(result, sides, (in, out) -> {
                long value = operation.apply(in.getLong(0), in.getLong(1));
                if (value != (int) value) {
                    throw Failures.overflow("integer " + op.noun);
                }
                out.setLong(value);
            });
        }
        if (type.equals(SqlTypes.BIGINT)) {
            return onLongs(result, sides, longs(op, "bigint"));
        }
        if (type instanceof ArrowType.Decimal decimal) {
            return RowExpr.of(result, sides, decimals(op, decimal));
        }
        return temporal(op, left, right, result);
    }

    /** The number or interval with the other sign. */
    public static VectorExpr negate(VectorExpr input) {
        Field field = input.field();
        ArrowType type = field.getType();
        List<VectorExpr> inputs = List.of(input);
        if (type.equals(SqlTypes.DOUBLE)) {
            return RowExpr.total(field, inputs, (in, out) -> out.setDouble(-in.getDouble(0)));
        }
        if (type instanceof ArrowType.Decimal) {
            return RowExpr.total(
                    field, inputs, (in, out) -> out.setDecimal(in.getDecimal(0).negate()));
        }
        long least = type.equals(SqlTypes.INTEGER) || type.equals(SqlTypes.INTERVAL_YEAR)
                ? Integer.MIN_VALUE
                : Long.MIN_VALUE;
        return RowExpr.of(field, inputs, (in, out) -> {
            long value = in.getLong(0);
            if (value == least) {
                throw Failures.overflow("negation");
            }
            out.setLong(-value);
        });
    }

    private static VectorExpr onLongs(Field result, List<VectorExpr> sides, LongOperation operation) {
        return RowExpr.of(result, sides, (in, out) -> out.setLong(operation.apply(in.getLong(0), in.getLong(1))));
    }

    private static RowFunction doubles(Op op) {
        return switch (op) {
            case ADD -> (in, out) -> out.setDouble(in.getDouble(0) + in.getDouble(1));
            case SUBTRACT -> (in, out) -> out.setDouble(in.getDouble(0) - in.getDouble(1));
            case MULTIPLY -> (in, out) -> out.setDouble(in.getDouble(0) * in.getDouble(1));
            case DIVIDE -> (in, out) -> out.setDouble(in.getDouble(0) / in.getDouble(1));
            case MODULO -> (in, out) -> out.setDouble(in.getDouble(0) % in.getDouble(1));
        };
    }

    private static LongOperation longs(Op op, String type) {
        LongOperation operation =
                switch (op) {
                    case ADD -> Math::addExact;
                    case SUBTRACT -> Math::subtractExact;
                    case MULTIPLY -> Math::multiplyExact;
                    case DIVIDE -> Arithmetic::divide;
                    case MODULO -> Arithmetic::modulo;
                };
        return (a, b) -> {
            try {
                return operation.apply(a, b);
            } catch (ArithmeticException e) {
                throw Failures.overflow(type + " " + op.noun);
            }
        };
    }

    private static long divide(long a, long b) {
        if (b == 0) {
            throw Failures.divisionByZero();
        }
        if (a == Long.MIN_VALUE && b == -1) {
            throw new ArithmeticException("overflow");
        }
        return a / b;
    }

    private static long modulo(long a, long b) {
        if (b == 0) {
            throw Failures.divisionByZero();
        }
        return a % b;
    }

    private static RowFunction decimals(Op op, ArrowType.Decimal type) {
        return (in, out) -> {
            BigDecimal a = in.getDecimal(0);
            BigDecimal b = in.getDecimal(1);
            if (b.signum() == 0 && (op == Op.DIVIDE || op == Op.MODULO)) {
                throw Failures.divisionByZero();
            }
            out.setDecimal(
                    switch (op) {
                        case ADD -> a.add(b);
                        case SUBTRACT -> a.subtract(b);
                        case MULTIPLY -> a.multiply(b);
                        case DIVIDE -> a.divide(b, type.getScale(), RoundingMode.HALF_UP);
                        case MODULO -> a.remainder(b);
                    });
        };
    }

    private static VectorExpr temporal(Op op, VectorExpr left, VectorExpr right, Field result) {
        ArrowType a = left.field().getType();
        ArrowType b = right.field().getType();
        boolean addition = op == Op.ADD || op == Op.SUBTRACT;
        boolean resultIsInterval = isInterval(result.getType());
        if (addition && isInterval(a) && !isInterval(b) && op == Op.ADD) {
            return temporal(op, right, left, result);
        }
        if (addition && isInterval(b) && !isInterval(a) && !resultIsInterval) {
            return shift(op, left, right, result);
        }
        if (op == Op.SUBTRACT && resultIsInterval && isTime(a) && isTime(b)) {
            long unitA = a.equals(SqlTypes.DATE) ? UtcTime.MICROS_PER_DAY : 1;
            long unitB = b.equals(SqlTypes.DATE) ? UtcTime.MICROS_PER_DAY : 1;
            LongOperation difference = longs(op, "time");
            return onLongs(result, List.of(left, right), (x, y) -> difference.apply(x * unitA, y * unitB));
        }
        if (addition && resultIsInterval && a.equals(b)) {
            return onLongs(result, List.of(left, right), fitting(longs(op, "interval"), result));
        }
        if ((op == Op.MULTIPLY || op == Op.DIVIDE) && resultIsInterval) {
            return isInterval(a) ? scale(op, left, right, result) : scale(op, right, left, result);
        }
        throw new EngineException(
                ErrorCode.TYPE_MISMATCH,
                op.noun + " is not defined for " + TypeNames.of(left.field()) + " and " + TypeNames.of(right.field()));
    }

    private static boolean isInterval(ArrowType type) {
        return type.equals(SqlTypes.INTERVAL_DAY) || type.equals(SqlTypes.INTERVAL_YEAR);
    }

    private static boolean isTime(ArrowType type) {
        return type instanceof ArrowType.Timestamp || type.equals(SqlTypes.DATE) || type.equals(SqlTypes.TIME);
    }

    /** Checks that months fit 32 bits. */
    private static LongOperation fitting(LongOperation operation, Field result) {
        if (!result.getType().equals(SqlTypes.INTERVAL_YEAR)) {
            return operation;
        }
        return (a, b) -> {
            long months = operation.apply(a, b);
            if (months != (int) months) {
                throw Failures.overflow("interval arithmetic");
            }
            return months;
        };
    }

    /** A point in time plus or minus an interval. */
    private static VectorExpr shift(Op op, VectorExpr time, VectorExpr interval, Field result) {
        int sign = op == Op.ADD ? 1 : -1;
        boolean months = interval.field().getType().equals(SqlTypes.INTERVAL_YEAR);
        ArrowType type = time.field().getType();
        LongOperation shift;
        if (type.equals(SqlTypes.DATE) && result.getType().equals(SqlTypes.DATE)) {
            shift = months ? (t, i) -> UtcTime.addMonthsToDay(t, sign * i) : (t, i) -> t + sign * wholeDays(i);
        } else if (type.equals(SqlTypes.DATE)) {
            shift = months
                    ? (t, i) -> UtcTime.addMonths(UtcTime.ofDay(t), sign * i)
                    : (t, i) -> Math.addExact(UtcTime.ofDay(t), sign * i);
        } else if (type.equals(SqlTypes.TIME)) {
            shift = months
                    ? (t, i) -> t
                    : (t, i) -> Math.floorMod(t + sign * i % UtcTime.MICROS_PER_DAY, UtcTime.MICROS_PER_DAY);
        } else {
            shift = months ? monthsLater(time.field(), sign) : (t, i) -> Math.addExact(t, sign * i);
        }
        return onLongs(result, List.of(time, interval), (t, i) -> {
            try {
                return shift.apply(t, i);
            } catch (ArithmeticException | DateTimeException e) {
                throw Failures.overflow("time arithmetic");
            }
        });
    }

    /** Months are counted by the clock of the type's zone. */
    private static LongOperation monthsLater(Field time, int sign) {
        Optional<ZoneId> zone = ZoneTime.zoneOf(time);
        return zone.isEmpty()
                ? (t, i) -> UtcTime.addMonths(t, sign * i)
                : (t, i) ->
                        ZoneTime.toInstant(UtcTime.addMonths(ZoneTime.toClock(t, zone.get()), sign * i), zone.get(), t);
    }

    private static long wholeDays(long micros) {
        if (micros % UtcTime.MICROS_PER_DAY != 0) {
            throw Failures.badArgument("hours, minutes and seconds cannot be added to a DATE; cast it to TIMESTAMP");
        }
        return micros / UtcTime.MICROS_PER_DAY;
    }

    private static VectorExpr scale(Op op, VectorExpr interval, VectorExpr number, Field result) {
        boolean whole = number.field().getType() instanceof ArrowType.Int;
        if (whole) {
            return onLongs(result, List.of(interval, number), fitting(longs(op, "interval"), result));
        }
        return RowExpr.of(result, List.of(interval, number), (in, out) -> {
            double factor = in.getDouble(1);
            double scaled = op == Op.MULTIPLY ? in.getLong(0) * factor : in.getLong(0) / factor;
            double limit = result.getType().equals(SqlTypes.INTERVAL_YEAR) ? Integer.MAX_VALUE : 9.2e18;
            if (!(Math.abs(scaled) <= limit)) {
                throw Failures.overflow("interval " + op.noun);
            }
            out.setLong(Math.round(scaled));
        });
    }
}
