/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql;

import dev.spoor.catalog.TableVersion;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.expr.Values;
import dev.spoor.expr.VectorExpr;
import dev.spoor.function.FunctionLibrary;
import dev.spoor.sql.parser.VersionedTable;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Column;
import dev.spoor.vector.Schema;
import dev.spoor.vector.SqlTypes;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexNode;

/** Evaluates what stands behind {@code FOR VERSION AS OF} and {@code FOR TIMESTAMP AS OF}. Stateless. */
final class VersionPoint {
    private VersionPoint() {}

    /** @param point the relational tree of {@link VersionedTable#point} */
    static TableVersion of(VersionedTable table, RelNode point, FunctionLibrary functions, PlanOptions options) {
        VectorExpr expr = new ExpressionCompiler(new Layout(Map.of(), new Schema(List.of())), functions, options)
                .compile(constant(point));
        Object value;
        try (Batch row = new Batch(1, List.of());
                Column column = expr.eval(row, options.evalContext())) {
            value = Values.read(column.flat(options.evalContext().memory()), 0);
        }
        ArrowType type = expr.field().getType();
        if (table.kind() == VersionedTable.Kind.NUMBER && value instanceof Number number && isInteger(type)) {
            return new TableVersion.OfSnapshot(number.longValue());
        }
        if (table.kind() == VersionedTable.Kind.TIME && type instanceof ArrowType.Timestamp && value != null) {
            return new TableVersion.AsOf((Long) value);
        }
        if (table.kind() == VersionedTable.Kind.TIME && type.equals(SqlTypes.DATE) && value != null) {
            return new TableVersion.AsOf(TimeUnit.DAYS.toMicros((Integer) value));
        }
        String wanted =
                table.kind() == VersionedTable.Kind.NUMBER ? "the number of a version" : "a timestamp or a date";
        throw new EngineException(ErrorCode.TYPE_MISMATCH, "AS OF takes " + wanted + " here")
                .advise("sys.snapshots lists the versions that there are");
    }

    private static boolean isInteger(ArrowType type) {
        return type.equals(SqlTypes.BIGINT) || type.equals(SqlTypes.INTEGER);
    }

    private static RexNode constant(RelNode point) {
        if (point instanceof Project project && project.getProjects().size() == 1) {
            return project.getProjects().get(0);
        }
        if (point instanceof org.apache.calcite.rel.core.Values values
                && values.getTuples().size() == 1) {
            return values.getTuples().get(0).get(0);
        }
        throw new EngineException(ErrorCode.NOT_SUPPORTED, "AS OF takes a value that does not depend on data");
    }
}
