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
import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;

/** {@code arbitrary(x)}: the first value that a worker meets. */
final class ArbitraryFunction implements AggregateFunction {
    @Override
    public FunctionDoc doc() {
        return Examples.doc(
                List.of("arbitrary", "any_value"),
                "One of the values that are not NULL; NULL if there are none.",
                Examples.over("arbitrary(x)", "(NULL), ('a'), ('a')", "x", "a"));
    }

    @Override
    public List<Signature> signatures() {
        return List.of(Signature.of(ResultType.sameAsArgument(0), new Parameter("x", TypeFamily.ANY)));
    }

    @Override
    public GroupedAccumulator newAccumulator(Signature signature, List<Field> arguments, Field result, Memory memory) {
        return new Accumulator(new KeptValues(arguments.get(0), memory));
    }

    private static final class Accumulator implements GroupedAccumulator {
        private final KeptValues values;
        private final Selection selection = new Selection();
        private int[] firsts = new int[0];

        Accumulator(KeptValues values) {
            this.values = values;
        }

        @Override
        public void update(List<Column> arguments, int[] groupIds, Mask only, int rowCount, int groupCount) {
            values.grow(groupCount);
            selection.present(arguments.get(0), only, rowCount);
            if (firsts.length < rowCount) {
                firsts = new int[rowCount];
            }
            int count = 0;
            for (int i = 0; i < selection.count(); i++) {
                int row = selection.rows()[i];
                if (!values.has(groupIds[row])) {
                    firsts[count++] = row;
                }
            }
            values.set(arguments.get(0), firsts, count, groupIds);
        }

        @Override
        public void merge(GroupedAccumulator other, int[] otherToMine, int groupCount) {
            KeptValues from = ((Accumulator) other).values;
            values.grow(groupCount);
            for (int group = 0; group < otherToMine.length; group++) {
                int mine = otherToMine[group];
                if (mine >= 0 && from.has(group) && !values.has(mine)) {
                    values.set(mine, from, group);
                }
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
            return values.memoryBytes();
        }

        @Override
        public void close() {
            values.close();
        }
    }
}
