/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql;

import com.google.common.collect.BoundType;
import com.google.common.collect.Range;
import dev.spoor.expr.Cast;
import dev.spoor.expr.Comparison;
import dev.spoor.expr.InList;
import dev.spoor.expr.Literal;
import dev.spoor.expr.Logic;
import dev.spoor.expr.NullTest;
import dev.spoor.expr.VectorExpr;
import dev.spoor.vector.SqlTypes;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexUnknownAs;
import org.apache.calcite.util.Sarg;

/** Compiles {@code SEARCH(x, Sarg)}, the form in which the planner keeps IN, NOT IN, BETWEEN and chains of comparisons. */
final class SearchCompiler {
    private final ExpressionCompiler compiler;

    SearchCompiler(ExpressionCompiler compiler) {
        this.compiler = compiler;
    }

    VectorExpr compile(RexCall call) {
        VectorExpr value = compiler.compile(call.getOperands().get(0));
        RexLiteral literal = (RexLiteral) call.getOperands().get(1);
        Sarg<?> sarg = literal.getValueAs(Sarg.class);
        RelDataType type = literal.getType();
        boolean negated = sarg.isComplementedPoints();
        VectorExpr test = negated ? Logic.not(ranges(value, sarg.negate(), type)) : ranges(value, sarg, type);
        return withNulls(value, test, sarg.nullAs);
    }

    private static VectorExpr withNulls(VectorExpr value, VectorExpr test, RexUnknownAs nullAs) {
        return switch (nullAs) {
            case TRUE -> Logic.or(List.of(NullTest.isNull(value), test));
            case FALSE -> Logic.and(List.of(NullTest.isNotNull(value), test));
            case UNKNOWN -> test;
        };
    }

    /** One InList for the points, comparisons for the rest; NULL for a NULL value. */
    private static VectorExpr ranges(VectorExpr value, Sarg<?> sarg, RelDataType type) {
        List<Object> points = new ArrayList<>();
        List<VectorExpr> tests = new ArrayList<>();
        Field field = TypeMap.toField("", type);
        VectorExpr same = SqlTypes.sameType(value.field(), field) ? value : Cast.of(value, field, Cast.Mode.CAST);
        for (Range<?> range : sarg.rangeSet.asRanges()) {
            boolean point = range.hasLowerBound()
                    && range.hasUpperBound()
                    && range.lowerEndpoint().equals(range.upperEndpoint());
            if (point) {
                points.add(LiteralValues.of(range.lowerEndpoint(), type));
            } else {
                tests.add(range(same, range, field, type));
            }
        }
        if (!points.isEmpty()) {
            tests.add(0, InList.of(same, points));
        }
        return tests.isEmpty() ? neverButNull(same) : tests.size() == 1 ? tests.get(0) : Logic.or(tests);
    }

    private static VectorExpr neverButNull(VectorExpr value) {
        return Comparison.of(Comparison.Op.NE, value, value);
    }

    private static VectorExpr range(VectorExpr value, Range<?> range, Field field, RelDataType type) {
        List<VectorExpr> bounds = new ArrayList<>();
        if (range.hasLowerBound()) {
            Comparison.Op op = range.lowerBoundType() == BoundType.CLOSED ? Comparison.Op.GE : Comparison.Op.GT;
            bounds.add(Comparison.of(op, value, Literal.of(field, LiteralValues.of(range.lowerEndpoint(), type))));
        }
        if (range.hasUpperBound()) {
            Comparison.Op op = range.upperBoundType() == BoundType.CLOSED ? Comparison.Op.LE : Comparison.Op.LT;
            bounds.add(Comparison.of(op, value, Literal.of(field, LiteralValues.of(range.upperEndpoint(), type))));
        }
        if (bounds.isEmpty()) {
            return Comparison.of(Comparison.Op.EQ, value, value);
        }
        return bounds.size() == 1 ? bounds.get(0) : Logic.and(bounds);
    }
}
