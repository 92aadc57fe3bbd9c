/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.aggregate;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.expr.ValueReader;
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

/** {@code approx_distinct(x)} and {@code approx_distinct(x, e)}: by a {@link DistinctSketch} per group. */
final class ApproximateDistinctFunction implements AggregateFunction {
    /** Standard errors that can be asked for, as in Trino. */
    private static final double ERROR_MIN = 0.0040625;

    private static final double ERROR_MAX = 0.26;

    @Override
    public FunctionDoc doc() {
        return Examples.doc(
                List.of("approx_distinct"),
                "About how many distinct values there are, by a HyperLogLog sketch: nearly always exact up to a hundred, with a"
                        + " standard error of 2.3 %, or of e (0.0040625 to 0.26), beyond; the same however many workers"
                        + " there are.",
                Examples.over("approx_distinct(x)", "('a'), ('b'), ('a'), (NULL)", "x", "2"),
                Examples.over("approx_distinct(x, 0.01)", "(1), (2), (2)", "x", "2"),
                Examples.over("approx_distinct(x)", "(NULL)", "x", "0"));
    }

    @Override
    public List<Signature> signatures() {
        ResultType count = ResultType.always(SqlTypes.field("count", SqlTypes.BIGINT));
        Parameter x = new Parameter("x", TypeFamily.ANY);
        return List.of(Signature.of(count, x), Signature.of(count, x, new Parameter("e", TypeFamily.DOUBLE)));
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

        /** Of the sketches; 0 before the first. */
        private int registersLog2;

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
            if (registersLog2 == 0) {
                registersLog2 = arguments.size() > 1
                        ? registersLog2(arguments.get(1), selection.rows()[0])
                        : DistinctSketch.REGISTERS_LOG2;
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
            registersLog2 = Math.max(registersLog2, ((Accumulator) other).registersLog2);
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

        /** What the first row asks for: it is the same for all. */
        private static int registersLog2(Column errors, int row) {
            ValueReader reader = ValueReader.of(errors);
            double error = reader.isNull(row) ? Double.NaN : reader.getDouble(row);
            if (!(error >= ERROR_MIN && error <= ERROR_MAX)) {
                throw new EngineException(
                        ErrorCode.INVALID_ARGUMENT,
                        "approx_distinct: the standard error " + error + " is not in " + ERROR_MIN + " to "
                                + ERROR_MAX);
            }
            return DistinctSketch.registersLog2(error);
        }

        private DistinctSketch sketch(int group) {
            if (sketches[group] == null) {
                sketches[group] = new DistinctSketch(registersLog2, reservation);
            }
            return sketches[group];
        }
    }
}
