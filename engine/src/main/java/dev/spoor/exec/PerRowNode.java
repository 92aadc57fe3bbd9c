/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.exec;

import dev.spoor.function.GroupedAccumulator;
import dev.spoor.vector.Batch;
import dev.spoor.vector.BulkReader;
import dev.spoor.vector.Column;
import dev.spoor.vector.FlatColumn;
import dev.spoor.vector.Mask;
import dev.spoor.vector.Memory;
import dev.spoor.vector.Schema;
import dev.spoor.vector.SqlTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * Aggregates for each row over the elements of its own arrays. Output: the input's columns, then one column for each call.
 * Works batch by batch: the rows, numbered, go through the steps that make and filter their elements, and the number says
 * whose elements they are. Partitioned as its input is.
 *
 * @param elements steps over a {@link FeedNode} of the input's columns and the row's number; UNNEST, filters and
 *     projections
 * @param rowColumn column of {@code elements} with the number
 * @param calls over the columns of {@code elements}
 * @param schema of the output
 */
public record PerRowNode(PlanNode input, PlanNode elements, int rowColumn, List<AggregateCall> calls, Schema schema)
        implements PlanNode {
    private static final Field ROW_NUMBER = SqlTypes.field("row number", SqlTypes.BIGINT);

    public PerRowNode {
        calls = List.copyOf(calls);
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
        return new PerRowOperator(this, context);
    }

    @Override
    public String describe() {
        List<String> steps = new ArrayList<>();
        PlanNode step = elements;
        while (!step.inputs().isEmpty()) {
            steps.add(0, step.describe());
            step = step.inputs().get(0);
        }
        String names = calls.stream().map(call -> call.function().doc().name()).collect(Collectors.joining(", "));
        return "For each row " + names + " of: " + String.join("; ", steps);
    }

    /** The same steps over a start of one's own. */
    private static PlanNode over(FeedNode feed, PlanNode step) {
        if (step instanceof FeedNode) {
            return feed;
        } else if (step instanceof FilterNode filter) {
            return new FilterNode(over(feed, filter.input()), filter.predicate(), filter.description());
        } else if (step instanceof ProjectNode project) {
            return new ProjectNode(
                    over(feed, project.input()), project.expressions(), project.schema(), project.description());
        } else if (step instanceof UnnestNode unnest) {
            return new UnnestNode(
                    over(feed, unnest.input()),
                    unnest.columns(),
                    unnest.expandRows(),
                    unnest.ordinality(),
                    unnest.outer(),
                    unnest.drops(),
                    unnest.schema());
        }
        return step; // gives no rows, whatever comes in
    }

    private static final class PerRowOperator implements Operator {
        private final PerRowNode node;
        private final QueryContext context;
        private final Memory memory;
        private final FeedNode.Feed feed = new FeedNode.Feed();
        private final Operator input;
        private final Operator elements;
        private final BulkReader reader = new BulkReader();
        private final Mask only = new Mask();
        private final Mask present = new Mask();
        private int[] rowOf = new int[0];

        PerRowOperator(PerRowNode node, QueryContext context) {
            this.node = node;
            this.context = context;
            this.memory = context.memory();
            List<Field> fields = new ArrayList<>(node.input().schema().getFields());
            fields.add(ROW_NUMBER);
            this.input = context.open(node.input());
            this.elements = over(new FeedNode(new Schema(fields), feed), node.elements())
                    .open(context);
        }

        @Override
        public Batch next() {
            context.cancellation().check();
            try (Batch batch = input.next()) {
                return batch == null ? null : aggregated(batch);
            }
        }

        private Batch aggregated(Batch batch) {
            List<GroupedAccumulator> accumulators = new ArrayList<>();
            try {
                List<Field> fields = node.elements().schema().getFields();
                node.calls().forEach(call -> accumulators.add(AggregateState.accumulator(call, fields, memory)));
                feed.give(numbered(batch));
                for (Batch part = elements.next(); part != null; part = elements.next()) {
                    try (Batch owned = part) {
                        add(owned, accumulators, batch.rowCount());
                    }
                }
                return withResults(batch, accumulators);
            } finally {
                accumulators.forEach(GroupedAccumulator::close);
            }
        }

        private Batch numbered(Batch batch) {
            List<Column> columns = new ArrayList<>();
            BigIntVector numbers = (BigIntVector) ROW_NUMBER.createVector(memory.allocator());
            try {
                numbers.allocateNew(batch.rowCount());
                for (int row = 0; row < batch.rowCount(); row++) {
                    numbers.set(row, row);
                }
                numbers.setValueCount(batch.rowCount());
            } catch (RuntimeException | Error e) {
                numbers.close();
                throw e;
            }
            for (int i = 0; i < batch.columnCount(); i++) {
                columns.add(batch.column(i).retain());
            }
            columns.add(new FlatColumn(ROW_NUMBER, numbers));
            return new Batch(batch.rowCount(), columns);
        }

        private void add(Batch part, List<GroupedAccumulator> accumulators, int rowCount) {
            int count = part.rowCount();
            long[] numbers = reader.longs(part.column(node.rowColumn()).flat(memory), count);
            if (rowOf.length < count) {
                rowOf = new int[count];
            }
            for (int i = 0; i < count; i++) {
                rowOf[i] = (int) numbers[i];
            }
            for (int i = 0; i < accumulators.size(); i++) {
                AggregateCall call = node.calls().get(i);
                List<Column> arguments = new ArrayList<>();
                call.columns().forEach(argument -> arguments.add(part.column(argument)));
                accumulators.get(i).update(arguments, rowOf, filter(call, part), count, rowCount);
            }
        }

        /** The rows that count for a call; null for all. */
        private Mask filter(AggregateCall call, Batch part) {
            if (call.filter() == AggregateCall.NO_FILTER) {
                return null;
            }
            Column condition = part.column(call.filter());
            BulkReader.bits(condition.flat(memory).getDataBuffer(), part.rowCount(), only);
            BulkReader.present(condition, present);
            only.and(present);
            return only;
        }

        private Batch withResults(Batch batch, List<GroupedAccumulator> accumulators) {
            List<Column> columns = new ArrayList<>();
            try {
                for (int i = 0; i < batch.columnCount(); i++) {
                    columns.add(batch.column(i).retain());
                }
                for (GroupedAccumulator accumulator : accumulators) {
                    columns.add(results(accumulator, batch.rowCount(), columns.size()));
                }
                return new Batch(batch.rowCount(), columns);
            } catch (RuntimeException | Error e) {
                columns.forEach(Column::close);
                throw e;
            }
        }

        private Column results(GroupedAccumulator accumulator, int count, int column) {
            Field field = node.schema().getFields().get(column);
            FieldVector vector = field.createVector(memory.allocator());
            try {
                vector.setInitialCapacity(count);
                vector.allocateNew();
                accumulator.writeResult(vector, 0, count);
                vector.setValueCount(count);
                return new FlatColumn(field, vector);
            } catch (RuntimeException | Error e) {
                vector.close();
                throw e;
            }
        }

        @Override
        public void close() {
            elements.close();
            input.close();
        }
    }
}
