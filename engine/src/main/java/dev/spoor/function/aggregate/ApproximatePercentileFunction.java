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
import dev.spoor.vector.Column;
import dev.spoor.vector.Mask;
import dev.spoor.vector.Memory;
import dev.spoor.vector.Reservation;
import dev.spoor.vector.SqlTypes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * {@code approx_percentile(x, p)} and {@code approx_percentile(x, array[p, ...])}, both also with a weight behind x and an
 * accuracy at the end: by a {@link QuantileSketch} per group. BIGINT of integers, DOUBLE of other numbers. Percentage and
 * accuracy are taken from the first row of a group.
 */
final class ApproximatePercentileFunction implements AggregateFunction {
    private static final Parameter X = new Parameter("x", TypeFamily.NUMBER);
    private static final Parameter WEIGHT = new Parameter("w", TypeFamily.BIGINT);
    private static final Parameter ACCURACY = new Parameter("accuracy", TypeFamily.DOUBLE);

    @Override
    public FunctionDoc doc() {
        return Examples.doc(
                List.of("approx_percentile"),
                "About the value below which the given part (0 to 1) of the values lie, by a KLL sketch: exact for up to"
                        + " 1024 values (rows, if w says how often each counts); beyond, in 99 of 100 cases, the rank of"
                        + " the result is off by at most 0.44 % of all ranks, or by the accuracy, and may differ from run"
                        + " to run.",
                Examples.over("approx_percentile(x, 0.5)", "(1), (2), (NULL), (100)", "x", "2"),
                Examples.over("approx_percentile(x, ARRAY[0.0, 1.0])[2]", "(1), (2), (100)", "x", "100"),
                Examples.over("approx_percentile(x, w, 0.5)", "(1, 1), (2, 1), (3, 5)", "x, w", "3"),
                Examples.over("approx_percentile(x, 0.5, 0.01)", "(1.5), (2.5), (7.5)", "x", "2.5"));
    }

    @Override
    public List<Signature> signatures() {
        List<Signature> all = new ArrayList<>();
        for (List<Parameter> before : List.of(List.of(X), List.of(X, WEIGHT))) {
            for (List<Parameter> after : List.of(List.<Parameter>of(), List.of(ACCURACY))) {
                all.add(signature(before, new Parameter("percentage", TypeFamily.DOUBLE), after));
                all.add(signature(before, new Parameter("percentages", TypeFamily.ARRAY), after));
            }
        }
        // A whole number behind x is a weight, not a percentage with an accuracy behind it.
        all.sort(Comparator.comparing(signature -> !signature.parameters().contains(WEIGHT)));
        return List.copyOf(all);
    }

    private static Signature signature(List<Parameter> before, Parameter percentage, List<Parameter> after) {
        List<Parameter> parameters = new ArrayList<>(before);
        parameters.add(percentage);
        parameters.addAll(after);
        ResultType result = arguments -> percentage.family() == TypeFamily.ARRAY
                ? SqlTypes.array("percentiles", resultOf(arguments.get(0)))
                : resultOf(arguments.get(0));
        return new Signature(parameters, false, result, true);
    }

    @Override
    public GroupedAccumulator newAccumulator(Signature signature, List<Field> arguments, Field result, Memory memory) {
        List<Parameter> parameters = signature.parameters();
        int weight = parameters.indexOf(WEIGHT);
        boolean isExact = NumberKind.of(arguments.get(0)) == NumberKind.EXACT;
        return new Accumulator(weight, Math.max(0, weight) + 1, parameters.indexOf(ACCURACY), isExact, memory);
    }

    private static Field resultOf(Field argument) {
        return SqlTypes.field(
                "percentile", NumberKind.of(argument) == NumberKind.EXACT ? SqlTypes.BIGINT : SqlTypes.DOUBLE);
    }

    private static final class Accumulator implements GroupedAccumulator {
        private static final int PERCENTAGE_BYTES = 24;

        private final int weightAt;
        private final int percentageAt;
        private final int accuracyAt;
        private final boolean isExact;
        private final Reservation reservation;
        private final Selection selection = new Selection();
        private QuantileSketch[] sketches = new QuantileSketch[0];

        /** What the groups ask for; one array serves all groups as long as it does not change. */
        private double[][] percentages = new double[0][];

        private double[] last = new double[0];

        /**
         * @param weightAt index of the argument, or -1
         * @param accuracyAt index of the argument, or -1
         * @param isExact whether the values are integers
         */
        Accumulator(int weightAt, int percentageAt, int accuracyAt, boolean isExact, Memory memory) {
            this.weightAt = weightAt;
            this.percentageAt = percentageAt;
            this.accuracyAt = accuracyAt;
            this.isExact = isExact;
            this.reservation = new Reservation(memory);
        }

        @Override
        public void update(List<Column> arguments, int[] groupIds, Mask only, int rowCount, int groupCount) {
            grow(groupCount);
            selection.present(arguments.get(0), only, rowCount);
            if (selection.count() == 0) {
                return;
            }
            ValueReader values = ValueReader.of(arguments.get(0));
            ValueReader weights = weightAt < 0 ? null : ValueReader.of(arguments.get(weightAt));
            ValueReader wanted = ValueReader.of(arguments.get(percentageAt));
            boolean many = arguments.get(percentageAt).field().getType() instanceof ArrowType.List;
            for (int i = 0; i < selection.count(); i++) {
                int row = selection.rows()[i];
                int group = groupIds[row];
                if (weights != null && weights.isNull(row)) {
                    continue;
                }
                if (sketches[group] == null) {
                    sketches[group] = new QuantileSketch(size(arguments, row), reservation);
                    percentages[group] = percentagesOf(wanted, row, many);
                }
                long value = isExact ? values.getLong(row) : QuantileSketch.ordered(values.getDouble(row));
                sketches[group].add(value, weights == null ? 1 : weight(weights.getLong(row)), reservation);
            }
        }

        private int size(List<Column> arguments, int row) {
            if (accuracyAt < 0) {
                return QuantileSketch.SIZE;
            }
            ValueReader reader = ValueReader.of(arguments.get(accuracyAt));
            double accuracy = reader.isNull(row) ? Double.NaN : reader.getDouble(row);
            if (!(accuracy > 0 && accuracy < 1)) {
                throw new EngineException(
                        ErrorCode.INVALID_ARGUMENT,
                        "approx_percentile: accuracy " + accuracy + " is not between 0 and 1");
            }
            return QuantileSketch.sizeFor(accuracy);
        }

        private static long weight(long weight) {
            if (weight < 1) {
                throw new EngineException(
                        ErrorCode.INVALID_ARGUMENT, "approx_percentile: weight " + weight + " is less than 1");
            }
            return weight;
        }

        @Override
        public void merge(GroupedAccumulator other, int[] otherToMine, int groupCount) {
            grow(groupCount);
            Accumulator from = (Accumulator) other;
            for (int group = 0; group < Math.min(otherToMine.length, from.sketches.length); group++) {
                int mine = otherToMine[group];
                if (mine >= 0 && from.sketches[group] != null) {
                    if (sketches[mine] == null) {
                        sketches[mine] = new QuantileSketch(from.sketches[group].size(), reservation);
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

        private static void write(FieldVector out, int row, long value) {
            if (out instanceof BigIntVector integers) {
                integers.setSafe(row, value);
            } else {
                ((Float8Vector) out).setSafe(row, QuantileSketch.number(value));
            }
        }
    }
}
