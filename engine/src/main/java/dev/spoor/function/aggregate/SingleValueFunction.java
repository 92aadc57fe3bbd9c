/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.aggregate;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
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

/** {@code single_value(x)}: what a scalar sub-query is; a second row is CARDINALITY_VIOLATION. */
final class SingleValueFunction implements AggregateFunction {
    @Override
    public FunctionDoc doc() {
        return Examples.doc(
                List.of("single_value"),
                "The value of the only row; an error if there are more. Used by the planner for scalar sub-queries.",
                Examples.over("single_value(x)", "(7)", "x", "7"));
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
        private int[] row = new int[1];

        Accumulator(KeptValues values) {
            this.values = values;
        }

        @Override
        public void update(List<Column> arguments, int[] groupIds, Mask only, int rowCount, int groupCount) {
            values.grow(groupCount);
            selection.all(only, rowCount);
            for (int i = 0; i < selection.count(); i++) {
                row[0] = selection.rows()[i];
                requireNone(groupIds[row[0]]);
                values.set(arguments.get(0), row, 1, groupIds);
            }
        }

        @Override
        public void merge(GroupedAccumulator other, int[] otherToMine, int groupCount) {
            KeptValues from = ((Accumulator) other).values;
            values.grow(groupCount);
            for (int group = 0; group < otherToMine.length; group++) {
                int mine = otherToMine[group];
                if (mine >= 0 && from.has(group)) {
                    requireNone(mine);
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

        private void requireNone(int group) {
            if (values.has(group)) {
                throw new EngineException(
                        ErrorCode.CARDINALITY_VIOLATION,
                        "a scalar sub-query gave more than one row; aggregate it, or use IN or LIMIT 1");
            }
        }
    }
}
