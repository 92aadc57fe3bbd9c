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
import dev.spoor.vector.Column;
import dev.spoor.vector.Mask;
import dev.spoor.vector.Memory;
import dev.spoor.vector.SqlTypes;
import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * {@code min_by(x, y)} and {@code max_by(x, y)}, also of n rows: rows where y is NULL do not count, x may be NULL.
 */
final class ExtremeByFunction implements AggregateFunction {
    private final FunctionDoc doc;
    private final boolean greatest;

    private ExtremeByFunction(FunctionDoc doc, boolean greatest) {
        this.doc = doc;
        this.greatest = greatest;
    }

    static ExtremeByFunction minBy() {
        return new ExtremeByFunction(
                Examples.doc(
                        List.of("min_by"),
                        "The value of x in a row where y is least, or array of its values in the n rows where y is.",
                        Examples.over("min_by(x, y, 2)", "('a', 2), ('b', 1), ('c', 3)", "x, y", "[b, a]"),
                        Examples.over("min_by(x, y)", "('a', 2), ('b', 1), ('c', NULL)", "x, y", "b")),
                false);
    }

    static ExtremeByFunction maxBy() {
        return new ExtremeByFunction(
                Examples.doc(
                        List.of("max_by"),
                        "The value of x in a row where y is greatest, or array of its values in the n rows where y is.",
                        Examples.over("max_by(x, y, 2)", "('a', 2), ('b', 1), ('c', 3)", "x, y", "[c, a]"),
                        Examples.over("max_by(x, y)", "('a', 2), ('b', 1), ('c', NULL)", "x, y", "a")),
                true);
    }

    @Override
    public FunctionDoc doc() {
        return doc;
    }

    @Override
    public List<Signature> signatures() {
        Parameter x = new Parameter("x", TypeFamily.ANY);
        Parameter y = new Parameter("y", TypeFamily.COMPARABLE);
        return List.of(
                Signature.of(ResultType.sameAsArgument(0), x, y),
                Signature.of(
                        arguments -> SqlTypes.array("array", arguments.get(0)),
                        x,
                        y,
                        new Parameter("n", TypeFamily.BIGINT)));
    }

    @Override
    public GroupedAccumulator newAccumulator(Signature signature, List<Field> arguments, Field result, Memory memory) {
        if (arguments.size() > 2) {
            return new TopValues(greatest, 1, 2, memory);
        }
        Extremes extremes = Extremes.of(arguments.get(1), greatest, memory);
        try {
            return new Accumulator(extremes, new KeptValues(arguments.get(0), memory));
        } catch (RuntimeException e) {
            extremes.close();
            throw e;
        }
    }

    private static final class Accumulator implements GroupedAccumulator {
        private final Extremes extremes;
        private final KeptValues values;
        private final Selection selection = new Selection();

        Accumulator(Extremes extremes, KeptValues values) {
            this.extremes = extremes;
            this.values = values;
        }

        @Override
        public void update(List<Column> arguments, int[] groupIds, Mask only, int rowCount, int groupCount) {
            extremes.grow(groupCount);
            values.grow(groupCount);
            selection.present(arguments.get(1), only, rowCount);
            extremes.add(arguments.get(1), selection, groupIds);
            values.set(arguments.get(0), extremes.improved(), extremes.improvedCount(), groupIds);
        }

        @Override
        public void merge(GroupedAccumulator other, int[] otherToMine, int groupCount) {
            Accumulator from = (Accumulator) other;
            extremes.grow(groupCount);
            values.grow(groupCount);
            extremes.merge(from.extremes, otherToMine);
            for (int i = 0; i < extremes.improvedCount(); i++) {
                int group = extremes.improved()[i];
                values.set(otherToMine[group], from.values, group);
            }
        }

        @Override
        public void writeResult(FieldVector out, int firstGroup, int count) {
            for (int i = 0; i < count; i++) {
                values.write(out, i, firstGroup + i);
            }
        }

        @Override
        public long memoryBytes() {
            return extremes.reservation.bytes() + values.memoryBytes();
        }

        @Override
        public void close() {
            extremes.close();
            values.close();
        }
    }
}
