/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.aggregate;

import dev.spoor.function.AggregateFunction;
import dev.spoor.function.FunctionDoc;
import dev.spoor.function.GroupedAccumulator;
import dev.spoor.function.Parameter;
import dev.spoor.function.ResultType;
import dev.spoor.function.Signature;
import dev.spoor.function.TypeFamily;
import dev.spoor.vector.Memory;
import dev.spoor.vector.SqlTypes;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Field;

/** {@code bool_and(x)} and {@code bool_or(x)}: the least and the greatest of booleans. */
final class BooleanFunction implements AggregateFunction {
    private final FunctionDoc doc;
    private final boolean greatest;

    private BooleanFunction(FunctionDoc doc, boolean greatest) {
        this.doc = doc;
        this.greatest = greatest;
    }

    static BooleanFunction and() {
        return new BooleanFunction(
                Examples.doc(
                        List.of("bool_and", "every"),
                        "Whether the condition is TRUE in every row where it is not NULL.",
                        Examples.over("bool_and(x > 1)", "(2), (NULL), (3)", "x", "true"),
                        Examples.over("bool_and(x > 2)", "(2), (3)", "x", "false")),
                false);
    }

    static BooleanFunction or() {
        return new BooleanFunction(
                Examples.doc(
                        List.of("bool_or"),
                        "Whether the condition is TRUE in any row.",
                        Examples.over("bool_or(x > 2)", "(2), (NULL), (3)", "x", "true"),
                        Examples.over("bool_or(x > 5)", "(2), (3)", "x", "false")),
                true);
    }

    @Override
    public FunctionDoc doc() {
        return doc;
    }

    @Override
    public List<Signature> signatures() {
        return List.of(Signature.of(
                ResultType.always(SqlTypes.field("result", SqlTypes.BOOLEAN)),
                new Parameter("condition", TypeFamily.BOOLEAN)));
    }

    @Override
    public GroupedAccumulator newAccumulator(Signature signature, List<Field> arguments, Field result, Memory memory) {
        return new ExtremeAccumulator(Extremes.of(arguments.get(0), greatest, memory));
    }
}
