/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.expr.Values;
import dev.spoor.expr.VectorExpr;
import dev.spoor.function.FunctionLibrary;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Column;
import dev.spoor.vector.Schema;
import dev.spoor.vector.SqlTypes;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexNode;

/**
 * A value that a statement needs while it is planned, such as the version of a table.
 *
 * @param type of it
 * @param valueOrNull as {@link Values} has it
 */
record PlanTimeValue(ArrowType type, Object valueOrNull) {
    /**
     * Works it out.
     *
     * @param query the relational tree of a query of one row and one column
     * @param what it is, for messages
     */
    static PlanTimeValue of(RelNode query, String what, FunctionLibrary functions, PlanOptions options) {
        VectorExpr expr = new ExpressionCompiler(new Layout(Map.of(), new Schema(List.of())), functions, options)
                .compile(constant(query, what));
        try (Batch row = new Batch(1, List.of());
                Column column = expr.eval(row, options.evalContext())) {
            return new PlanTimeValue(
                    expr.field().getType(),
                    Values.read(column.flat(options.evalContext().memory()), 0));
        }
    }

    private static RexNode constant(RelNode query, String what) {
        if (query instanceof Project project && project.getProjects().size() == 1) {
            return project.getProjects().get(0);
        }
        if (query instanceof org.apache.calcite.rel.core.Values values
                && values.getTuples().size() == 1) {
            return values.getTuples().get(0).get(0);
        }
        throw new EngineException(ErrorCode.NOT_SUPPORTED, what + " takes a value that does not depend on data");
    }

    /** The instant that a timestamp or the begin of a date is, microseconds since 1970, UTC; empty for all else. */
    OptionalLong micros() {
        if (type instanceof ArrowType.Timestamp && valueOrNull != null) {
            return OptionalLong.of((Long) valueOrNull);
        }
        return type.equals(SqlTypes.DATE) && valueOrNull != null
                ? OptionalLong.of(TimeUnit.DAYS.toMicros((Integer) valueOrNull))
                : OptionalLong.empty();
    }

    /** A whole number; empty for all else. */
    OptionalLong wholeNumber() {
        boolean isWhole = type.equals(SqlTypes.BIGINT) || type.equals(SqlTypes.INTEGER);
        return isWhole && valueOrNull instanceof Number number
                ? OptionalLong.of(number.longValue())
                : OptionalLong.empty();
    }
}
