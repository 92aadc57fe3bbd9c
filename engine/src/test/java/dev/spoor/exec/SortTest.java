/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.exec;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.testing.QueryFixture;
import dev.spoor.testing.RandomRows;
import dev.spoor.testing.RowOrder;
import dev.spoor.testing.RowSource;
import dev.spoor.testing.Rows;
import dev.spoor.vector.Batch;
import dev.spoor.vector.DictionaryColumn;
import dev.spoor.vector.SqlTypes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SortTest {
    private static final int[] BATCH_ROWS = {1, 3, 1024};
    private static final int[] WORKERS = {1, 4};

    @Test
    void sortsAsTheTwinDoes() {
        for (long seed = 0; seed < 36; seed++) {
            Scenario scenario = new Scenario(seed);
            try (QueryFixture query = scenario.fixture()) {
                PlanNode sort = new SortNode(scenario.input(), scenario.keys);
                scenario.assertSorted(query.rows(sort), 0, scenario.rows.size());
            }
        }
    }

    @Test
    void sortsTheSameWhenItSpills() {
        for (long seed = 100; seed < 124; seed++) {
            Scenario scenario = new Scenario(seed);
            long[] runBytes = {1, 2_000, 20_000};
            try (QueryFixture query = scenario.fixture()) {
                PlanNode input = scenario.input();
                PlanNode node = new SortNode(input, scenario.keys);
                Operator operator =
                        new SortOperator(node, input, scenario.keys, runBytes[(int) (seed % 3)], query.context());
                scenario.assertSorted(query.rows(operator), 0, scenario.rows.size());
                assertTrue(scenario.rows.size() < 2
                        || query.context().counters(node).spilledBytes() > 0);
            }
        }
    }

    @Test
    void givesTheBestRows() {
        for (long seed = 200; seed < 248; seed++) {
            Scenario scenario = new Scenario(seed);
            Random random = new Random(seed);
            int offset = random.nextInt(3) * random.nextInt(40);
            int limit = random.nextInt(4) == 0 ? 0 : random.nextInt(60);
            try (QueryFixture query = scenario.fixture()) {
                PlanNode node = new TopNNode(scenario.input(), scenario.keys, offset, limit);
                scenario.assertSorted(query.rows(node), offset, limit);
            }
        }
    }

    @Test
    void givesTheBestRowsOfManyBatches() {
        List<Field> fields = List.of(SqlTypes.field("n", SqlTypes.BIGINT), SqlTypes.varchar("t"));
        List<List<Object>> rows = new ArrayList<>();
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            rows.add(List.of((long) random.nextInt(1_000_000), "t" + i % 7));
        }
        List<Object> expected = Rows.column(rows, 0).stream().sorted().toList().subList(5, 55);
        for (int workers : WORKERS) {
            try (QueryFixture query = new QueryFixture(QueryFixture.PLENTY, workers, 1024)) {
                PlanNode input = RowSource.of(fields, rows, 100, 1).scan();
                PlanNode node = new TopNNode(input, List.of(new SortKey(0, true, true)), 5, 50);
                assertEquals(expected, Rows.column(query.rows(node), 0));
            }
        }
    }

    @Test
    void aHugeLimitIsASort() {
        Scenario scenario = new Scenario(5);
        for (long limit : new long[] {TopNOperator.ROWS_MAX, TopNOperator.ROWS_MAX + 1, Long.MAX_VALUE}) {
            try (QueryFixture query = scenario.fixture()) {
                PlanNode node = new TopNNode(scenario.input(), scenario.keys, 3, limit);
                scenario.assertSorted(query.rows(node), 3, scenario.rows.size());
            }
        }
    }

    @Test
    void spillsWhenMemoryIsShort() {
        List<Field> fields =
                List.of(SqlTypes.field("n", SqlTypes.BIGINT), SqlTypes.varchar("text"), SqlTypes.textMap("map"));
        Random random = new Random(4);
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < 30_000; i++) {
            String text = "t" + random.nextInt(1000) + "x".repeat(200);
            rows.add(List.of(random.nextLong(), text, java.util.Map.of("k" + random.nextInt(5), text)));
        }
        List<Object> expected = Rows.column(rows, 0).stream().sorted().toList();
        for (int workers : new int[] {1, 2}) {
            try (QueryFixture query = new QueryFixture(12 << 20, workers, 1024)) {
                PlanNode input = RowSource.of(fields, rows, 256, 2).scan();
                PlanNode node = new SortNode(input, List.of(new SortKey(0, true, true)));
                List<Object> numbers = new ArrayList<>();
                try (Operator operator = query.context().open(node)) {
                    for (Batch batch = operator.next(); batch != null; batch = operator.next()) {
                        try (Batch owned = batch) {
                            numbers.addAll(Rows.column(Rows.read(owned, query.memory()), 0));
                        }
                    }
                }
                assertEquals(expected, numbers);
                assertTrue(query.context().counters(node).spilledBytes() > rows.size() * Long.BYTES / 2);
            }
        }
    }

    @Test
    void dictionariesStayWhereAllRowsComeFromOneWorker() {
        List<Field> fields = List.of(SqlTypes.varchar("t"));
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            rows.add(List.of("t" + (i * 7919) % 50));
        }
        try (QueryFixture query = new QueryFixture(QueryFixture.PLENTY, 1, 100);
                Operator operator = query.context()
                        .open(new SortNode(encodedSource(fields, rows), List.of(new SortKey(0, false, true))))) {
            int batches = 0;
            for (Batch batch = operator.next(); batch != null; batch = operator.next()) {
                try (Batch owned = batch) {
                    assertTrue(owned.column(0) instanceof DictionaryColumn);
                    batches++;
                }
            }
            assertEquals(5, batches);
        }
    }

    @Test
    void anErrorOfTheInputLeaksNothing() {
        for (int failing = 0; failing < 12; failing += 3) {
            for (int workers : WORKERS) {
                Scenario scenario = new Scenario(300 + failing);
                RowSource source =
                        RowSource.of(scenario.fields, manyRows(scenario), 20, 1).failingAt(failing);
                for (PlanNode node : List.of(
                        new SortNode(source.scan(), scenario.keys),
                        new TopNNode(source.scan(), scenario.keys, 1, 10))) {
                    try (QueryFixture query = new QueryFixture(QueryFixture.PLENTY, workers, 16)) {
                        EngineException e = assertThrows(EngineException.class, () -> query.rows(node));
                        assertEquals(ErrorCode.STORE_FAILURE, e.code());
                    }
                    assertEquals(0, source.openReaders());
                }
            }
        }
    }

    @Test
    void cancellingLeaksNothing() {
        for (int checks = 0; checks < 60; checks += 6) {
            for (int workers : WORKERS) {
                Scenario scenario = new Scenario(400 + checks);
                AtomicInteger left = new AtomicInteger(checks);
                RowSource source = RowSource.of(scenario.fields, manyRows(scenario), 20, 1);
                try (QueryFixture query = new QueryFixture(QueryFixture.PLENTY, workers, 16, () -> {
                    if (left.getAndDecrement() <= 0) {
                        throw new EngineException(ErrorCode.CANCELLED, "stop");
                    }
                })) {
                    PlanNode input = source.scan();
                    PlanNode node = new SortNode(input, scenario.keys);
                    Operator operator = new SortOperator(node, input, scenario.keys, 3_000, query.context());
                    EngineException e = assertThrows(EngineException.class, () -> query.rows(operator));
                    assertEquals(ErrorCode.CANCELLED, e.code());
                }
                assertEquals(0, source.openReaders());
            }
        }
    }

    @Test
    void closingEarlyLeaksNothing() {
        Scenario scenario = new Scenario(500);
        for (int workers : WORKERS) {
            for (int batches = 0; batches < 4; batches++) {
                try (QueryFixture query = new QueryFixture(QueryFixture.PLENTY, workers, 8)) {
                    PlanNode input = RowSource.of(scenario.fields, manyRows(scenario), 20, 1)
                            .scan();
                    PlanNode node = new SortNode(input, scenario.keys);
                    try (Operator operator = new SortOperator(node, input, scenario.keys, 3_000, query.context())) {
                        for (int i = 0; i < batches; i++) {
                            operator.next().close();
                        }
                    }
                }
            }
        }
    }

    private static List<List<Object>> manyRows(Scenario scenario) {
        return new RandomRows(77).rows(scenario.fields, 300);
    }

    private static PlanNode encodedSource(List<Field> fields, List<List<Object>> rows) {
        for (long seed = 0; ; seed++) {
            RowSource source = RowSource.of(fields, rows, 100, seed);
            try (QueryFixture query = new QueryFixture(QueryFixture.PLENTY, 1, 100);
                    Operator operator = query.context().open(source.scan())) {
                boolean allEncoded = true;
                for (Batch batch = operator.next(); batch != null; batch = operator.next()) {
                    try (Batch owned = batch) {
                        allEncoded &= owned.column(0) instanceof DictionaryColumn;
                    }
                }
                if (allEncoded) {
                    return source.scan();
                }
            }
        }
    }

    /** Random rows, keys, batch size and workers from a seed. */
    private static final class Scenario {
        private final long seed;
        private final List<Field> fields;
        private final List<List<Object>> rows;
        private final List<SortKey> keys = new ArrayList<>();
        private final int batchRows;
        private final int workers;

        Scenario(long seed) {
            this.seed = seed;
            RandomRows random = new RandomRows(seed);
            this.fields = random.pick(RandomRows.allFields(), 4);
            this.rows = random.rows(fields, random.random().nextInt(200));
            List<Integer> orderable = new ArrayList<>();
            for (int i = 0; i < fields.size(); i++) {
                if (fields.get(i).getType().getTypeID() != ArrowType.ArrowTypeID.Map) {
                    orderable.add(i);
                }
            }
            int count = orderable.isEmpty() ? 0 : 1 + random.random().nextInt(2);
            for (int i = 0; i < count; i++) {
                int column = orderable.get(random.random().nextInt(orderable.size()));
                keys.add(new SortKey(
                        column, random.random().nextBoolean(), random.random().nextBoolean()));
            }
            if (keys.isEmpty()) {
                fields.add(SqlTypes.field("number", SqlTypes.BIGINT));
                rows.forEach(row -> row.add((long) random.random().nextInt(50)));
                keys.add(new SortKey(fields.size() - 1, true, false));
            }
            this.batchRows = BATCH_ROWS[(int) (seed % BATCH_ROWS.length)];
            this.workers = WORKERS[(int) (seed / 2 % WORKERS.length)];
        }

        QueryFixture fixture() {
            return new QueryFixture(QueryFixture.PLENTY, workers, batchRows);
        }

        PlanNode input() {
            return RowSource.of(fields, rows, Math.max(1, batchRows / 2), seed).scan();
        }

        /** The keys are those of the twin's rows offset .. offset+limit, and the rows are rows of the input. */
        void assertSorted(List<List<Object>> actual, int offset, int limit) {
            List<List<Object>> expected = new ArrayList<>(rows);
            Comparator<List<Object>> order = (a, b) -> {
                for (SortKey key : keys) {
                    int compared = RowOrder.compare(
                            a.get(key.column()), b.get(key.column()), key.ascending(), key.nullsFirst());
                    if (compared != 0) {
                        return compared;
                    }
                }
                return 0;
            };
            expected.sort(order);
            int from = Math.min(offset, expected.size());
            expected = expected.subList(from, (int) Math.min(expected.size(), (long) from + limit));
            assertEquals(keysOf(expected), keysOf(actual), "seed " + seed);
            List<String> left = new ArrayList<>(Rows.show(rows));
            for (String row : Rows.show(actual)) {
                assertTrue(left.remove(row), "seed " + seed + ": a row is not of the input, or came twice: " + row);
            }
        }

        private List<String> keysOf(List<List<Object>> of) {
            List<String> shown = new ArrayList<>();
            for (List<Object> row : of) {
                StringBuilder text = new StringBuilder();
                keys.forEach(
                        key -> text.append(Rows.show(row.get(key.column()))).append(' '));
                shown.add(text.toString());
            }
            return shown;
        }
    }
}
