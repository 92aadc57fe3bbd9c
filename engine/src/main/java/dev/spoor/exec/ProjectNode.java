/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.exec;

import dev.spoor.expr.EvalContext;
import dev.spoor.expr.VectorExpr;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Column;
import dev.spoor.vector.Schema;
import java.util.List;

/**
 * Computes each output column from the input. Partitioned as its input is. No expressions give rows without columns.
 *
 * @param schema names and types of the expressions, in order
 * @param description for EXPLAIN: the expressions
 */
public record ProjectNode(PlanNode input, List<VectorExpr> expressions, Schema schema, String description)
        implements PlanNode {
    public ProjectNode {
        expressions = List.copyOf(expressions);
        if (schema.getFields().size() != expressions.size()) {
            throw new IllegalArgumentException(expressions.size() + " expressions for "
                    + schema.getFields().size() + " columns");
        }
    }

    @Override
    public List<PlanNode> inputs() {
        return List.of(input);
    }

    @Override
    public boolean isPartitioned() {
        return input.isPartitioned();
    }

    @Override
    public Operator open(QueryContext context) {
        return new ProjectOperator(context.open(input), expressions, context);
    }

    @Override
    public String describe() {
        return "Project " + description;
    }

    private static final class ProjectOperator implements Operator {
        private final Operator input;
        private final List<VectorExpr> expressions;
        private final QueryContext context;
        private final EvalContext evalContext;

        ProjectOperator(Operator input, List<VectorExpr> expressions, QueryContext context) {
            this.input = input;
            this.expressions = expressions;
            this.context = context;
            this.evalContext = context.evalContext();
        }

        @Override
        public Batch next() {
            context.cancellation().check();
            try (Batch batch = input.next()) {
                return batch == null ? null : project(batch);
            }
        }

        private Batch project(Batch batch) {
            Column[] columns = new Column[expressions.size()];
            int done = 0;
            try {
                for (; done < columns.length; done++) {
                    columns[done] = expressions.get(done).eval(batch, evalContext);
                }
                return new Batch(batch.rowCount(), columns);
            } catch (RuntimeException | Error e) {
                for (int i = 0; i < done; i++) {
                    columns[i].close();
                }
                throw e;
            }
        }

        @Override
        public void close() {
            input.close();
        }
    }
}
