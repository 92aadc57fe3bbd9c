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
 * Covariance, correlation and linear regression of two numbers, y first. Rows in which either is NULL do not count. Running means
 * and sums of products of differences, merged as in {@link MomentFunction}.
 */
final class PairMomentFunction implements AggregateFunction {
    /** What is made of the moments at the end; NaN stands for NULL. */
    private interface Result {
        double of(double count, double meanY, double meanX, double squaresY, double squaresX, double products);
    }

    private final FunctionDoc doc;
    private final Result result;

    private PairMomentFunction(String name, String sentence, String example, Result result) {
        this.doc = Examples.doc(
                List.of(name),
                sentence,
                Examples.over(name + "(y, x)", "(3, 1), (5, 2), (NULL, 9), (7, 3)", "y, x", example));
        this.result = result;
    }

    static List<AggregateFunction> all() {
        return List.of(
                new PairMomentFunction(
                        "covar_pop",
                        "Covariance of a whole population.",
                        "1.3333333333333333",
                        (n, my, mx, yy, xx, xy) -> n < 1 ? Double.NaN : xy / n),
                new PairMomentFunction(
                        "covar_samp",
                        "Covariance of a sample.",
                        "2.0",
                        (n, my, mx, yy, xx, xy) -> n < 2 ? Double.NaN : xy / (n - 1)),
                new PairMomentFunction(
                        "corr",
                        "Correlation.",
                        "1.0",
                        (n, my, mx, yy, xx, xy) -> n < 2 || xx == 0 || yy == 0 ? Double.NaN : xy / Math.sqrt(xx * yy)),
                new PairMomentFunction(
                        "regr_slope",
                        "Slope of the line nearest to the points.",
                        "2.0",
                        (n, my, mx, yy, xx, xy) -> n < 2 || xx == 0 ? Double.NaN : xy / xx),
                new PairMomentFunction(
                        "regr_intercept",
                        "Where the line nearest to the points meets x = 0.",
                        "1.0",
                        (n, my, mx, yy, xx, xy) -> n < 2 || xx == 0 ? Double.NaN : my - xy / xx * mx));
    }

    @Override
    public FunctionDoc doc() {
        return doc;
    }

    @Override
    public List<Signature> signatures() {
        return List.of(Signature.of(
                ResultType.always(SqlTypes.field("moment", SqlTypes.DOUBLE)),
                new Parameter("y", TypeFamily.DOUBLE),
                new Parameter("x", TypeFamily.DOUBLE)));
    }

    @Override
    public GroupedAccumulator newAccumulator(Signature signature, List<Field> arguments, Field field, Memory memory) {
        return new Accumulator(new Reservation(memory), result);
    }

    private static final class Accumulator implements GroupedAccumulator {
        private static final int MOMENTS = 6;
        private static final int COUNT = 0;
        private static final int MEAN_Y = 1;
        private static final int MEAN_X = 2;
        private static final int SQUARES_Y = 3;
        private static final int SQUARES_X = 4;
        private static final int PRODUCTS = 5;

        private final Reservation reservation;
        private final Result result;
        private final Selection selection = new Selection();
        private final BulkReader readerY = new BulkReader();
        private final BulkReader readerX = new BulkReader();

        /** {@link #MOMENTS} numbers for each group. */
        private double[] moments = new double[0];

        Accumulator(Reservation reservation, Result result) {
            this.reservation = reservation;
            this.result = result;
        }

        @Override
        public void update(List<Column> arguments, int[] groupIds, Mask only, int rowCount, int groupCount) {
            moments = reservation.grow(moments, groupCount * MOMENTS);
            Column columnX = arguments.get(1);
            selection.present(arguments.get(0), only, rowCount);
            if (selection.count() == 0) {
                return;
            }
            double[] y = readerY.doubles(arguments.get(0).flat(reservation.memory()), rowCount);
            double[] x = readerX.doubles(columnX.flat(reservation.memory()), rowCount);
            for (int i = 0; i < selection.count(); i++) {
                int row = selection.rows()[i];
                if (!columnX.isNull(row)) {
                    add(groupIds[row] * MOMENTS, y[row], x[row]);
                }
            }
        }

        private void add(int at, double y, double x) {
            double count = ++moments[at + COUNT];
            double differenceY = y - moments[at + MEAN_Y];
            double differenceX = x - moments[at + MEAN_X];
            moments[at + MEAN_Y] += differenceY / count;
            moments[at + MEAN_X] += differenceX / count;
            moments[at + SQUARES_Y] += differenceY * (y - moments[at + MEAN_Y]);
            moments[at + SQUARES_X] += differenceX * (x - moments[at + MEAN_X]);
            moments[at + PRODUCTS] += differenceX * (y - moments[at + MEAN_Y]);
        }

        @Override
        public void merge(GroupedAccumulator other, int[] otherToMine, int groupCount) {
            moments = reservation.grow(moments, groupCount * MOMENTS);
            double[] from = ((Accumulator) other).moments;
            for (int group = 0; group < otherToMine.length && group * MOMENTS < from.length; group++) {
                if (otherToMine[group] >= 0 && from[group * MOMENTS + COUNT] > 0) {
                    merge(otherToMine[group] * MOMENTS, from, group * MOMENTS);
                }
            }
        }

        private void merge(int at, double[] from, int fromAt) {
            double mine = moments[at + COUNT];
            double theirs = from[fromAt + COUNT];
            double total = mine + theirs;
            double differenceY = from[fromAt + MEAN_Y] - moments[at + MEAN_Y];
            double differenceX = from[fromAt + MEAN_X] - moments[at + MEAN_X];
            double weight = mine * theirs / total;
            moments[at + COUNT] = total;
            moments[at + MEAN_Y] += differenceY * theirs / total;
            moments[at + MEAN_X] += differenceX * theirs / total;
            moments[at + SQUARES_Y] += from[fromAt + SQUARES_Y] + differenceY * differenceY * weight;
            moments[at + SQUARES_X] += from[fromAt + SQUARES_X] + differenceX * differenceX * weight;
            moments[at + PRODUCTS] += from[fromAt + PRODUCTS] + differenceY * differenceX * weight;
        }

        @Override
        public void writeResult(FieldVector out, int firstGroup, int count) {
            Float8Vector target = (Float8Vector) out;
            for (int i = 0; i < count; i++) {
                int at = (firstGroup + i) * MOMENTS;
                double value = at >= moments.length
                        ? Double.NaN
                        : result.of(
                                moments[at + COUNT],
                                moments[at + MEAN_Y],
                                moments[at + MEAN_X],
                                moments[at + SQUARES_Y],
                                moments[at + SQUARES_X],
                                moments[at + PRODUCTS]);
                if (Double.isNaN(value)) {
                    target.setNull(i);
                } else {
                    target.setSafe(i, value);
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
    }
}
