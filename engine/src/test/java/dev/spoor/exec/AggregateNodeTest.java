/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.exec;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.function.AggregateFunction;
import dev.spoor.function.Signature;
import dev.spoor.function.aggregate.AggregateFunctions;
import dev.spoor.testing.QueryFixture;
import dev.spoor.testing.RandomRows;
import dev.spoor.testing.RowOrder;
import dev.spoor.testing.RowSource;
import dev.spoor.testing.Rows;
import dev.spoor.vector.Batch;
import dev.spoor.vector.SqlTypes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.arrow.vector.types.pojo.Field;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Aggregation agrees with a simple twin over all types, shapes of batches, worker counts, and with rows put aside. */
class AggregateNodeTest {
    private static final int NO_GROUP_LIMIT = Integer.MAX_VALUE;

    private static final Field FLAG = SqlTypes.field("flag", SqlTypes.BOOLEAN);
    private static final Field INTEGER = SqlTypes.field("i", SqlTypes.INTEGER);

    @Test
    void everyKeyTypeGroupsAsTheTwinDoes() {
        for (Field key : RandomRows.allFields()) {
            check(List.of(SqlTypes.renamed(key, "k")), List.of(List.of(0)), 1, NO_GROUP_LIMIT);
            check(List.of(SqlTypes.renamed(key, "k")), List.of(List.of(0)), 2, 3);
        }
    }

    /** Where only the number of rows matters, they are counted by entries of dictionaries. */
    @Test
    void rowsAreCountedAsTheTwinCountsThem() {
        List<Field> fields = List.of(SqlTypes.varchar("k"));
        List<AggregateCall> calls =
                List.of(call("count", fields, List.of(), false), call("count", fields, List.of(), false));
        for (long seed = 1; seed <= 10; seed++) {
            Random random = new Random(seed);
            List<List<Object>> rows = new ArrayList<>();
            for (int i = 0; i < 900; i++) {
                rows.add(Arrays.asList(random.nextInt(6) == 0 ? null : "key " + random.nextInt(1 + i / 50)));
            }
            List<String> expected = Rows.showSorted(twin(1, List.of(List.of(0)), rows, calls));
            for (int groupsMax : new int[] {NO_GROUP_LIMIT, 5}) {
                AggregateNode node = new AggregateNode(
                        RowSource.of(fields, rows, 60, seed).scan(),
                        List.of(0),
                        List.of(List.of(0)),
                        calls,
                        List.of("k", "a", "b", "id"),
                        true);
                try (QueryFixture query = new QueryFixture(QueryFixture.PLENTY, 2, 60)) {
                    assertEquals(
                            expected,
                            Rows.showSorted(query.rows(node.open(query.context(), groupsMax))),
                            "seed " + seed + ", groups " + groupsMax);
                }
            }
        }
    }

    @Test
    void manyKeysGroupAsTheTwinDoes() {
        for (long seed = 1; seed <= 12; seed++) {
            RandomRows random = new RandomRows(seed);
            List<Field> keys = random.pick(RandomRows.allFields(), 5);
            List<Integer> all = new ArrayList<>();
            for (int i = 0; i < keys.size(); i++) {
                all.add(i);
            }
            check(keys, List.of(all), seed, seed % 2 == 0 ? NO_GROUP_LIMIT : 7);
        }
    }

    @Test
    void groupingSetsAreSeparate() {
        for (long seed = 1; seed <= 6; seed++) {
            List<Field> keys = List.of(SqlTypes.varchar("a"), SqlTypes.field("b", SqlTypes.BOOLEAN), INTEGER);
            List<List<Integer>> sets = List.of(List.of(0, 1, 2), List.of(0, 1), List.of(2), List.of(), List.of(0, 1));
            check(keys, sets, seed, seed % 2 == 0 ? NO_GROUP_LIMIT : 5);
        }
    }

    @Test
    void noKeysGiveOneRow() {
        for (long seed = 1; seed <= 6; seed++) {
            check(List.of(), List.of(List.of()), seed, 1);
        }
    }

    @Test
    void noInputGivesTheTotalsOnly() {
        List<Field> fields = List.of(SqlTypes.varchar("a"), INTEGER);
        PlanNode scan = RowSource.of(fields, List.of(), 4, 1).scan();
        List<AggregateCall> calls = List.of(
                call("count", fields, List.of(), false), call("sum", fields, List.of(1), false),
                call("array_agg", fields, List.of(0), false), call("count", fields, List.of(0), true),
                call("histogram", fields, List.of(0), false), call("approx_distinct", fields, List.of(0), false));
        List<String> names = List.of("a", "n", "s", "l", "d", "h", "x", "g");
        AggregateNode node = new AggregateNode(scan, List.of(0), List.of(List.of(0), List.of()), calls, names, true);
        for (int workers : new int[] {1, 4}) {
            try (QueryFixture query = new QueryFixture(QueryFixture.PLENTY, workers, 3)) {
                assertEquals(List.of(Arrays.asList(null, 0L, null, null, 0L, null, 0L, 1L)), query.rows(node));
            }
        }
    }

    @Test
    void integerSumsAreExactInAnyOrder() {
        List<Field> fields = List.of(SqlTypes.field("x", SqlTypes.BIGINT));
        List<List<Object>> wraps = List.of(
                List.of(Long.MAX_VALUE),
                List.of(Long.MAX_VALUE),
                List.of(Long.MIN_VALUE),
                List.of(Long.MIN_VALUE),
                List.of(5L));
        assertEquals(List.of(List.of(3L)), global("sum", fields, wraps, 1));
        assertEquals(List.of(List.of(3L)), global("sum", fields, wraps, 4));
        EngineException overflow = assertThrows(
                EngineException.class, () -> global("sum", fields, List.of(List.of(Long.MAX_VALUE), List.of(1L)), 1));
        assertEquals(ErrorCode.NUMERIC_OVERFLOW, overflow.code());
        assertTrue(overflow.getMessage().contains("9223372036854775808"), overflow.getMessage());
    }

    @Test
    void aSecondRowOfASingleValueIsAnError() {
        List<Field> fields = List.of(SqlTypes.varchar("x"));
        assertEquals(List.of(List.of("a")), global("single_value", fields, List.of(List.of("a")), 4));
        for (int workers : new int[] {1, 4}) {
            EngineException failure = assertThrows(
                    EngineException.class,
                    () -> global("single_value", fields, List.of(List.of("a"), List.of("a")), workers));
            assertEquals(ErrorCode.CARDINALITY_VIOLATION, failure.code());
        }
    }

    @Test
    void approximationsAreNear() {
        List<Field> fields = List.of(SqlTypes.field("x", SqlTypes.BIGINT), SqlTypes.field("p", SqlTypes.DOUBLE));
        Random random = new Random(5);
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < 60_000; i++) {
            rows.add(List.of((long) random.nextInt(20_000), 0.9));
        }
        long distinct = rows.stream().map(row -> row.get(0)).distinct().count();
        for (int workers : new int[] {1, 4}) {
            try (QueryFixture query = new QueryFixture(QueryFixture.PLENTY, workers, 1000)) {
                AggregateNode node = AggregateNode.of(
                        RowSource.of(fields, rows, 1000, 1).scan(),
                        List.of(),
                        List.of(
                                call("approx_distinct", fields, List.of(0), false),
                                call("approx_percentile", fields, List.of(0, 1), false)),
                        List.of("d", "p"));
                List<Object> result = query.rows(node).get(0);
                assertEquals(distinct, (Long) result.get(0), 0.07 * distinct);
                assertEquals(18_000, (Long) result.get(1), 200);
            }
        }
    }

    @Test
    void memoryLimitPutsRowsAside() {
        List<Field> fields = List.of(SqlTypes.varchar("id"), SqlTypes.field("x", SqlTypes.BIGINT));
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < 120_000; i++) {
            rows.add(List.of("event-with-a-rather-long-identifier-" + (i % 100_000), (long) i));
        }
        for (int workers : new int[] {1, 3}) {
            // each further worker needs room for the rows that it is putting aside
            long limit = (24 + 2 * (workers - 1)) << 20;
            try (QueryFixture query = new QueryFixture(limit, workers, 1024)) {
                AggregateNode node = AggregateNode.of(
                        RowSource.of(fields, rows, 1024, 1).scan(),
                        List.of(0),
                        List.of(call("count", fields, List.of(), false), call("max", fields, List.of(1), false)),
                        List.of("id", "n", "m"));
                long groups = 0;
                long counted = 0;
                try (Operator operator = query.context().open(node)) {
                    for (Batch batch = operator.next(); batch != null; batch = operator.next()) {
                        try (Batch owned = batch) {
                            groups += owned.rowCount();
                            for (List<Object> row : Rows.read(owned, query.memory())) {
                                counted += (Long) row.get(1);
                                long number = Long.parseLong(((String) row.get(0)).substring(36));
                                assertEquals(number < 20_000 ? number + 100_000 : number, row.get(2));
                            }
                        }
                    }
                }
                assertEquals(100_000, groups);
                assertEquals(120_000, counted);
                assertTrue(query.context().counters(node).spilledBytes() > 0, "nothing was put aside");
            }
        }
    }

    @Test
    void statesThatOutgrowMemoryAreAnErrorThatSaysSo() {
        List<Field> fields = List.of(SqlTypes.varchar("x"));
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < 60_000; i++) {
            rows.add(List.of("a rather long text that is different in each row " + i));
        }
        for (String function : List.of("array_agg", "histogram")) {
            try (QueryFixture query = new QueryFixture(3 << 20, 2, 1024)) {
                AggregateNode node = AggregateNode.of(
                        RowSource.of(fields, rows, 1024, 1).scan(),
                        List.of(),
                        List.of(call(function, fields, List.of(0), false)),
                        List.of("l"));
                EngineException failure = assertThrows(EngineException.class, () -> query.rows(node));
                assertEquals(ErrorCode.MEMORY_LIMIT, failure.code());
            }
        }
    }

    private static List<List<Object>> global(
            String function, List<Field> fields, List<List<Object>> rows, int workers) {
        try (QueryFixture query = new QueryFixture(QueryFixture.PLENTY, workers, 1)) {
            return query.rows(AggregateNode.of(
                    RowSource.of(fields, rows, 1, 1).scan(),
                    List.of(),
                    List.of(call(function, fields, List.of(0), false)),
                    List.of("r")));
        }
    }

    /** Runs one aggregation in several ways and compares with the twin. */
    private static void check(List<Field> keys, List<List<Integer>> sets, long seed, int groupsMax) {
        RandomRows random = new RandomRows(seed);
        List<Field> fields = new ArrayList<>(keys);
        int first = fields.size();
        Field value = SqlTypes.renamed(random.pick(RandomRows.allFields(), 1).get(0), "v");
        Field ordered =
                SqlTypes.renamed(random.pick(RandomRows.scalarFields(), 1).get(0), "o");
        fields.addAll(List.of(value, ordered, SqlTypes.renamed(INTEGER, "n"), FLAG));
        List<List<Object>> rows = random.rows(fields, random.random().nextInt(70));
        List<AggregateCall> calls = List.of(
                call("count", fields, List.of(), false),
                call("count", fields, List.of(first), true),
                filtered(call("count", fields, List.of(first), false), first + 3),
                call("sum", fields, List.of(first + 2), false),
                filtered(call("sum", fields, List.of(first + 2), true), first + 3),
                call("min", fields, List.of(first + 1), false),
                filtered(call("max", fields, List.of(first + 1), false), first + 3),
                call("bool_and", fields, List.of(first + 3), false),
                call("histogram", fields, List.of(first), false));
        List<Integer> keyColumns = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            keyColumns.add(i);
            names.add("k" + i);
        }
        for (int i = 0; i <= calls.size(); i++) {
            names.add("r" + i);
        }
        List<String> expected = Rows.showSorted(twin(keys.size(), sets, rows, calls));
        for (int workers : new int[] {1, 4}) {
            for (int batchRows : seed % 8 == 0 ? new int[] {1, 1000} : new int[] {workers == 1 ? 13 : 7}) {
                AggregateNode node = new AggregateNode(
                        RowSource.of(fields, rows, batchRows, seed).scan(), keyColumns, sets, calls, names, true);
                try (QueryFixture query = new QueryFixture(QueryFixture.PLENTY, workers, batchRows)) {
                    List<List<Object>> actual = query.rows(node.open(query.context(), groupsMax));
                    assertEquals(
                            expected,
                            Rows.showSorted(actual),
                            () -> "seed " + seed + ", keys " + keys + ", value " + value + ", ordered " + ordered
                                    + ", workers " + workers + ", batch rows " + batchRows + ", groups " + groupsMax);
                }
            }
        }
    }

    private static List<List<Object>> twin(
            int keys, List<List<Integer>> sets, List<List<Object>> rows, List<AggregateCall> calls) {
        List<List<Object>> results = new ArrayList<>();
        for (List<Integer> set : sets) {
            Map<String, List<List<Object>>> groups = new LinkedHashMap<>();
            if (set.isEmpty()) {
                groups.put("[]", new ArrayList<>());
            }
            for (List<Object> row : rows) {
                String key =
                        Rows.show(set.stream().map(row::get).map(Rows::show).toList());
                groups.computeIfAbsent(set.isEmpty() ? "[]" : key, made -> new ArrayList<>())
                        .add(row);
            }
            for (List<List<Object>> group : groups.values()) {
                List<Object> result = new ArrayList<>();
                long id = 0;
                for (int key = 0; key < keys; key++) {
                    result.add(set.contains(key) ? group.get(0).get(key) : null);
                    id = id * 2 + (set.contains(key) ? 0 : 1);
                }
                calls.forEach(call -> result.add(twin(call, group)));
                result.add(id);
                results.add(result);
            }
        }
        return results;
    }

    private static Object twin(AggregateCall call, List<List<Object>> group) {
        Map<String, Object> distinct = new LinkedHashMap<>();
        List<Object> values = new ArrayList<>();
        for (List<Object> row : group) {
            if (call.filter() >= 0 && !Boolean.TRUE.equals(row.get(call.filter()))) {
                continue;
            }
            Object value = call.arguments().isEmpty()
                    ? (Object) 1
                    : row.get(call.arguments().get(0));
            if (value != null && (!call.distinct() || distinct.putIfAbsent(Rows.show(value), value) == null)) {
                values.add(value);
            }
        }
        String name = call.function().doc().name();
        if (name.equals("count")) {
            return (long) values.size();
        }
        if (values.isEmpty()) {
            return null;
        }
        return switch (name) {
            case "sum" -> values.stream().mapToLong(value -> (Integer) value).sum();
            case "min" -> values.stream().min(RowOrder::compareValues).orElseThrow();
            case "max" -> values.stream().max(RowOrder::compareValues).orElseThrow();
            case "bool_and" -> !values.contains(false);
            case "histogram" -> histogram(values);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static Map<Object, Object> histogram(List<Object> values) {
        Map<String, Object> firsts = new LinkedHashMap<>();
        Map<String, Long> counts = new LinkedHashMap<>();
        for (Object value : values) {
            firsts.putIfAbsent(Rows.show(value), value);
            counts.merge(Rows.show(value), 1L, Long::sum);
        }
        Map<Object, Object> histogram = new java.util.IdentityHashMap<>();
        firsts.forEach((shown, value) -> histogram.put(value, counts.get(shown)));
        return histogram;
    }

    static AggregateCall call(String name, List<Field> inputs, List<Integer> arguments, boolean distinct) {
        AggregateFunction function = AggregateFunctions.all().stream()
                .filter(known -> known.doc().names().contains(name))
                .findFirst()
                .orElseThrow();
        List<Field> types = arguments.stream().map(inputs::get).toList();
        Signature signature = function.signatures().stream()
                .filter(known -> known.parameters().size() == arguments.size())
                .findFirst()
                .orElseThrow();
        return new AggregateCall(
                function,
                signature,
                arguments,
                AggregateCall.NO_FILTER,
                distinct,
                signature.result().of(types));
    }

    private static AggregateCall filtered(AggregateCall call, int filter) {
        return new AggregateCall(
                call.function(), call.signature(), call.arguments(), filter, call.distinct(), call.result());
    }
}
