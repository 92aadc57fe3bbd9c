/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.exec;

import dev.spoor.function.AggregateFunction;
import dev.spoor.function.Signature;
import dev.spoor.function.aggregate.AggregateFunctions;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Column;
import dev.spoor.vector.ConstantColumn;
import dev.spoor.vector.FlatColumn;
import dev.spoor.vector.Schema;
import dev.spoor.vector.SqlTypes;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * INTERSECT and EXCEPT as an aggregation: the rows of both sides, marked with their side, are grouped by all columns, and
 * each group comes out as often as its two counts say.
 */
final class SetOperationOperator implements Operator {
    private final SetOperationNode node;
    private final QueryContext context;
    private final Operator groups;
    private Batch batch;
    private int row;
    private long givenOfRow;

    private SetOperationOperator(SetOperationNode node, QueryContext context, Operator groups) {
        this.node = node;
        this.context = context;
        this.groups = groups;
    }

    static Operator open(SetOperationNode node, QueryContext context) {
        boolean partitioned = node.left().isPartitioned() && node.right().isPartitioned();
        PlanNode left = new MarkedNode(partitioned ? node.left() : new GatherNode(node.left()), 0);
        PlanNode right = new MarkedNode(partitioned ? node.right() : new GatherNode(node.right()), 1);
        PlanNode both = new UnionNode(List.of(left, right));
        int columns = node.schema().getFields().size();
        List<Integer> keys = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int column = 0; column < columns; column++) {
            keys.add(column);
            names.add(node.schema().getFields().get(column).getName());
        }
        AggregateFunction count = AggregateFunctions.count();
        Signature signature = count.signatures().get(1);
        List<AggregateCall> calls = new ArrayList<>();
        for (int side = 0; side < 2; side++) {
            calls.add(new AggregateCall(
                    count,
                    signature,
                    List.of(columns + side),
                    AggregateCall.NO_FILTER,
                    false,
                    MarkedNode.MARKS.get(side)));
            names.add(MarkedNode.MARKS.get(side).getName());
        }
        Operator groups = context.open(AggregateNode.of(both, keys, calls, names));
        return new SetOperationOperator(node, context, groups);
    }

    @Override
    public Batch next() {
        while (true) {
            context.cancellation().check();
            if (batch == null) {
                batch = groups.next();
                row = 0;
                givenOfRow = 0;
                if (batch == null) {
                    return null;
                }
            }
            Batch given = some();
            if (row == batch.rowCount()) {
                batch.close();
                batch = null;
            }
            if (given != null) {
                return given;
            }
        }
    }

    @Override
    public void close() {
        if (batch != null) {
            batch.close();
            batch = null;
        }
        groups.close();
    }

    /** Up to a batch of rows from the current group on, or null if no group of the rest of the batch is wanted. */
    private Batch some() {
        int columns = node.schema().getFields().size();
        BigIntVector left = (BigIntVector) batch.column(columns).flat(context.memory());
        BigIntVector right = (BigIntVector) batch.column(columns + 1).flat(context.memory());
        int[] rows = new int[context.batchRows()];
        int count = 0;
        while (row < batch.rowCount() && count < rows.length) {
            long wanted = timesOf(left.get(row), right.get(row));
            for (; givenOfRow < wanted && count < rows.length; givenOfRow++) {
                rows[count++] = row;
            }
            if (givenOfRow >= wanted) {
                row++;
                givenOfRow = 0;
            }
        }
        return count == 0 ? null : take(rows, count, columns);
    }

    private long timesOf(long left, long right) {
        return switch (node.kind()) {
            case INTERSECT -> Math.min(Math.min(left, right), node.all() ? Long.MAX_VALUE : 1);
            case EXCEPT -> node.all() ? Math.max(0, left - right) : left > 0 && right == 0 ? 1 : 0;
        };
    }

    private Batch take(int[] rows, int count, int columns) {
        List<Column> taken = new ArrayList<>();
        try {
            for (int column = 0; column < columns; column++) {
                taken.add(batch.column(column).take(rows, count, context.memory()));
            }
            return new Batch(count, taken);
        } catch (RuntimeException | Error e) {
            taken.forEach(Column::close);
            throw e;
        }
    }

    /** The rows of one side with two more columns, of which the side's own is not NULL. */
    private record MarkedNode(PlanNode input, int side) implements PlanNode {
        private static final List<Field> MARKS =
                List.of(SqlTypes.field("left", SqlTypes.BIGINT), SqlTypes.field("right", SqlTypes.BIGINT));

        @Override
        public Schema schema() {
            List<Field> fields = new ArrayList<>(input.schema().getFields());
            fields.addAll(MARKS);
            return new Schema(fields);
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
            Operator rows = context.open(input);
            return new Operator() {
                @Override
                public Batch next() {
                    try (Batch batch = rows.next()) {
                        return batch == null ? null : marked(batch, context);
                    }
                }

                @Override
                public void close() {
                    rows.close();
                }
            };
        }

        @Override
        public String describe() {
            return "Mark " + MARKS.get(side).getName();
        }

        private Batch marked(Batch batch, QueryContext context) {
            List<Column> columns = new ArrayList<>();
            try {
                for (int i = 0; i < batch.columnCount(); i++) {
                    columns.add(batch.column(i).retain());
                }
                for (int mark = 0; mark < MARKS.size(); mark++) {
                    columns.add(
                            mark == side
                                    ? one(MARKS.get(mark), batch.rowCount(), context)
                                    : ConstantColumn.ofNull(MARKS.get(mark), batch.rowCount(), context.memory()));
                }
                return new Batch(batch.rowCount(), columns);
            } catch (RuntimeException | Error e) {
                columns.forEach(Column::close);
                throw e;
            }
        }

        private static Column one(Field field, int rowCount, QueryContext context) {
            BigIntVector vector =
                    (BigIntVector) field.createVector(context.memory().allocator());
            try {
                vector.allocateNew(1);
                vector.set(0, 1);
                vector.setValueCount(1);
                return new ConstantColumn(new FlatColumn(field, vector), rowCount);
            } catch (RuntimeException | Error e) {
                vector.close();
                throw e;
            }
        }
    }
}
