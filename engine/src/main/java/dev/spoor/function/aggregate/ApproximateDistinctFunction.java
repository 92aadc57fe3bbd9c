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
import dev.spoor.group.ValueCoder;
import dev.spoor.vector.Column;
import dev.spoor.vector.Mask;
import dev.spoor.vector.Memory;
import dev.spoor.vector.Reservation;
import dev.spoor.vector.SqlTypes;
import java.util.List;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;

/** {@code approx_distinct(x)}: by a {@link DistinctSketch} per group. */
final class ApproximateDistinctFunction implements AggregateFunction {
    @Override
    public FunctionDoc doc() {
        return Examples.doc(
                List.of("approx_distinct"),
                "About how many distinct values there are: exact for a few, with a standard error of 2.3 % for many.",
                Examples.over("approx_distinct(x)", "('a'), ('b'), ('a'), (NULL)", "x", "2"),
                Examples.over("approx_distinct(x)", "(NULL)", "x", "0"));
    }

    @Override
    public List<Signature> signatures() {
        return List.of(Signature.of(
                ResultType.always(SqlTypes.field("count", SqlTypes.BIGINT)), new Parameter("x", TypeFamily.ANY)));
    }

    @Override
    public GroupedAccumulator newAccumulator(Signature signature, List<Field> arguments, Field result, Memory memory) {
        return new Accumulator(ValueCoder.of(arguments.get(0), memory), new Reservation(memory));
    }

    private static final class Accumulator implements GroupedAccumulator {
        /** Only for hashing: no value gets a code. */
        private final ValueCoder hasher;

        private final Reservation reservation;
        private final Selection selection = new Selection();
        private DistinctSketch[] sketches = new DistinctSketch[0];
        private long[] hashes = new long[0];

        Accumulator(ValueCoder hasher, Reservation reservation) {
            this.hasher = hasher;
            this.reservation = reservation;
        }

        @Override
        public void update(List<Column> arguments, int[] groupIds, Mask only, int rowCount, int groupCount) {
            sketches = reservation.grow(sketches, groupCount);
            if (hashes.length < rowCount) {
                hashes = new long[rowCount];
            }
            selection.present(arguments.get(0), only, rowCount);
            if (selection.count() == 0) {
                return;
            }
            hasher.hashes(arguments.get(0), hashes);
            for (int i = 0; i < selection.count(); i++) {
                int row = selection.rows()[i];
                sketch(groupIds[row]).add(hashes[row], reservation);
            }
        }

        @Override
        public void merge(GroupedAccumulator other, int[] otherToMine, int groupCount) {
            sketches = reservation.grow(sketches, groupCount);
            DistinctSketch[] from = ((Accumulator) other).sketches;
            for (int group = 0; group < Math.min(otherToMine.length, from.length); group++) {
                if (otherToMine[group] >= 0 && from[group] != null) {
                    sketch(otherToMine[group]).merge(from[group], reservation);
                }
            }
        }

        @Override
        public void writeResult(FieldVector out, int firstGroup, int count) {
            for (int i = 0; i < count; i++) {
                int group = firstGroup + i;
                boolean none = group >= sketches.length || sketches[group] == null;
                ((BigIntVector) out).setSafe(i, none ? 0 : sketches[group].estimate());
            }
        }

        @Override
        public long memoryBytes() {
            return reservation.bytes() + hasher.memoryBytes();
        }

        @Override
        public void close() {
            hasher.close();
            reservation.close();
        }

        private DistinctSketch sketch(int group) {
            if (sketches[group] == null) {
                sketches[group] = new DistinctSketch(reservation);
            }
            return sketches[group];
        }
    }
}
