/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.exec;

import dev.spoor.expr.Values;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Column;
import dev.spoor.vector.FlatColumn;
import dev.spoor.vector.Schema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * Rows that stand in the plan.
 *
 * @param rows each with one value per column, as {@link Values} has them; null for NULL
 */
public record ValuesNode(Schema schema, List<List<Object>> rows) implements PlanNode {
    public ValuesNode {
        List<List<Object>> copy = new ArrayList<>();
        for (List<Object> row : rows) {
            if (row.size() != schema.getFields().size()) {
                throw new IllegalArgumentException("row " + row + " for columns " + schema.getFields());
            }
            copy.add(Collections.unmodifiableList(new ArrayList<>(row)));
        }
        rows = Collections.unmodifiableList(copy);
    }

    @Override
    public List<PlanNode> inputs() {
        return List.of();
    }

    @Override
    public boolean isPartitioned() {
        return false;
    }

    @Override
    public Operator open(QueryContext context) {
        return new ValuesOperator(schema.getFields(), rows, context);
    }

    @Override
    public String describe() {
        return "Values " + rows.size() + (rows.size() == 1 ? " row" : " rows");
    }

    private static final class ValuesOperator implements Operator {
        private final List<Field> fields;
        private final List<List<Object>> rows;
        private final QueryContext context;
        private int given;

        ValuesOperator(List<Field> fields, List<List<Object>> rows, QueryContext context) {
            this.fields = fields;
            this.rows = rows;
            this.context = context;
        }

        @Override
        public Batch next() {
            context.cancellation().check();
            int count = Math.min(context.batchRows(), rows.size() - given);
            if (count == 0) {
                return null;
            }
            Column[] columns = new Column[fields.size()];
            int done = 0;
            try {
                for (; done < columns.length; done++) {
                    columns[done] = column(done, count);
                }
            } catch (RuntimeException | Error e) {
                for (int i = 0; i < done; i++) {
                    columns[i].close();
                }
                throw e;
            }
            given += count;
            return new Batch(count, columns);
        }

        private Column column(int index, int count) {
            FieldVector vector = fields.get(index).createVector(context.memory().allocator());
            try {
                vector.setInitialCapacity(count);
                vector.allocateNew();
                for (int i = 0; i < count; i++) {
                    Values.write(vector, i, rows.get(given + i).get(index));
                }
                vector.setValueCount(count);
                return new FlatColumn(fields.get(index), vector);
            } catch (RuntimeException | Error e) {
                vector.close();
                throw e;
            }
        }

        @Override
        public void close() {
            given = rows.size();
        }
    }
}
