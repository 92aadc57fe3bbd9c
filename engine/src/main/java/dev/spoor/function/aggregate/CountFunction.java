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
import dev.spoor.vector.Column;
import dev.spoor.vector.Mask;
import dev.spoor.vector.Memory;
import dev.spoor.vector.SqlTypes;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Field;

/** {@code count(*)} and {@code count(x)}. */
final class CountFunction implements AggregateFunction {
    private static final Field BIGINT = SqlTypes.field("count", SqlTypes.BIGINT);

    @Override
    public FunctionDoc doc() {
        return Examples.doc(
                List.of("count"),
                "Number of rows, or of rows where the argument is not NULL.",
                Examples.over("count(*)", "(1), (NULL), (3)", "x", "3"),
                Examples.over("count(x)", "(1), (NULL), (3)", "x", "2"));
    }

    @Override
    public List<Signature> signatures() {
        return List.of(
                Signature.of(ResultType.always(BIGINT)),
                Signature.of(ResultType.always(BIGINT), new Parameter("x", TypeFamily.ANY)));
    }

    @Override
    public GroupedAccumulator newAccumulator(Signature signature, List<Field> arguments, Field result, Memory memory) {
        return new CountAccumulator(memory) {
            @Override
            public boolean countsRows() {
                return true;
            }

            @Override
            public void addRows(int[] groupIds, int[] rows, int count, int groupCount) {
                grow(groupCount);
                add(groupIds, rows, count);
            }

            @Override
            public void update(List<Column> columns, int[] groupIds, Mask only, int rowCount, int groupCount) {
                grow(groupCount);
                if (columns.isEmpty() && only == null) {
                    countAll(groupIds, rowCount);
                    return;
                }
                if (columns.isEmpty()) {
                    selection.all(only, rowCount);
                } else {
                    selection.present(columns.get(0), only, rowCount);
                }
                count(groupIds);
            }
        };
    }
}
