/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.window;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.expr.ColumnRef;
import dev.spoor.expr.CommonType;
import dev.spoor.expr.EvalContext;
import dev.spoor.function.FunctionDoc;
import dev.spoor.function.Parameter;
import dev.spoor.function.ResultType;
import dev.spoor.function.Signature;
import dev.spoor.function.TypeFamily;
import dev.spoor.function.Types;
import dev.spoor.function.WindowEvaluator;
import dev.spoor.function.WindowFunction;
import dev.spoor.function.WindowRows;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Column;
import dev.spoor.vector.ColumnGather;
import dev.spoor.vector.Memory;
import dev.spoor.vector.SqlTypes;
import java.util.List;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;

/** lag and lead: the value of the row that lies some rows before or after this one in its partition. */
final class Shift implements WindowFunction {
    private static final int OFFSET_ARGUMENT = 1;
    private static final int DEFAULT_ARGUMENT = 2;

    private final FunctionDoc doc;
    private final int direction;

    private Shift(String name, String where, int direction) {
        this.direction = direction;
        String over = ") OVER (ORDER BY x)";
        this.doc = new FunctionDoc(
                List.of(name),
                "window",
                "Value of the row offset rows (1 unless given) " + where
                        + " this one in its partition; the default, or NULL, where there is none.",
                List.of(
                        new FunctionDoc.Example(name + "(x" + over, "(VALUES 'a') AS t(x)", null),
                        new FunctionDoc.Example(name + "(x, 1, 'none'" + over, "(VALUES 'a') AS t(x)", "none"),
                        new FunctionDoc.Example(name + "(x, 0" + over, "(VALUES 'a') AS t(x)", "a")));
    }

    static WindowFunction lag() {
        return new Shift("lag", "before", -1);
    }

    static WindowFunction lead() {
        return new Shift("lead", "after", 1);
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
                Signature.of(result, value),
                Signature.of(result, value, Types.bigint("offset")),
                Signature.of(result, value, Types.bigint("offset"), new Parameter("default", TypeFamily.ANY)));
    }

    @Override
    public boolean usesFrame() {
        return false;
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
        FieldVector offsets = arguments.size() > OFFSET_ARGUMENT
                ? arguments.get(OFFSET_ARGUMENT).flat(memory)
                : null;
        Column fallback = arguments.size() > DEFAULT_ARGUMENT ? arguments.get(DEFAULT_ARGUMENT) : null;
        return (from, count, frameStarts, frameEnds) -> {
            int[] sources = new int[count];
            int[] which = new int[count];
            boolean usesFallback = false;
            for (int i = 0; i < count; i++) {
                int row = from + i;
                boolean unknown = offsets != null && offsets.isNull(row);
                sources[i] = unknown ? -1 : source(rows, present, row, offset(offsets, row));
                if (sources[i] < 0 && fallback != null && !unknown) {
                    which[i] = 1;
                    sources[i] = row;
                    usesFallback = true;
                }
            }
            if (!usesFallback) {
                return value.take(sources, count, memory);
            }
            try (Column converted = converted(fallback, result, memory)) {
                return ColumnGather.gather(new Column[] {value, converted}, which, sources, count, memory);
            }
        };
    }

    private long offset(FieldVector offsets, int row) {
        long offset = offsets == null ? 1 : ((BigIntVector) offsets).get(row);
        if (offset < 0) {
            throw new EngineException(
                    ErrorCode.INVALID_ARGUMENT,
                    doc.name() + "(): the offset must not be negative, and is " + offset + "; use "
                            + (direction < 0 ? "lead" : "lag") + "()");
        }
        return offset;
    }

    private int source(WindowRows rows, PresentRows present, int row, long offset) {
        int start = rows.partitionStart(row);
        int end = rows.partitionEnd(row);
        if (present == null || offset == 0) {
            return offset <= end - start ? inside(row + direction * offset, start, end) : -1;
        }
        if (offset > end - start) {
            return -1;
        }
        long place = direction < 0 ? present.before(row) - offset : present.before(row + 1) + offset - 1;
        return present.at(place, start, end);
    }

    private static int inside(long row, int start, int end) {
        return row >= start && row < end ? (int) row : -1;
    }

    private static Column converted(Column column, Field target, Memory memory) {
        if (SqlTypes.sameType(column.field(), target)) {
            return column.retain();
        }
        try (Batch batch = new Batch(column.rowCount(), List.of(column.retain()))) {
            return CommonType.cast(new ColumnRef(0, column.field()), target).eval(batch, new EvalContext(memory, 0, 0));
        }
    }
}
