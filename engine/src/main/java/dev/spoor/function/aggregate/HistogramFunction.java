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
import dev.spoor.vector.Reservation;
import dev.spoor.vector.SqlTypes;
import java.util.List;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.types.pojo.Field;

/** {@code histogram(x)}: how often each value comes. */
final class HistogramFunction implements AggregateFunction {
    @Override
    public FunctionDoc doc() {
        return Examples.doc(
                List.of("histogram"),
                "Map from each value to the number of its rows.",
                Examples.over("histogram(x)['a']", "('a'), ('b'), ('a'), (NULL)", "x", "2"));
    }

    @Override
    public List<Signature> signatures() {
        return List.of(Signature.of(
                arguments -> SqlTypes.map("map", arguments.get(0), SqlTypes.field("value", SqlTypes.BIGINT)),
                new Parameter("x", TypeFamily.ANY)));
    }

    @Override
    public GroupedAccumulator newAccumulator(Signature signature, List<Field> arguments, Field result, Memory memory) {
        return new Accumulator(new GroupKeys(arguments.get(0), memory), new Reservation(memory));
    }

    private static final class Accumulator implements GroupedAccumulator {
        private final GroupKeys keys;
        private final Reservation reservation;
        private final Selection selection = new Selection();

        /** By pair of group and value. */
        private long[] counts = new long[0];

        Accumulator(GroupKeys keys, Reservation reservation) {
            this.keys = keys;
            this.reservation = reservation;
        }

        @Override
        public void update(List<Column> arguments, int[] groupIds, Mask only, int rowCount, int groupCount) {
            keys.grow(groupCount);
            selection.present(arguments.get(0), only, rowCount);
            int[] pairs = keys.pairs(arguments.get(0), selection, groupIds);
            counts = reservation.grow(counts, keys.size());
            for (int i = 0; i < selection.count(); i++) {
                counts[pairs[i]]++;
            }
        }

        @Override
        public void merge(GroupedAccumulator other, int[] otherToMine, int groupCount) {
            Accumulator from = (Accumulator) other;
            keys.grow(groupCount);
            int[] pairs = keys.merge(from.keys, otherToMine);
            counts = reservation.grow(counts, keys.size());
            for (int pair = 0; pair < pairs.length; pair++) {
                if (pairs[pair] >= 0) {
                    counts[pairs[pair]] += from.counts[pair];
                }
            }
        }

        @Override
        public void writeResult(FieldVector out, int firstGroup, int count) {
            keys.grow(firstGroup + count);
            keys.writeMaps((MapVector) out, firstGroup, count, (vector, row, pair) -> ((BigIntVector) vector)
                    .setSafe(row, counts[pair]));
        }

        @Override
        public long memoryBytes() {
            return keys.memoryBytes() + reservation.bytes();
        }

        @Override
        public void close() {
            keys.close();
            reservation.close();
        }
    }
}
