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
import dev.spoor.vector.BulkReader;
import dev.spoor.vector.Column;
import dev.spoor.vector.Mask;
import dev.spoor.vector.Memory;
import dev.spoor.vector.Reservation;
import dev.spoor.vector.SqlTypes;
import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.types.pojo.Field;

/** {@code geometric_mean(x)}: e to the mean of the logarithms. */
final class GeometricMeanFunction implements AggregateFunction {
    @Override
    public FunctionDoc doc() {
        return Examples.doc(
                List.of("geometric_mean"),
                "Geometric mean of the values; NULL if there are none.",
                Examples.over("round(geometric_mean(x), 6)", "(2), (NULL), (8)", "x", "4.0"));
    }

    @Override
    public List<Signature> signatures() {
        return List.of(Signature.of(
                ResultType.always(SqlTypes.field("mean", SqlTypes.DOUBLE)), new Parameter("x", TypeFamily.DOUBLE)));
    }

    @Override
    public GroupedAccumulator newAccumulator(Signature signature, List<Field> arguments, Field result, Memory memory) {
        return new Accumulator(new Reservation(memory));
    }

    private static final class Accumulator implements GroupedAccumulator {
        private final Reservation reservation;
        private final Selection selection = new Selection();
        private final BulkReader reader = new BulkReader();
        private long[] counts = new long[0];
        private double[] logarithms = new double[0];

        Accumulator(Reservation reservation) {
            this.reservation = reservation;
        }

        @Override
        public void update(List<Column> arguments, int[] groupIds, Mask only, int rowCount, int groupCount) {
            grow(groupCount);
            Column column = arguments.get(0);
            selection.present(column, only, rowCount);
            if (selection.count() == 0) {
                return;
            }
            double[] values = reader.doubles(column.flat(reservation.memory()), rowCount);
            for (int i = 0; i < selection.count(); i++) {
                int row = selection.rows()[i];
                logarithms[groupIds[row]] += Math.log(values[row]);
                counts[groupIds[row]]++;
            }
        }

        @Override
        public void merge(GroupedAccumulator other, int[] otherToMine, int groupCount) {
            grow(groupCount);
            Accumulator from = (Accumulator) other;
            for (int group = 0; group < Math.min(otherToMine.length, from.counts.length); group++) {
                if (otherToMine[group] >= 0) {
                    logarithms[otherToMine[group]] += from.logarithms[group];
                    counts[otherToMine[group]] += from.counts[group];
                }
            }
        }

        @Override
        public void writeResult(FieldVector out, int firstGroup, int count) {
            grow(firstGroup + count);
            for (int i = 0; i < count; i++) {
                int group = firstGroup + i;
                if (counts[group] == 0) {
                    out.setNull(i);
                } else {
                    ((Float8Vector) out).setSafe(i, Math.exp(logarithms[group] / counts[group]));
                }
            }
        }

        @Override
        public long memoryBytes() {
            return reservation.bytes();
        }

        @Override
        public void close() {
            reservation.close();
        }

        private void grow(int groupCount) {
            counts = reservation.grow(counts, groupCount);
            logarithms = reservation.grow(logarithms, groupCount);
        }
    }
}
