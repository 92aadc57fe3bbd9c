/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.aggregate;

import dev.spoor.function.AggregateFunction;
import dev.spoor.function.FunctionDoc;
import dev.spoor.function.GroupedAccumulator;
import dev.spoor.function.Parameter;
import dev.spoor.function.Signature;
import dev.spoor.function.TypeFamily;
import dev.spoor.vector.Memory;
import dev.spoor.vector.SqlTypes;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.types.pojo.Field;

/** {@code avg(x)}: DOUBLE of integers and DOUBLE; of DECIMAL the same DECIMAL, rounded half up. */
final class AverageFunction implements AggregateFunction {
    @Override
    public FunctionDoc doc() {
        return Examples.doc(
                List.of("avg"),
                "Arithmetic mean of the values; NULL if there are none.",
                Examples.over("avg(x)", "(1), (NULL), (4)", "x", "2.5"),
                Examples.over("avg(x)", "(1.0), (2.0), (2.0)", "x", "1.7"));
    }

    @Override
    public List<Signature> signatures() {
        return List.of(Signature.of(
                arguments -> NumberKind.of(arguments.get(0)) == NumberKind.DECIMAL
                        ? arguments.get(0)
                        : SqlTypes.field("avg", SqlTypes.DOUBLE),
                new Parameter("x", TypeFamily.NUMBER)));
    }

    @Override
    public GroupedAccumulator newAccumulator(Signature signature, List<Field> arguments, Field result, Memory memory) {
        return switch (NumberKind.of(arguments.get(0))) {
            case EXACT -> new ExactAverages(memory);
            case DECIMAL -> new DecimalAverages(memory);
            case DOUBLE -> new DoubleAverages(memory);
        };
    }

    private static final class ExactAverages extends ExactSums {
        ExactAverages(Memory memory) {
            super(memory, false);
        }

        @Override
        void write(FieldVector out, int row, int group) {
            if (counts[group] == 0) {
                out.setNull(row);
            } else {
                double sum = fitsLong(group) ? longSum(group) : total(group).doubleValue();
                ((Float8Vector) out).setSafe(row, sum / counts[group]);
            }
        }
    }

    private static final class DoubleAverages extends DoubleSums {
        DoubleAverages(Memory memory) {
            super(memory, false);
        }

        @Override
        void write(FieldVector out, int row, int group) {
            if (counts[group] == 0) {
                out.setNull(row);
            } else {
                ((Float8Vector) out).setSafe(row, sum(group) / counts[group]);
            }
        }
    }

    private static final class DecimalAverages extends DecimalSums {
        DecimalAverages(Memory memory) {
            super(memory, false);
        }

        @Override
        void write(FieldVector out, int row, int group) {
            if (counts[group] == 0) {
                out.setNull(row);
            } else {
                DecimalVector decimals = (DecimalVector) out;
                BigDecimal number = BigDecimal.valueOf(counts[group]);
                decimals.setSafe(row, sum(group).divide(number, decimals.getScale(), RoundingMode.HALF_UP));
            }
        }
    }
}
