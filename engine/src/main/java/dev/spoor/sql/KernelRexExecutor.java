/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql;

import dev.spoor.error.EngineException;
import dev.spoor.expr.Values;
import dev.spoor.expr.VectorExpr;
import dev.spoor.function.FunctionLibrary;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Column;
import dev.spoor.vector.Schema;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexExecutor;
import org.apache.calcite.rex.RexNode;

/**
 * Folds constant expressions by running the engine's own kernels on one row: one meaning for constants and columns. What
 * cannot be evaluated now (a bad cast, a division by zero) stays an expression and fails when a row reaches it.
 */
final class KernelRexExecutor implements RexExecutor {
    private final FunctionLibrary functions;
    private final PlanOptions options;

    KernelRexExecutor(FunctionLibrary functions, PlanOptions options) {
        this.functions = functions;
        this.options = options;
    }

    @Override
    public void reduce(RexBuilder builder, List<RexNode> constants, List<RexNode> reduced) {
        for (RexNode constant : constants) {
            options.cancellation().check();
            RexNode literal = literalOrNull((EngineRexBuilder) builder, constant);
            reduced.add(literal == null ? constant : literal);
        }
    }

    private RexNode literalOrNull(EngineRexBuilder builder, RexNode constant) {
        Layout nothing = new Layout(Map.of(), new Schema(List.of()));
        try (Batch row = new Batch(1, List.of())) {
            VectorExpr expr = new ExpressionCompiler(nothing, functions, options).compile(constant);
            try (Column column = expr.eval(row, options.evalContext())) {
                Object value = Values.read(column.flat(options.evalContext().memory()), 0);
                boolean surprise = value == null && !constant.getType().isNullable();
                return surprise ? null : builder.literalOrNull(value, constant.getType());
            }
        } catch (EngineException e) {
            return null;
        }
    }
}
