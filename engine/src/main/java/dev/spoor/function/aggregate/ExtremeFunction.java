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
import java.util.List;
import org.apache.arrow.vector.types.pojo.Field;

/** {@code min(x)} and {@code max(x)} of anything that can be ordered. */
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
                        "Least value; NULL if there are none.",
                        Examples.over("min(x)", "(2), (NULL), (1)", "x", "1"),
                        Examples.over("min(x)", "('b'), ('ä'), ('c')", "x", "b")),
                false);
    }

    static ExtremeFunction max() {
        return new ExtremeFunction(
                Examples.doc(
                        List.of("max"),
                        "Greatest value; NULL if there are none.",
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
        return List.of(Signature.of(ResultType.sameAsArgument(0), new Parameter("x", TypeFamily.COMPARABLE)));
    }

    @Override
    public GroupedAccumulator newAccumulator(Signature signature, List<Field> arguments, Field result, Memory memory) {
        return new ExtremeAccumulator(Extremes.of(arguments.get(0), greatest, memory));
    }
}
