/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.aggregate;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.expr.ValueReader;
import dev.spoor.expr.Values;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * {@code approx_most_frequent(buckets, x, capacity)}: counts every value exactly, as a histogram does, and keeps the most
 * frequent at the end. The capacity, which bounds what Trino keeps, is not needed.
 */
final class MostFrequentFunction implements AggregateFunction {
    /** Values that one result may hold. */
    private static final long BUCKETS_MAX = 100_000;

    @Override
    public FunctionDoc doc() {
        return Examples.doc(
                List.of("approx_most_frequent"),
                "Map from the most frequent values, as many as buckets says, to the number of their rows, which is exact;"
                        + " of equally frequent values the lesser. The capacity is not needed.",
                Examples.over(
                        "approx_most_frequent(2, x, 10)",
                        "('a'), ('b'), ('a'), (NULL), ('c'), ('b')",
                        "x",
                        "{a=2, b=2}"),
                Examples.over("approx_most_frequent(1, x, 10)", "(NULL)", "x", null));
    }

    @Override
    public List<Signature> signatures() {
        return List.of(Signature.of(
                arguments -> SqlTypes.map("map", arguments.get(1), SqlTypes.field("value", SqlTypes.BIGINT)),
                new Parameter("buckets", TypeFamily.BIGINT),
                new Parameter("x", TypeFamily.COMPARABLE),
                new Parameter("capacity", TypeFamily.BIGINT)));
    }

    @Override
    public GroupedAccumulator newAccumulator(Signature signature, List<Field> arguments, Field result, Memory memory) {
        return new Accumulator(new GroupKeys(arguments.get(1), memory), memory);
    }

    private static final class Accumulator implements GroupedAccumulator {
        private final GroupKeys keys;
        private final Memory memory;
        private final Reservation reservation;
        private final Selection selection = new Selection();

        /** By pair of group and value. */
        private long[] counts = new long[0];

        private int buckets;

        Accumulator(GroupKeys keys, Memory memory) {
            this.keys = keys;
            this.memory = memory;
            this.reservation = new Reservation(memory);
        }

        @Override
        public void update(List<Column> arguments, int[] groupIds, Mask only, int rowCount, int groupCount) {
            keys.grow(groupCount);
            selection.present(arguments.get(1), only, rowCount);
            if (selection.count() == 0) {
                return;
            }
            if (buckets == 0) {
                buckets = bucketsOf(ValueReader.of(arguments.get(0)), selection.rows()[0]);
            }
            int[] pairs = keys.pairs(arguments.get(1), selection, groupIds);
            counts = reservation.grow(counts, keys.size());
            for (int i = 0; i < selection.count(); i++) {
                counts[pairs[i]]++;
            }
        }

        private static int bucketsOf(ValueReader reader, int row) {
            long wanted = reader.isNull(row) ? 0 : reader.getLong(row);
            if (wanted < 1 || wanted > BUCKETS_MAX) {
                throw new EngineException(
                        ErrorCode.INVALID_ARGUMENT,
                        "approx_most_frequent: the number of buckets is 1 to " + BUCKETS_MAX + ", not " + wanted);
            }
            return (int) wanted;
        }

        @Override
        public void merge(GroupedAccumulator other, int[] otherToMine, int groupCount) {
            Accumulator from = (Accumulator) other;
            keys.grow(groupCount);
            buckets = Math.max(buckets, from.buckets);
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
            int[] sorted = keys.sortedPairs();
            int[] starts = keys.starts();
            for (int i = 0; i < count; i++) {
                int from = starts[firstGroup + i];
                int to = starts[firstGroup + i + 1];
                Values.write(out, i, from == to ? null : mostFrequent(sorted, from, to));
            }
        }

        private Map<Object, Object> mostFrequent(int[] pairs, int from, int to) {
            Map<Object, Object> most = new LinkedHashMap<>();
            try (Column column = keys.values(pairs, from, to)) {
                ValueReader values = ValueReader.of(column);
                IntStream.range(0, to - from)
                        .boxed()
                        .sorted((a, b) -> {
                            int byCount = Long.compare(counts[pairs[from + b]], counts[pairs[from + a]]);
                            return byCount != 0 ? byCount : Values.compare(values.getObject(a), values.getObject(b));
                        })
                        .limit(buckets)
                        .forEach(at -> most.put(values.getObject(at), counts[pairs[from + at]]));
            }
            return most;
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
