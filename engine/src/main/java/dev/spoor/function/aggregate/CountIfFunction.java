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
import dev.spoor.vector.SqlTypes;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Field;

/** {@code count_if(condition)}. */
final class CountIfFunction implements AggregateFunction {
    @Override
    public FunctionDoc doc() {
        return Examples.doc(
                List.of("count_if"),
                "Number of rows where the condition is TRUE.",
                Examples.over("count_if(x > 1)", "(1), (2), (NULL), (3)", "x", "2"),
                Examples.over("count_if(x > 5)", "(1)", "x", "0"));
    }

    @Override
    public List<Signature> signatures() {
        return List.of(Signature.of(
                ResultType.always(SqlTypes.field("count", SqlTypes.BIGINT)),
                new Parameter("condition", TypeFamily.BOOLEAN)));
    }

    @Override
    public GroupedAccumulator newAccumulator(Signature signature, List<Field> arguments, Field result, Memory memory) {
        return new CountAccumulator(memory) {
            private final Mask counted = new Mask();
            private final Mask present = new Mask();

            @Override
            public void update(List<Column> columns, int[] groupIds, Mask only, int rowCount, int groupCount) {
                grow(groupCount);
                BulkReader.bits(columns.get(0).flat(memory).getDataBuffer(), rowCount, counted);
                BulkReader.present(columns.get(0), present);
                counted.and(present);
                if (only != null) {
                    counted.and(only);
                }
                selection.all(counted, rowCount);
                count(groupIds);
            }
        };
    }
}
