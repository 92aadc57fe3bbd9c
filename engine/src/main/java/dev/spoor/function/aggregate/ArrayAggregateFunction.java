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
import dev.spoor.vector.Column;
import dev.spoor.vector.Mask;
import dev.spoor.vector.Memory;
import dev.spoor.vector.SqlTypes;
import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.types.pojo.Field;

/** {@code array_agg(x)}: NULLs are kept; rows come in no order unless the input is sorted. */
final class ArrayAggregateFunction implements AggregateFunction {
    @Override
    public FunctionDoc doc() {
        return Examples.doc(
                List.of("array_agg"),
                "Array of the values, NULLs included, in no order; NULL if there are no rows.",
                Examples.over("cardinality(array_agg(x))", "('a'), (NULL), ('a')", "x", "3"));
    }

    @Override
    public List<Signature> signatures() {
        return List.of(Signature.of(
                arguments -> SqlTypes.array("array", arguments.get(0)), new Parameter("x", TypeFamily.ANY)));
    }

    @Override
    public GroupedAccumulator newAccumulator(Signature signature, List<Field> arguments, Field result, Memory memory) {
        return new Accumulator(new GroupLists(arguments.get(0), memory));
    }

    private static final class Accumulator implements GroupedAccumulator {
        private final GroupLists lists;
        private final Selection selection = new Selection();

        Accumulator(GroupLists lists) {
            this.lists = lists;
        }

        @Override
        public void update(List<Column> arguments, int[] groupIds, Mask only, int rowCount, int groupCount) {
            lists.grow(groupCount);
            selection.all(only, rowCount);
            lists.append(arguments.get(0), selection, groupIds);
        }

        @Override
        public void merge(GroupedAccumulator other, int[] otherToMine, int groupCount) {
            lists.grow(groupCount);
            lists.merge(((Accumulator) other).lists, otherToMine);
        }

        @Override
        public void writeResult(FieldVector out, int firstGroup, int count) {
            ListVector target = (ListVector) out;
            for (int i = 0; i < count; i++) {
                int at = lists.first(firstGroup + i);
                if (at == GroupLists.END) {
                    target.setNull(i);
                    continue;
                }
                int to = target.startNewValue(i);
                int length = 0;
                for (; at != GroupLists.END; at = lists.next(at)) {
                    lists.values().write(at, target.getDataVector(), to + length++);
                }
                target.endValue(i, length);
            }
        }

        @Override
        public long memoryBytes() {
            return lists.memoryBytes();
        }

        @Override
        public void close() {
            lists.close();
        }
    }
}
