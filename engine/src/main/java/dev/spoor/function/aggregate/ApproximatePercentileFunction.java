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
import dev.spoor.function.Signature;
import dev.spoor.function.TypeFamily;
import dev.spoor.vector.Column;
import dev.spoor.vector.Mask;
import dev.spoor.vector.Memory;
import dev.spoor.vector.Reservation;
import dev.spoor.vector.SqlTypes;
import java.util.List;
import java.util.Objects;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * {@code approx_percentile(x, p)} and {@code approx_percentile(x, array[p, ...])}: by a {@link QuantileSketch} per group.
 * BIGINT of integers, DOUBLE of other numbers. The percentage is taken from the first row of a group.
 */
final class ApproximatePercentileFunction implements AggregateFunction {
    @Override
    public FunctionDoc doc() {
        return Examples.doc(
                List.of("approx_percentile"),
                "About the value below which the given part (0 to 1) of the values lie; exact for a few hundred values.",
                Examples.over("approx_percentile(x, 0.5)", "(1), (2), (NULL), (100)", "x", "2"),
                Examples.over("approx_percentile(x, ARRAY[0.0, 1.0])[2]", "(1), (2), (100)", "x", "100"));
    }

    @Override
    public List<Signature> signatures() {
        Parameter x = new Parameter("x", TypeFamily.NUMBER);
        return List.of(
                Signature.of(
                        arguments -> resultOf(arguments.get(0)), x, new Parameter("percentage", TypeFamily.DOUBLE)),
                Signature.of(
                        arguments -> SqlTypes.array("percentiles", resultOf(arguments.get(0))),
                        x,
                        new Parameter("percentages", TypeFamily.ARRAY)));
    }

    @Override
    public GroupedAccumulator newAccumulator(Signature signature, List<Field> arguments, Field result, Memory memory) {
        return new Accumulator(new Reservation(memory));
    }

    private static Field resultOf(Field argument) {
        return SqlTypes.field(
                "percentile", NumberKind.of(argument) == NumberKind.EXACT ? SqlTypes.BIGINT : SqlTypes.DOUBLE);
    }

    private static final class Accumulator implements GroupedAccumulator {
        private static final int PERCENTAGE_BYTES = 24;

        private final Reservation reservation;
        private final Selection selection = new Selection();
        private QuantileSketch[] sketches = new QuantileSketch[0];

        /** What the groups ask for; one array serves all groups as long as it does not change. */
        private double[][] percentages = new double[0][];

        private double[] last = new double[0];

        Accumulator(Reservation reservation) {
            this.reservation = reservation;
        }

        @Override
        public void update(List<Column> arguments, int[] groupIds, Mask only, int rowCount, int groupCount) {
            grow(groupCount);
            selection.present(arguments.get(0), only, rowCount);
            if (selection.count() == 0) {
                return;
            }
            ValueReader values = ValueReader.of(arguments.get(0));
            ValueReader wanted = ValueReader.of(arguments.get(1));
            boolean many = arguments.get(1).field().getType() instanceof ArrowType.List;
            for (int i = 0; i < selection.count(); i++) {
                int row = selection.rows()[i];
                int group = groupIds[row];
                if (sketches[group] == null) {
                    sketches[group] = new QuantileSketch(reservation);
                    percentages[group] = percentagesOf(wanted, row, many);
                }
                sketches[group].add(values.getDouble(row), reservation);
            }
        }

        @Override
        public void merge(GroupedAccumulator other, int[] otherToMine, int groupCount) {
            grow(groupCount);
            Accumulator from = (Accumulator) other;
            for (int group = 0; group < Math.min(otherToMine.length, from.sketches.length); group++) {
                int mine = otherToMine[group];
                if (mine >= 0 && from.sketches[group] != null) {
                    if (sketches[mine] == null) {
                        sketches[mine] = new QuantileSketch(reservation);
                        percentages[mine] = from.percentages[group];
                    }
                    sketches[mine].merge(from.sketches[group], reservation);
                }
            }
        }

        @Override
        public void writeResult(FieldVector out, int firstGroup, int count) {
            for (int i = 0; i < count; i++) {
                int group = firstGroup + i;
                if (group >= sketches.length || sketches[group] == null) {
                    out.setNull(i);
                } else if (out instanceof ListVector list) {
                    int to = list.startNewValue(i);
                    double[] parts = percentages[group];
                    for (int part = 0; part < parts.length; part++) {
                        write(list.getDataVector(), to + part, sketches[group].quantile(parts[part]));
                    }
                    list.endValue(i, parts.length);
                } else {
                    write(out, i, sketches[group].quantile(percentages[group][0]));
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
            sketches = reservation.grow(sketches, groupCount);
            percentages = reservation.grow(percentages, groupCount);
        }

        private double[] percentagesOf(ValueReader wanted, int row, boolean many) {
            Object value = wanted.getObject(row);
            List<?> parts = many ? (List<?>) value : value == null ? null : List.of(value);
            if (parts == null || parts.stream().anyMatch(Objects::isNull)) {
                throw new EngineException(
                        ErrorCode.INVALID_ARGUMENT, "approx_percentile: the percentage is NULL; give 0.0 to 1.0");
            }
            boolean same = parts.size() == last.length;
            for (int i = 0; i < parts.size(); i++) {
                double part = ((Number) parts.get(i)).doubleValue();
                if (!(part >= 0 && part <= 1)) {
                    throw new EngineException(
                            ErrorCode.INVALID_ARGUMENT,
                            "approx_percentile: percentage " + part + " is not in 0.0 to 1.0");
                }
                same = same && part == last[i];
            }
            if (!same) {
                reservation.add(PERCENTAGE_BYTES + 8L * parts.size());
                last = parts.stream()
                        .mapToDouble(part -> ((Number) part).doubleValue())
                        .toArray();
            }
            return last;
        }

        private static void write(FieldVector out, int row, double value) {
            if (out instanceof BigIntVector integers) {
                integers.setSafe(row, Math.round(value));
            } else {
                ((Float8Vector) out).setSafe(row, value);
            }
        }
    }
}
