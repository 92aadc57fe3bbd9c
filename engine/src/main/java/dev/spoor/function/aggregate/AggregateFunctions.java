/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.aggregate;

import dev.spoor.function.AggregateFunction;
import java.util.ArrayList;
import java.util.List;

/** The aggregate functions, in the order of the reference. A new one is one file and one line here. */
public final class AggregateFunctions {
    private AggregateFunctions() {}

    /** {@code count}: without argument all rows, with one the rows where it is not NULL. */
    public static AggregateFunction count() {
        return new CountFunction();
    }

    /** Every aggregate function. */
    public static List<AggregateFunction> all() {
        List<AggregateFunction> all = new ArrayList<>(List.of(
                new CountFunction(),
                new CountIfFunction(),
                SumFunction.sum(),
                SumFunction.sumOrZero(),
                new AverageFunction(),
                ExtremeFunction.min(),
                ExtremeFunction.max(),
                ExtremeByFunction.minBy(),
                ExtremeByFunction.maxBy(),
                BooleanFunction.and(),
                BooleanFunction.or(),
                new ArbitraryFunction(),
                new SingleValueFunction(),
                new ArrayAggregateFunction(),
                new MapAggregateFunction(),
                new HistogramFunction(),
                new ListAggregateFunction(),
                new ApproximateDistinctFunction(),
                new ApproximatePercentileFunction(),
                MomentFunction.standardDeviation(),
                MomentFunction.standardDeviationOfPopulation(),
                MomentFunction.variance(),
                MomentFunction.varianceOfPopulation(),
                MultimapAggregateFunction.multimap(),
                MultimapAggregateFunction.union(),
                new GeometricMeanFunction(),
                HigherMomentFunction.skewness(),
                HigherMomentFunction.kurtosis(),
                BitwiseFunction.and(),
                BitwiseFunction.or(),
                BitwiseFunction.xor(),
                new ChecksumFunction(),
                new MostFrequentFunction()));
        all.addAll(PairMomentFunction.all());
        return all;
    }
}
