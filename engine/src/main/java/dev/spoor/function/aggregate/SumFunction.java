/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.aggregate;

import dev.spoor.function.AggregateFunction;
import dev.spoor.function.FunctionDoc;
import dev.spoor.function.GroupedAccumulator;
import dev.spoor.function.Parameter;
import dev.spoor.function.Signature;
import dev.spoor.function.TypeFamily;
import dev.spoor.vector.Memory;
import dev.spoor.vector.SqlTypes;
import java.util.List;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * {@code sum(x)}: BIGINT of integers, DECIMAL(38, s) of DECIMAL, DOUBLE of DOUBLE. Integers are added exactly, in any
 * order; only a total outside BIGINT is an error. {@code $sum0} is what the planner makes of it where no rows mean 0.
 */
final class SumFunction implements AggregateFunction {
    private final FunctionDoc doc;
    private final boolean zeroIfNone;

    private SumFunction(FunctionDoc doc, boolean zeroIfNone) {
        this.doc = doc;
        this.zeroIfNone = zeroIfNone;
    }

    static SumFunction sum() {
        return new SumFunction(
                Examples.doc(
                        List.of("sum"),
                        "Sum of the values; NULL if there are none.",
                        Examples.over("sum(x)", "(1), (NULL), (3)", "x", "4"),
                        Examples.over("sum(x)", "(1.25), (2.50)", "x", "3.75")),
                false);
    }

    static SumFunction sumOrZero() {
        return new SumFunction(
                Examples.doc(
                        List.of("$sum0"),
                        "Sum of the values; 0 if there are none. Used by the planner.",
                        Examples.over("\"$sum0\"(x)", "(1), (NULL), (3)", "x", "4")),
                true);
    }

    @Override
    public FunctionDoc doc() {
        return doc;
    }

    @Override
    public List<Signature> signatures() {
        return List.of(Signature.of(arguments -> resultOf(arguments.get(0)), new Parameter("x", TypeFamily.NUMBER)));
    }

    @Override
    public GroupedAccumulator newAccumulator(Signature signature, List<Field> arguments, Field result, Memory memory) {
        return switch (NumberKind.of(arguments.get(0))) {
            case EXACT -> new ExactSums(memory, zeroIfNone);
            case DECIMAL -> new DecimalSums(memory, zeroIfNone);
            case DOUBLE -> new DoubleSums(memory, zeroIfNone);
        };
    }

    private static Field resultOf(Field argument) {
        return switch (NumberKind.of(argument)) {
            case EXACT -> SqlTypes.field("sum", SqlTypes.BIGINT);
            case DECIMAL ->
                SqlTypes.decimal("sum", NumberKind.PRECISION_MAX, ((ArrowType.Decimal) argument.getType()).getScale());
            case DOUBLE -> SqlTypes.field("sum", SqlTypes.DOUBLE);
        };
    }
}
