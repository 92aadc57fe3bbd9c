/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.exec;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.expr.ColumnRef;
import dev.spoor.expr.Comparison;
import dev.spoor.expr.Predicate;
import dev.spoor.expr.Predicates;
import dev.spoor.testing.QueryFixture;
import dev.spoor.testing.RandomRows;
import dev.spoor.testing.RowSource;
import dev.spoor.testing.Rows;
import dev.spoor.vector.Schema;
import dev.spoor.vector.SqlTypes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.arrow.vector.types.pojo.Field;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class JoinTest {
    private static final int[] BATCH_ROWS = {1, 3, 1024};
    private static final int[] WORKERS = {1, 4};

    @Test
    void joinsAsTheTwinDoes() {
        for (long seed = 0; seed < 72; seed++) {
            Scenario scenario = new Scenario(seed);
            try (QueryFixture query = scenario.fixture()) {
                assertEquals(
                        Rows.showSorted(scenario.expected()),
                        Rows.showSorted(query.rows(scenario.join())),
                        scenario.toString());
            }
        }
    }

    @Test
    void joinsTheSameWhenItSpills() {
        for (long seed = 1000; seed < 1030; seed++) {
            Scenario scenario = new Scenario(seed);
            long[] tableBytes = {1, 700, 3_000};
            try (QueryFixture query = scenario.fixture()) {
                JoinNode join = scenario.join();
                long most = tableBytes[(int) (seed / 6 % tableBytes.length)];
                List<List<Object>> actual = scenario.workers == 1 || !join.isPartitioned()
                        ? query.rows(JoinOperator.open(join, most, query.context()))
                        : onWorkers(query, join, most);
                assertEquals(Rows.showSorted(scenario.expected()), Rows.showSorted(actual), scenario.toString());
            }
        }
    }

    @Test
    void anExplodingJoinGivesBoundedBatches() {
        List<Field> fields = List.of(SqlTypes.field("k", SqlTypes.BIGINT));
        List<List<Object>> rows = Collections.nCopies(300, List.of(7L));
        for (List<Integer> keys : List.of(List.of(0), List.<Integer>of())) {
            try (QueryFixture query = new QueryFixture(QueryFixture.PLENTY, 1, 100)) {
                JoinNode join = join(
                        RowSource.of(fields, rows, 50, 1).scan(),
                        RowSource.of(fields, rows, 50, 2).scan(),
                        JoinNode.Kind.INNER,
                        keys,
                        keys.stream().map(key -> false).toList(),
                        null);
                long count = 0;
                try (Operator operator = query.context().open(join)) {
                    for (var batch = operator.next(); batch != null; batch = operator.next()) {
                        assertTrue(batch.rowCount() <= 100);
                        count += batch.rowCount();
                        batch.close();
                    }
                }
                assertEquals(90_000, count);
            }
        }
    }

    @Test
    void errorsOfEitherSideLeakNothing() {
        for (long seed = 2000; seed < 2009; seed++) {
            Scenario scenario = new Scenario(seed);
            for (int failing = 0; failing < 3; failing++) {
                RowSource left = RowSource.of(scenario.fields, scenario.manyRows(), 10, seed);
                RowSource right = RowSource.of(scenario.fields, scenario.manyRows(), 10, seed);
                RowSource failingLeft = seed % 2 == 0 ? left.failingAt(failing) : left;
                RowSource failingRight = seed % 2 == 0 ? right : right.failingAt(failing);
                try (QueryFixture query = scenario.fixture()) {
                    JoinNode join = scenario.join(failingLeft.scan(), failingRight.scan());
                    PlanNode root = join.isPartitioned() ? new GatherNode(join) : join;
                    EngineException e = assertThrows(EngineException.class, () -> query.rows(root));
                    assertEquals(ErrorCode.STORE_FAILURE, e.code());
                }
                assertEquals(0, failingLeft.openReaders() + failingRight.openReaders());
            }
        }
    }

    @Test
    void cancellingLeaksNothing() {
        for (int checks = 0; checks < 45; checks += 3) {
            Scenario scenario = new Scenario(3000 + checks);
            AtomicInteger left = new AtomicInteger(checks);
            RowSource leftSource = RowSource.of(scenario.fields, scenario.manyRows(), 10, 1);
            RowSource rightSource = RowSource.of(scenario.fields, scenario.manyRows(), 10, 1);
            try (QueryFixture query = new QueryFixture(QueryFixture.PLENTY, 1, 3, () -> {
                if (left.getAndDecrement() <= 0) {
                    throw new EngineException(ErrorCode.CANCELLED, "stop");
                }
            })) {
                JoinNode join = scenario.join(leftSource.scan(), rightSource.scan());
                Operator operator = JoinOperator.open(join, checks % 2 == 0 ? 500 : Long.MAX_VALUE, query.context());
                EngineException e = assertThrows(EngineException.class, () -> query.rows(operator));
                assertEquals(ErrorCode.CANCELLED, e.code());
            }
            assertEquals(0, leftSource.openReaders() + rightSource.openReaders());
        }
    }

    private static List<List<Object>> onWorkers(QueryFixture query, JoinNode join, long tableBytesMax) {
        List<List<Object>> rows = new ArrayList<>();
        query.context().shared(join, () -> new SharedBuild(join, tableBytesMax));
        try (WorkerTeam team = new WorkerTeam(query.context())) {
            team.start(query.context().workers(), worker -> {
                List<List<Object>> mine = query.rows(JoinOperator.open(join, tableBytesMax, team.context()));
                synchronized (rows) {
                    rows.addAll(mine);
                }
            });
            team.await();
        }
        return rows;
    }

    private static JoinNode join(
            PlanNode left,
            PlanNode right,
            JoinNode.Kind kind,
            List<Integer> keys,
            List<Boolean> nullSafe,
            Predicate residual) {
        List<Field> fields = new ArrayList<>(left.schema().getFields());
        if (!kind.testsOnly()) {
            fields.addAll(right.schema().getFields());
        }
        return new JoinNode(left, right, kind, keys, keys, nullSafe, residual, new Schema(fields));
    }

    /** Two random tables of the same columns, keys, kind and residual from a seed. */
    private static final class Scenario {
        private final long seed;
        private final JoinNode.Kind kind;
        private final List<Field> fields;
        private final List<List<Object>> left;
        private final List<List<Object>> right;
        private final List<Integer> keys = new ArrayList<>();
        private final List<Boolean> nullSafe = new ArrayList<>();
        private final boolean hasResidual;
        private final int numberColumn;
        private final int batchRows;
        private final int workers;

        Scenario(long seed) {
            this.seed = seed;
            this.kind = JoinNode.Kind.values()[(int) (seed % JoinNode.Kind.values().length)];
            RandomRows rows = new RandomRows(seed);
            Random random = rows.random();
            this.fields = rows.pick(random.nextBoolean() ? RandomRows.scalarFields() : RandomRows.allFields(), 3);
            this.numberColumn = fields.size();
            fields.add(SqlTypes.field("number", SqlTypes.BIGINT));
            int keyCount = random.nextInt(3);
            for (int i = 0; i < keyCount; i++) {
                keys.add(random.nextInt(fields.size() - 1));
                nullSafe.add(random.nextInt(3) == 0);
            }
            this.hasResidual = random.nextBoolean();
            this.left = rows.rows(fields, random.nextInt(5) == 0 ? 0 : random.nextInt(40));
            this.right = rows.rows(fields, random.nextInt(5) == 0 ? 0 : random.nextInt(40));
            this.batchRows = BATCH_ROWS[random.nextInt(BATCH_ROWS.length)];
            this.workers = WORKERS[random.nextInt(WORKERS.length)];
        }

        QueryFixture fixture() {
            return new QueryFixture(QueryFixture.PLENTY, workers, batchRows);
        }

        List<List<Object>> manyRows() {
            return new RandomRows(5).rows(fields, 60);
        }

        JoinNode join() {
            int rows = Math.max(1, batchRows / 2);
            return join(
                    RowSource.of(fields, left, rows, seed).scan(),
                    RowSource.of(fields, right, rows, seed + 1).scan());
        }

        JoinNode join(PlanNode leftInput, PlanNode rightInput) {
            Predicate residual = null;
            if (hasResidual) {
                Field number = fields.get(numberColumn);
                residual = Predicates.of(Comparison.of(
                        Comparison.Op.LT,
                        new ColumnRef(numberColumn, number),
                        new ColumnRef(fields.size() + numberColumn, number)));
            }
            return JoinTest.join(leftInput, rightInput, kind, keys, nullSafe, residual);
        }

        List<List<Object>> expected() {
            List<List<Object>> rows = new ArrayList<>();
            boolean[] rightMatched = new boolean[right.size()];
            List<Object> nulls = Collections.nCopies(fields.size(), null);
            for (List<Object> l : left) {
                boolean matched = false;
                for (int i = 0; i < right.size(); i++) {
                    if (matches(l, right.get(i))) {
                        matched = true;
                        rightMatched[i] = true;
                        if (!kind.testsOnly()) {
                            rows.add(pair(l, right.get(i)));
                        }
                    }
                }
                if (kind == JoinNode.Kind.SEMI && matched || kind == JoinNode.Kind.ANTI && !matched) {
                    rows.add(l);
                } else if (kind.keepsLeft() && !matched) {
                    rows.add(pair(l, nulls));
                }
            }
            for (int i = 0; kind.keepsRight() && i < right.size(); i++) {
                if (!rightMatched[i]) {
                    rows.add(pair(nulls, right.get(i)));
                }
            }
            return rows;
        }

        private boolean matches(List<Object> l, List<Object> r) {
            for (int i = 0; i < keys.size(); i++) {
                Object a = l.get(keys.get(i));
                Object b = r.get(keys.get(i));
                boolean strictNull = !nullSafe.get(i) && (a == null || b == null);
                if (strictNull || !Rows.show(a).equals(Rows.show(b))) {
                    return false;
                }
            }
            Long a = (Long) l.get(numberColumn);
            Long b = (Long) r.get(numberColumn);
            return !hasResidual || (a != null && b != null && a < b);
        }

        private static List<Object> pair(List<Object> l, List<Object> r) {
            List<Object> row = new ArrayList<>(l);
            row.addAll(r);
            return row;
        }

        @Override
        public String toString() {
            return "seed " + seed + " " + kind + " keys " + keys + nullSafe + " of " + fields + " residual "
                    + hasResidual + " batches " + batchRows + " workers " + workers;
        }
    }
}
