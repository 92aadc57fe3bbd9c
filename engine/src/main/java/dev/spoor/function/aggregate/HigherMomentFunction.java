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

/**
 * {@code skewness} and {@code kurtosis}: from sums of the second to fourth powers of the differences from the mean, added
 * and merged by the update formulas of Pébay (2008), which do not lose digits.
 */
final class HigherMomentFunction implements AggregateFunction {
    /** The result of one group. */
    @FunctionalInterface
    private interface Shape {
        double of(double n, double m2, double m3, double m4);
    }

    private final FunctionDoc doc;
    private final long countMin;
    private final Shape shape;

    /** @param countMin fewest values that have a shape */
    private HigherMomentFunction(FunctionDoc doc, long countMin, Shape shape) {
        this.doc = doc;
        this.countMin = countMin;
        this.shape = shape;
    }

    static HigherMomentFunction skewness() {
        return new HigherMomentFunction(
                Examples.doc(
                        List.of("skewness"),
                        "Fisher's moment coefficient of skewness; NULL for fewer than three values.",
                        Examples.over("round(skewness(x), 3)", "(1), (2), (NULL), (9)", "x", "0.665"),
                        Examples.over("skewness(x)", "(1), (2)", "x", null)),
                3,
                (n, m2, m3, m4) -> Math.sqrt(n) * m3 / Math.pow(m2, 1.5));
    }

    static HigherMomentFunction kurtosis() {
        return new HigherMomentFunction(
                Examples.doc(
                        List.of("kurtosis"),
                        "Excess kurtosis of a sample, without bias; NULL for fewer than four values.",
                        Examples.over("round(kurtosis(x), 3)", "(1), (2), (NULL), (4), (8), (9)", "x", "-2.68"),
                        Examples.over("kurtosis(x)", "(1), (2), (3)", "x", null)),
                4,
                (n, m2, m3, m4) -> (n - 1) * n * (n + 1) / ((n - 2) * (n - 3)) * m4 / (m2 * m2)
                        - 3 * (n - 1) * (n - 1) / ((n - 2) * (n - 3)));
    }

    @Override
    public FunctionDoc doc() {
        return doc;
    }

    @Override
    public List<Signature> signatures() {
        return List.of(Signature.of(
                ResultType.always(SqlTypes.field("moment", SqlTypes.DOUBLE)), new Parameter("x", TypeFamily.DOUBLE)));
    }

    @Override
    public GroupedAccumulator newAccumulator(Signature signature, List<Field> arguments, Field result, Memory memory) {
        return new Accumulator(new Reservation(memory), countMin, shape);
    }

    private static final class Accumulator implements GroupedAccumulator {
        private final Reservation reservation;
        private final long countMin;
        private final Shape shape;
        private final Selection selection = new Selection();
        private final BulkReader reader = new BulkReader();
        private long[] counts = new long[0];
        private double[] means = new double[0];

        /** Sums of second, third and fourth powers of differences from the mean. */
        private double[] seconds = new double[0];

        private double[] thirds = new double[0];
        private double[] fourths = new double[0];

        Accumulator(Reservation reservation, long countMin, Shape shape) {
            this.reservation = reservation;
            this.countMin = countMin;
            this.shape = shape;
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
                add(groupIds[row], 1, values[row], 0, 0, 0);
            }
        }

        @Override
        public void merge(GroupedAccumulator other, int[] otherToMine, int groupCount) {
            grow(groupCount);
            Accumulator from = (Accumulator) other;
            for (int group = 0; group < Math.min(otherToMine.length, from.counts.length); group++) {
                if (otherToMine[group] >= 0 && from.counts[group] > 0) {
                    add(
                            otherToMine[group],
                            from.counts[group],
                            from.means[group],
                            from.seconds[group],
                            from.thirds[group],
                            from.fourths[group]);
                }
            }
        }

        /** Adds the moments of some values to those of a group. */
        private void add(int group, double n2, double mean, double second, double third, double fourth) {
            double n1 = counts[group];
            double n = n1 + n2;
            double delta = mean - means[group];
            double part = delta / n;
            double product = delta * part * n1 * n2;
            fourths[group] += fourth
                    + product * part * part * (n1 * n1 - n1 * n2 + n2 * n2)
                    + 6 * part * part * (n1 * n1 * second + n2 * n2 * seconds[group])
                    + 4 * part * (n1 * third - n2 * thirds[group]);
            thirds[group] += third + product * part * (n1 - n2) + 3 * part * (n1 * second - n2 * seconds[group]);
            seconds[group] += second + product;
            means[group] += part * n2;
            counts[group] += (long) n2;
        }

        @Override
        public void writeResult(FieldVector out, int firstGroup, int count) {
            grow(firstGroup + count);
            for (int i = 0; i < count; i++) {
                int group = firstGroup + i;
                if (counts[group] < countMin) {
                    out.setNull(i);
                } else {
                    ((Float8Vector) out)
                            .setSafe(i, shape.of(counts[group], seconds[group], thirds[group], fourths[group]));
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
            means = reservation.grow(means, groupCount);
            seconds = reservation.grow(seconds, groupCount);
            thirds = reservation.grow(thirds, groupCount);
            fourths = reservation.grow(fourths, groupCount);
        }
    }
}
