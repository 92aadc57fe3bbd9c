/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.window;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.function.FunctionDoc;
import dev.spoor.function.Parameter;
import dev.spoor.function.ResultType;
import dev.spoor.function.Signature;
import dev.spoor.function.TypeFamily;
import dev.spoor.function.Types;
import dev.spoor.function.WindowEvaluator;
import dev.spoor.function.WindowFunction;
import dev.spoor.function.WindowRows;
import dev.spoor.vector.Column;
import dev.spoor.vector.Memory;
import java.util.List;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;

/** first_value, last_value, nth_value: a value of one row of the frame. */
final class FrameValue implements WindowFunction {
    /** Which row of the frame. */
    private enum Place {
        FIRST,
        LAST,
        NTH
    }

    private final FunctionDoc doc;
    private final Place place;

    private FrameValue(String name, String sentence, String call, Place place) {
        this.place = place;
        this.doc = new FunctionDoc(
                List.of(name),
                "window",
                sentence,
                List.of(
                        new FunctionDoc.Example(call + " OVER (ORDER BY x)", "(VALUES 'a') AS t(x)", "a"),
                        new FunctionDoc.Example(
                                call + " OVER (ORDER BY x)", "(VALUES CAST(NULL AS VARCHAR)) AS t(x)", null)));
    }

    static WindowFunction firstValue() {
        return new FrameValue(
                "first_value",
                "Value of the first row of the frame; NULL where the frame is empty.",
                "first_value(x)",
                Place.FIRST);
    }

    static WindowFunction lastValue() {
        return new FrameValue(
                "last_value",
                "Value of the last row of the frame; NULL where the frame is empty.",
                "last_value(x)",
                Place.LAST);
    }

    static WindowFunction nthValue() {
        return new FrameValue(
                "nth_value",
                "Value of the n-th row of the frame, counted from 1; NULL where the frame has fewer rows.",
                "nth_value(x, 1)",
                Place.NTH);
    }

    @Override
    public FunctionDoc doc() {
        return doc;
    }

    @Override
    public List<Signature> signatures() {
        ResultType result = ResultType.sameAsArgument(0);
        Parameter value = new Parameter("value", TypeFamily.ANY);
        return List.of(
                place == Place.NTH ? Signature.of(result, value, Types.bigint("n")) : Signature.of(result, value));
    }

    @Override
    public boolean usesFrame() {
        return true;
    }

    @Override
    public boolean canIgnoreNulls() {
        return true;
    }

    @Override
    public WindowEvaluator evaluator(
            WindowRows rows, List<Column> arguments, boolean ignoreNulls, Field result, Memory memory) {
        Column value = arguments.get(0);
        PresentRows present = ignoreNulls ? new PresentRows(value) : null;
        FieldVector counts = place == Place.NTH ? arguments.get(1).flat(memory) : null;
        return (from, count, frameStarts, frameEnds) -> {
            int[] sources = new int[count];
            for (int i = 0; i < count; i++) {
                long n = counts == null ? 1 : nth(counts, from + i);
                boolean none = n < 0 || frameEnds[i] <= frameStarts[i];
                sources[i] = none ? -1 : source(present, frameStarts[i], frameEnds[i], n);
            }
            return value.take(sources, count, memory);
        };
    }

    /** -1 for NULL. */
    private static long nth(FieldVector counts, int row) {
        if (counts.isNull(row)) {
            return -1;
        }
        long n = ((BigIntVector) counts).get(row);
        if (n < 1) {
            throw new EngineException(
                    ErrorCode.INVALID_ARGUMENT, "nth_value(): n counts from 1, and is " + n + "; use at least 1");
        }
        return n;
    }

    private int source(PresentRows present, int start, int end, long n) {
        if (n > end - start) {
            return -1;
        }
        if (present == null) {
            return place == Place.LAST ? end - 1 : start + (int) n - 1;
        }
        long at = place == Place.LAST ? present.before(end) - 1L : present.before(start) + n - 1;
        return present.at(at, start, end);
    }
}
