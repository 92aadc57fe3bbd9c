/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.exec;

import dev.spoor.expr.ColumnRef;
import dev.spoor.expr.VectorExpr;
import dev.spoor.testing.OperatorContract;
import dev.spoor.testing.QueryFixture;
import dev.spoor.testing.RandomRows;
import dev.spoor.testing.RowSource;
import dev.spoor.testing.Rows;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Schema;
import dev.spoor.vector.SqlTypes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.Field;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Scan, filter, project, gather, limit, union, values, aggregate and set operations hold the operator contract. */
class CoreOperatorsTest {
    private static final Schema SCHEMA = new Schema(OperatorContract.FIELDS);

    @Test
    void scanHoldsTheContract() {
        OperatorContract.verify(input -> input);
    }

    @Test
    void filterHoldsTheContract() {
        OperatorContract.verify(CoreOperatorsTest::evenRows);
    }

    @Test
    void projectHoldsTheContract() {
        OperatorContract.verify(CoreOperatorsTest::swapped);
    }

    @Test
    void gatherHoldsTheContract() {
        OperatorContract.verify(input -> new GatherNode(swapped(evenRows(input))));
    }

    @Test
    void limitHoldsTheContract() {
        OperatorContract.verify(input -> new LimitNode(new GatherNode(input), 0, LimitNode.ALL));
        OperatorContract.verify(input -> new LimitNode(new GatherNode(input), 3, 1000));
    }

    @Test
    void unionHoldsTheContract() {
        OperatorContract.verify(input -> new UnionNode(List.of(values(), new GatherNode(input), values())));
    }

    @Test
    void aggregateHoldsTheContract() {
        OperatorContract.verify(input -> AggregateNode.of(
                input,
                List.of(0, 1),
                List.of(
                        AggregateNodeTest.call("array_agg", OperatorContract.FIELDS, List.of(0), false),
                        AggregateNodeTest.call("max_by", OperatorContract.FIELDS, List.of(0, 2), false),
                        AggregateNodeTest.call("count", OperatorContract.FIELDS, List.of(2), true),
                        AggregateNodeTest.call("approx_distinct", OperatorContract.FIELDS, List.of(2), false)),
                List.of("a", "b", "l", "m", "d", "x")));
    }

    @Test
    void aggregateThatPutsRowsAsideHoldsTheContract() {
        OperatorContract.verify(input -> new SpillingAggregate(AggregateNode.of(
                input,
                List.of(2),
                List.of(AggregateNodeTest.call("count", OperatorContract.FIELDS, List.of(), false)),
                List.of("n", "c"))));
    }

    @Test
    void setOperationsHoldTheContract() {
        OperatorContract.verify(input -> new SetOperationNode(SetOperationNode.Kind.EXCEPT, true, input, values()));
        OperatorContract.verify(
                input -> new SetOperationNode(SetOperationNode.Kind.EXCEPT, false, new GatherNode(input), values()));
    }

    @Test
    void limitTakesTheRightRowsAndStopsReading() {
        List<Field> fields = List.of(SqlTypes.field("n", SqlTypes.BIGINT));
        List<List<Object>> rows = new ArrayList<>();
        for (long i = 0; i < 10_000; i++) {
            rows.add(List.of(i));
        }
        for (int batchRows : new int[] {1, 4, 64}) {
            RowSource source = RowSource.of(fields, rows, batchRows, 1).failingAt(9_000 / batchRows);
            try (QueryFixture query = new QueryFixture(QueryFixture.PLENTY, 1, batchRows)) {
                List<List<Object>> some = query.rows(new LimitNode(new GatherNode(source.scan()), 5, 9));
                assertEquals(rows.subList(5, 14), some);
            }
            try (QueryFixture query = new QueryFixture(QueryFixture.PLENTY, 4, batchRows)) {
                LimitNode node = new LimitNode(new GatherNode(source.scan()), 5, 9);
                try (Operator operator = query.context().open(node)) {
                    long given = 0;
                    for (Batch batch = operator.next(); batch != null; batch = operator.next()) {
                        given += batch.rowCount();
                        batch.close();
                    }
                    assertEquals(9, given);
                    assertEquals(0, source.openReaders(), "the limit ends reading before it is closed");
                }
            }
        }
    }

    @Test
    void severalGathersOfOneQueryRunAtOnce() {
        List<Field> fields = List.of(SqlTypes.field("n", SqlTypes.BIGINT));
        List<List<Object>> rows = new ArrayList<>();
        for (long i = 0; i < 200; i++) {
            rows.add(List.of(i));
        }
        try (QueryFixture query = new QueryFixture(QueryFixture.PLENTY, 4, 1)) {
            List<Operator> gathers = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                gathers.add(query.context()
                        .open(new GatherNode(RowSource.of(fields, rows, 1, i).scan())));
            }
            int open = gathers.size();
            long given = 0;
            while (open > 0) {
                open = 0;
                for (Operator gather : gathers) {
                    Batch batch = gather.next();
                    if (batch != null) {
                        open++;
                        given += batch.rowCount();
                        batch.close();
                    }
                }
            }
            gathers.forEach(Operator::close);
            assertEquals(6 * 200, given);
        }
    }

    @Test
    void setOperationsCountRowsAsTheTwinDoes() {
        for (long seed = 1; seed <= 8; seed++) {
            RandomRows random = new RandomRows(seed);
            List<Field> fields = random.pick(RandomRows.allFields(), 2);
            List<List<Object>> pool = random.rows(fields, 6);
            List<List<Object>> left = draw(random, pool, 40);
            List<List<Object>> right = draw(random, pool.subList(0, 4), 12);
            for (SetOperationNode.Kind kind : SetOperationNode.Kind.values()) {
                for (boolean all : new boolean[] {false, true}) {
                    int workers = seed % 2 == 0 ? 1 : 3;
                    try (QueryFixture query = new QueryFixture(QueryFixture.PLENTY, workers, 5)) {
                        SetOperationNode node = new SetOperationNode(
                                kind,
                                all,
                                RowSource.of(fields, left, 5, seed).scan(),
                                RowSource.of(fields, right, 5, seed).scan());
                        assertEquals(
                                twin(kind, all, left, right),
                                Rows.showSorted(query.rows(node)),
                                "seed " + seed + " " + node.describe());
                    }
                }
            }
        }
    }

    @Test
    void countersSayWhatRan() {
        List<Field> fields = List.of(SqlTypes.field("n", SqlTypes.BIGINT));
        List<List<Object>> rows = new ArrayList<>();
        for (long i = 0; i < 100; i++) {
            rows.add(List.of(i));
        }
        try (QueryFixture query = new QueryFixture(QueryFixture.PLENTY, 3, 10)) {
            PlanNode scan = RowSource.of(fields, rows, 10, 1).scan();
            PlanNode filter = new FilterNode(
                    scan,
                    (batch, mask, context) -> {
                        mask.resetAllSet(batch.rowCount());
                        mask.clear(0);
                    },
                    "all but the first of a batch");
            assertEquals(90, query.rows(new GatherNode(filter)).size());
            assertEquals(100, query.context().counters(scan).rows());
            assertEquals(90, query.context().counters(filter).rows());
            assertEquals(10, query.context().counters(filter).batches());
            assertEquals(90, query.context().matchedRows());
            assertTrue(query.context().counters(filter).nanos() > 0);
        }
    }

    private static List<List<Object>> draw(RandomRows random, List<List<Object>> pool, int count) {
        List<List<Object>> drawn = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            drawn.add(pool.get(random.random().nextInt(pool.size())));
        }
        return drawn;
    }

    private static List<String> twin(
            SetOperationNode.Kind kind, boolean all, List<List<Object>> left, List<List<Object>> right) {
        Map<String, int[]> counts = new LinkedHashMap<>();
        left.forEach(row -> counts.computeIfAbsent(Rows.show(row), made -> new int[2])[0]++);
        right.forEach(row -> counts.computeIfAbsent(Rows.show(row), made -> new int[2])[1]++);
        List<String> result = new ArrayList<>();
        counts.forEach((row, count) -> {
            boolean intersect = kind == SetOperationNode.Kind.INTERSECT;
            int times = intersect ? Math.min(count[0], count[1]) : Math.max(0, count[0] - count[1]);
            if (!all) {
                times = count[0] > 0 && (count[1] > 0) == intersect ? 1 : 0;
            }
            for (int i = 0; i < times; i++) {
                result.add(row);
            }
        });
        result.sort(null);
        return result;
    }

    private static PlanNode evenRows(PlanNode input) {
        return new FilterNode(
                input,
                (batch, mask, context) -> {
                    mask.reset(batch.rowCount());
                    for (int row = 0; row < batch.rowCount(); row++) {
                        long number = (Long)
                                Rows.read(batch, context.memory()).get(row).get(2);
                        if (number % 2 == 0) {
                            mask.set(row);
                        }
                    }
                },
                "n is even");
    }

    private static PlanNode swapped(PlanNode input) {
        List<Field> fields = OperatorContract.FIELDS;
        List<VectorExpr> expressions = List.of(new ColumnRef(2, fields.get(2)), new ColumnRef(0, fields.get(0)));
        return new ProjectNode(input, expressions, new Schema(List.of(fields.get(2), fields.get(0))), "n, a");
    }

    private static PlanNode values() {
        return new ValuesNode(SCHEMA, List.of(List.of("text 1", true, 1L), List.of("é", false, 2L)));
    }

    /** An aggregation that may hold only three groups. */
    private record SpillingAggregate(AggregateNode node) implements PlanNode {
        @Override
        public Schema schema() {
            return node.schema();
        }

        @Override
        public List<PlanNode> inputs() {
            return node.inputs();
        }

        @Override
        public boolean isPartitioned() {
            return false;
        }

        @Override
        public Operator open(QueryContext context) {
            return node.open(context, 3);
        }

        @Override
        public String describe() {
            return node.describe();
        }
    }
}
