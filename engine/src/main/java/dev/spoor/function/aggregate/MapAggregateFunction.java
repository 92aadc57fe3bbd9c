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
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.types.pojo.Field;

/** {@code map_agg(key, value)}: rows whose key is NULL do not count; of equal keys one row's value is taken. */
final class MapAggregateFunction implements AggregateFunction {
    @Override
    public FunctionDoc doc() {
        return Examples.doc(
                List.of("map_agg"),
                "Map from the keys to their values; one value of each key.",
                Examples.over("map_agg(x, y)['b']", "('a', 1), ('b', 2), (NULL, 3)", "x, y", "2"));
    }

    @Override
    public List<Signature> signatures() {
        return List.of(Signature.of(
                arguments -> SqlTypes.map("map", arguments.get(0), arguments.get(1)),
                new Parameter("key", TypeFamily.ANY),
                new Parameter("value", TypeFamily.ANY)));
    }

    @Override
    public GroupedAccumulator newAccumulator(Signature signature, List<Field> arguments, Field result, Memory memory) {
        GroupKeys keys = new GroupKeys(arguments.get(0), memory);
        try {
            return new Accumulator(keys, new KeptValues(arguments.get(1), memory));
        } catch (RuntimeException e) {
            keys.close();
            throw e;
        }
    }

    private static final class Accumulator implements GroupedAccumulator {
        private final GroupKeys keys;

        /** By pair of group and key. */
        private final KeptValues values;

        private final Selection selection = new Selection();
        private int[] pairOfRow = new int[0];
        private int[] newRows = new int[0];

        Accumulator(GroupKeys keys, KeptValues values) {
            this.keys = keys;
            this.values = values;
        }

        @Override
        public void update(List<Column> arguments, int[] groupIds, Mask only, int rowCount, int groupCount) {
            keys.grow(groupCount);
            selection.present(arguments.get(0), only, rowCount);
            if (pairOfRow.length < rowCount) {
                pairOfRow = new int[rowCount];
                newRows = new int[rowCount];
            }
            int known = keys.size();
            int[] pairs = keys.pairs(arguments.get(0), selection, groupIds);
            values.grow(keys.size());
            int count = 0;
            int next = known;
            for (int i = 0; i < selection.count(); i++) {
                int row = selection.rows()[i];
                pairOfRow[row] = pairs[i];
                if (pairs[i] == next) {
                    newRows[count++] = row;
                    next++;
                }
            }
            values.set(arguments.get(1), newRows, count, pairOfRow);
        }

        @Override
        public void merge(GroupedAccumulator other, int[] otherToMine, int groupCount) {
            Accumulator from = (Accumulator) other;
            keys.grow(groupCount);
            int[] pairs = keys.merge(from.keys, otherToMine);
            values.grow(keys.size());
            for (int pair = 0; pair < pairs.length; pair++) {
                if (pairs[pair] >= 0 && !values.has(pairs[pair])) {
                    values.set(pairs[pair], from.values, pair);
                }
            }
        }

        @Override
        public void writeResult(FieldVector out, int firstGroup, int count) {
            keys.grow(firstGroup + count);
            keys.writeMaps((MapVector) out, firstGroup, count, (vector, row, pair) -> values.write(vector, row, pair));
        }

        @Override
        public long memoryBytes() {
            return keys.memoryBytes() + values.memoryBytes();
        }

        @Override
        public void close() {
            keys.close();
            values.close();
        }
    }
}
