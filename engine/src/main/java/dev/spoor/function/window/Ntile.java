/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.window;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.expr.Values;
import dev.spoor.function.FunctionDoc;
import dev.spoor.function.Signature;
import dev.spoor.function.Types;
import dev.spoor.function.WindowEvaluator;
import dev.spoor.function.WindowFunction;
import dev.spoor.function.WindowRows;
import dev.spoor.vector.Column;
import dev.spoor.vector.FlatColumn;
import dev.spoor.vector.Memory;
import java.util.List;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;

/** ntile: divides a partition into buckets whose sizes differ by one at most; the larger ones come first. */
final class Ntile implements WindowFunction {
    private Ntile() {}

    static WindowFunction function() {
        return new Ntile();
    }

    @Override
    public FunctionDoc doc() {
        return new FunctionDoc(
                List.of("ntile"),
                "window",
                "Number of the row's bucket, from 1, when the partition is divided into n buckets of nearly equal size.",
                List.of(new FunctionDoc.Example("ntile(4) OVER (ORDER BY x)", "(VALUES 'a') AS t(x)", "1")));
    }

    @Override
    public List<Signature> signatures() {
        return List.of(Signature.of(Types.BIGINT, Types.bigint("n")));
    }

    @Override
    public boolean usesFrame() {
        return false;
    }

    @Override
    public boolean canIgnoreNulls() {
        return false;
    }

    @Override
    public WindowEvaluator evaluator(
            WindowRows rows, List<Column> arguments, boolean ignoreNulls, Field result, Memory memory) {
        FieldVector buckets = arguments.get(0).flat(memory);
        return (from, count, frameStarts, frameEnds) -> {
            BigIntVector vector = (BigIntVector) Values.newVector(result, count, memory);
            try {
                for (int i = 0; i < count; i++) {
                    int row = from + i;
                    if (buckets.isNull(row)) {
                        vector.setNull(i);
                    } else {
                        vector.setSafe(i, bucket(rows, row, ((BigIntVector) buckets).get(row)));
                    }
                }
                vector.setValueCount(count);
                return new FlatColumn(result, vector);
            } catch (RuntimeException e) {
                vector.close();
                throw e;
            }
        };
    }

    private static long bucket(WindowRows rows, int row, long buckets) {
        if (buckets <= 0) {
            throw new EngineException(
                    ErrorCode.INVALID_ARGUMENT, "ntile(" + buckets + "): the number of buckets must be at least 1");
        }
        long size = rows.partitionEnd(row) - rows.partitionStart(row);
        long place = row - rows.partitionStart(row);
        long small = size / buckets;
        long larger = size % buckets;
        long inLarger = larger * (small + 1);
        return 1 + (place < inLarger ? place / (small + 1) : larger + (place - inLarger) / Math.max(1, small));
    }
}
