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

/** {@code min(x)} and {@code max(x)} of anything that can be ordered, and the n least or greatest. */
final class ExtremeFunction implements AggregateFunction {
    private final FunctionDoc doc;
    private final boolean greatest;

    private ExtremeFunction(FunctionDoc doc, boolean greatest) {
        this.doc = doc;
        this.greatest = greatest;
    }

    static ExtremeFunction min() {
        return new ExtremeFunction(
                Examples.doc(
                        List.of("min"),
                        "Least value, or array of the n least ones; NULL if there are none.",
                        Examples.over("min(x, 2)", "(2), (NULL), (3), (1)", "x", "[1, 2]"),
                        Examples.over("min(x)", "(2), (NULL), (1)", "x", "1"),
                        Examples.over("min(x)", "('b'), ('ä'), ('c')", "x", "b")),
                false);
    }

    static ExtremeFunction max() {
        return new ExtremeFunction(
                Examples.doc(
                        List.of("max"),
                        "Greatest value, or array of the n greatest ones; NULL if there are none.",
                        Examples.over("max(x, 2)", "(2), (NULL), (3), (1)", "x", "[3, 2]"),
                        Examples.over("max(x)", "(2), (NULL), (1)", "x", "2"),
                        Examples.over("max(x)", "('b'), ('ä'), ('c')", "x", "ä")),
                true);
    }

    @Override
    public FunctionDoc doc() {
        return doc;
    }

    @Override
    public List<Signature> signatures() {
        Parameter x = new Parameter("x", TypeFamily.COMPARABLE);
        return List.of(
                Signature.of(ResultType.sameAsArgument(0), x),
                Signature.of(
                        arguments -> SqlTypes.array("array", arguments.get(0)),
                        x,
                        new Parameter("n", TypeFamily.BIGINT)));
    }

    @Override
    public GroupedAccumulator newAccumulator(Signature signature, List<Field> arguments, Field result, Memory memory) {
        if (arguments.size() > 1) {
            return new TopValues(greatest, 0, 1, memory);
        }
        return new ExtremeAccumulator(Extremes.of(arguments.get(0), greatest, memory));
    }
}
