/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.math;

import dev.spoor.expr.Arithmetic;
import dev.spoor.expr.CommonType;
import dev.spoor.expr.Failures;
import dev.spoor.expr.RowExpr;
import dev.spoor.expr.VectorExpr;
import dev.spoor.function.ResultType;
import dev.spoor.function.ScalarFunction;
import dev.spoor.function.SimpleFunction;
import dev.spoor.function.Types;
import dev.spoor.vector.SqlTypes;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/** abs, ceil, floor, round, truncate, sign and mod: integers stay integers, DECIMAL is exact. */
final class Rounding {
    private static final int DECIMAL_DIGITS_MAX = 38;

    private Rounding() {}

    private static boolean isDecimal(Field field) {
        return field.getType() instanceof ArrowType.Decimal;
    }

    private static boolean isDouble(Field field) {
        return field.getType().equals(SqlTypes.DOUBLE);
    }

    /** A decimal becomes one without fraction, everything else stays. */
    private static Field whole(List<Field> arguments) {
        Field field = arguments.get(0);
        if (!(field.getType() instanceof ArrowType.Decimal decimal)) {
            return field;
        }
        int digits = decimal.getPrecision() - decimal.getScale() + Math.min(decimal.getScale(), 1);
        return SqlTypes.decimal(field.getName(), Math.max(1, Math.min(DECIMAL_DIGITS_MAX, digits)), 0);
    }

    static ScalarFunction abs() {
        return SimpleFunction.named("abs")
                .in("math")
                .does("The absolute value.")
                .example("abs(-7)", "7")
                .example("abs(-1.50)", "1.50")
                .example("abs(NULL)", null)
                .bound(ResultType.sameAsArgument(0), Types.of(Types.number("x")), (a, r) -> {
                    if (isDouble(r)) {
                        return RowExpr.total(r, a, (in, out) -> out.setDouble(Math.abs(in.getDouble(0))));
                    }
                    if (isDecimal(r)) {
                        return RowExpr.total(
                                r,
                                a,
                                (in, out) -> out.setDecimal(in.getDecimal(0).abs()));
                    }
                    long least = r.getType().equals(SqlTypes.INTEGER) ? Integer.MIN_VALUE : Long.MIN_VALUE;
                    return RowExpr.of(r, a, (in, out) -> {
                        if (in.getLong(0) == least) {
                            throw Failures.overflow("abs");
                        }
                        out.setLong(Math.abs(in.getLong(0)));
                    });
                })
                .build();
    }

    static ScalarFunction ceil() {
        return toWhole(
                SimpleFunction.named("ceil", "ceiling")
                        .in("math")
                        .does("The least whole number that is not less.")
                        .example("ceil(1.2)", "2")
                        .example("ceil(-1.2)", "-1")
                        .example("ceil(NULL)", null),
                RoundingMode.CEILING,
                Math::ceil);
    }

    static ScalarFunction floor() {
        return toWhole(
                SimpleFunction.named("floor")
                        .in("math")
                        .does("The greatest whole number that is not greater.")
                        .example("floor(1.8)", "1")
                        .example("floor(-1.2)", "-2")
                        .example("floor(NULL)", null),
                RoundingMode.FLOOR,
                Math::floor);
    }

    private static ScalarFunction toWhole(
            SimpleFunction.Builder builder, RoundingMode mode, DoubleUnaryOperator onDoubles) {
        return builder.bound(Rounding::whole, Types.of(Types.number("x")), (a, r) -> rounded(a, r, mode, onDoubles))
                .build();
    }

    private static VectorExpr rounded(List<VectorExpr> a, Field r, RoundingMode mode, DoubleUnaryOperator onDoubles) {
        if (isDouble(r)) {
            return RowExpr.total(r, a, (in, out) -> out.setDouble(onDoubles.applyAsDouble(in.getDouble(0))));
        }
        if (isDecimal(r)) {
            return RowExpr.of(r, a, (in, out) -> out.setDecimal(in.getDecimal(0).setScale(0, mode)));
        }
        return a.get(0);
    }

    static ScalarFunction round() {
        return SimpleFunction.named("round")
                .in("math")
                .does("Rounds half away from zero, to a whole number or to so many decimal places.")
                .example("round(2.5)", "3")
                .example("round(-2.5)", "-3")
                .example("round(1234.567, 1)", "1234.600")
                .example("round(1250, -2)", "1300")
                .example("round(NULL)", null)
                .bound(
                        Rounding::whole,
                        Types.of(Types.number("x")),
                        (a, r) -> rounded(a, r, RoundingMode.HALF_UP, Rounding::roundDouble))
                .bound(
                        ResultType.sameAsArgument(0),
                        Types.of(Types.number("x"), Types.bigint("decimals")),
                        (a, r) -> toPlaces(a, r, RoundingMode.HALF_UP))
                .build();
    }

    private static double roundDouble(double x) {
        return round(x, 0, RoundingMode.HALF_UP);
    }

    static ScalarFunction truncate() {
        return SimpleFunction.named("truncate")
                .in("math")
                .does("Cuts the decimal places off, or all but so many.")
                .example("truncate(-2.9)", "-2")
                .example("truncate(1234.567, 1)", "1234.500")
                .example("truncate(NULL)", null)
                .bound(
                        Rounding::whole,
                        Types.of(Types.number("x")),
                        (a, r) -> rounded(a, r, RoundingMode.DOWN, x -> round(x, 0, RoundingMode.DOWN)))
                .bound(
                        ResultType.sameAsArgument(0),
                        Types.of(Types.number("x"), Types.bigint("decimals")),
                        (a, r) -> toPlaces(a, r, RoundingMode.DOWN))
                .build();
    }

    private static VectorExpr toPlaces(List<VectorExpr> a, Field r, RoundingMode mode) {
        if (isDouble(r)) {
            return RowExpr.total(r, a, (in, out) -> out.setDouble(round(in.getDouble(0), places(in.getLong(1)), mode)));
        }
        if (isDecimal(r)) {
            return RowExpr.of(r, a, (in, out) -> {
                BigDecimal x = in.getDecimal(0);
                out.setDecimal(x.setScale(Math.min(places(in.getLong(1)), x.scale()), mode));
            });
        }
        return RowExpr.of(r, a, (in, out) -> {
            long x = in.getLong(0);
            BigDecimal rounded = BigDecimal.valueOf(x).setScale(Math.min(0, places(in.getLong(1))), mode);
            boolean fits = rounded.precision() - rounded.scale() <= 19
                    && rounded.toBigInteger().bitLength() < (r.getType().equals(SqlTypes.INTEGER) ? 32 : 64);
            if (!fits) {
                throw Failures.overflow("round");
            }
            out.setLong(rounded.longValue());
        });
    }

    /** Beyond this many places a double has no digits. */
    private static int places(long decimals) {
        return (int) Math.max(-400, Math.min(400, decimals));
    }

    private static double round(double x, int places, RoundingMode mode) {
        if (Double.isNaN(x) || Double.isInfinite(x)) {
            return x;
        }
        return BigDecimal.valueOf(x).setScale(places, mode).doubleValue();
    }

    static ScalarFunction sign() {
        return SimpleFunction.named("sign")
                .in("math")
                .does("-1, 0 or 1.")
                .example("sign(-7)", "-1")
                .example("sign(0)", "0")
                .example("sign(NULL)", null)
                .bound(
                        arguments -> isDecimal(arguments.get(0)) ? SqlTypes.decimal("sign", 1, 0) : arguments.get(0),
                        Types.of(Types.number("x")),
                        (a, r) -> {
                            if (isDouble(r)) {
                                return RowExpr.total(r, a, (in, out) -> out.setDouble(Math.signum(in.getDouble(0))));
                            }
                            if (isDecimal(r)) {
                                return RowExpr.total(
                                        r,
                                        a,
                                        (in, out) -> out.setDecimal(BigDecimal.valueOf(
                                                in.getDecimal(0).signum())));
                            }
                            return RowExpr.total(r, a, (in, out) -> out.setLong(Long.signum(in.getLong(0))));
                        })
                .build();
    }

    static ScalarFunction mod() {
        return SimpleFunction.named("mod")
                .in("math")
                .does("The remainder of a division, with the sign of the dividend; the same as %.")
                .example("mod(7, 3)", "1")
                .example("mod(-7, 3)", "-1")
                .example("mod(NULL, 3)", null)
                .bound(CommonType::of, Types.of(Types.number("n"), Types.number("m")), (a, r) -> {
                    List<VectorExpr> sides = CommonType.cast(a, r);
                    return Arithmetic.of(Arithmetic.Op.MODULO, sides.get(0), sides.get(1), r);
                })
                .build();
    }
}
