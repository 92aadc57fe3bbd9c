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
 * Variance and standard deviation, of the sample or of the population. Welford's running mean and sum of squared
 * differences, merged after Chan, Golub and LeVeque (1979): no catastrophic cancellation.
 */
final class MomentFunction implements AggregateFunction {
    private final FunctionDoc doc;
    private final boolean sample;
    private final boolean root;

    private MomentFunction(FunctionDoc doc, boolean sample, boolean root) {
        this.doc = doc;
        this.sample = sample;
        this.root = root;
    }

    static MomentFunction standardDeviation() {
        return new MomentFunction(
                Examples.doc(
                        List.of("stddev", "stddev_samp"),
                        "Standard deviation of a sample; NULL for fewer than two values.",
                        Examples.over("stddev(x)", "(1), (NULL), (3), (5)", "x", "2.0")),
                true,
                true);
    }

    static MomentFunction standardDeviationOfPopulation() {
        return new MomentFunction(
                Examples.doc(
                        List.of("stddev_pop"),
                        "Standard deviation of a whole population.",
                        Examples.over("stddev_pop(x)", "(1), (5)", "x", "2.0")),
                false,
                true);
    }

    static MomentFunction variance() {
        return new MomentFunction(
                Examples.doc(
                        List.of("variance", "var_samp"),
                        "Variance of a sample; NULL for fewer than two values.",
                        Examples.over("variance(x)", "(1), (NULL), (3), (5)", "x", "4.0")),
                true,
                false);
    }

    static MomentFunction varianceOfPopulation() {
        return new MomentFunction(
                Examples.doc(
                        List.of("var_pop"),
                        "Variance of a whole population.",
                        Examples.over("var_pop(x)", "(1), (5)", "x", "4.0")),
                false,
                false);
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
        return new Accumulator(new Reservation(memory), sample, root);
    }

    private static final class Accumulator implements GroupedAccumulator {
        private final Reservation reservation;
        private final boolean sample;
        private final boolean root;
        private final Selection selection = new Selection();
        private final BulkReader reader = new BulkReader();
        private long[] counts = new long[0];
        private double[] means = new double[0];

        /** Sums of squared differences from the mean. */
        private double[] squares = new double[0];

        Accumulator(Reservation reservation, boolean sample, boolean root) {
            this.reservation = reservation;
            this.sample = sample;
            this.root = root;
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
                int group = groupIds[row];
                double difference = values[row] - means[group];
                means[group] += difference / ++counts[group];
                squares[group] += difference * (values[row] - means[group]);
            }
        }

        @Override
        public void merge(GroupedAccumulator other, int[] otherToMine, int groupCount) {
            grow(groupCount);
            Accumulator from = (Accumulator) other;
            for (int group = 0; group < Math.min(otherToMine.length, from.counts.length); group++) {
                int mine = otherToMine[group];
                if (mine >= 0 && from.counts[group] > 0) {
                    double total = counts[mine] + from.counts[group];
                    double difference = from.means[group] - means[mine];
                    means[mine] += difference * (from.counts[group] / total);
                    squares[mine] += from.squares[group]
                            + difference * difference * (counts[mine] * (from.counts[group] / total));
                    counts[mine] += from.counts[group];
                }
            }
        }

        @Override
        public void writeResult(FieldVector out, int firstGroup, int count) {
            grow(firstGroup + count);
            for (int i = 0; i < count; i++) {
                int group = firstGroup + i;
                long divisor = sample ? counts[group] - 1 : counts[group];
                if (divisor <= 0) {
                    out.setNull(i);
                } else {
                    double variance = squares[group] / divisor;
                    ((Float8Vector) out).setSafe(i, root ? Math.sqrt(variance) : variance);
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
            squares = reservation.grow(squares, groupCount);
        }
    }
}
