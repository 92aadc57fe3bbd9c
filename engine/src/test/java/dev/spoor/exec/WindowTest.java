/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.exec;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.exec.WindowFrame.Bound;
import dev.spoor.function.AggregateFunction;
import dev.spoor.function.FunctionLibrary;
import dev.spoor.function.Signature;
import dev.spoor.function.WindowFunction;
import dev.spoor.testing.QueryFixture;
import dev.spoor.testing.RowOrder;
import dev.spoor.testing.RowSource;
import dev.spoor.testing.Rows;
import dev.spoor.vector.SqlTypes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.arrow.vector.types.pojo.Field;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class WindowTest {
    private static final FunctionLibrary LIBRARY = FunctionLibrary.standard();
    private static final Field BIGINT = SqlTypes.field("result", SqlTypes.BIGINT);

    /** Partition, order with duplicates and NULLs, an identity that makes the order total, a value. */
    private static final List<Field> FIELDS = List.of(
            SqlTypes.varchar("p"),
            SqlTypes.field("o", SqlTypes.BIGINT),
            SqlTypes.field("id", SqlTypes.BIGINT),
            SqlTypes.field("v", SqlTypes.BIGINT));

    private static final int P = 0;
    private static final int O = 1;
    private static final int ID = 2;
    private static final int V = 3;

    @Test
    void framesAndFunctionsAreThoseOfTheTwin() {
        for (long seed = 0; seed < 80; seed++) {
            Random random = new Random(seed);
            List<List<Object>> rows = rows(random, random.nextInt(60), 1 + random.nextInt(4));
            boolean ordersById = random.nextBoolean();
            List<SortKey> order = new ArrayList<>();
            order.add(new SortKey(ordersById ? ID : O, random.nextBoolean(), random.nextBoolean()));
            List<WindowFrame> frames = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                frames.add(frame(random, ordersById));
            }
            check(rows, order, frames, random.nextBoolean(), seed, 1 << (2 * random.nextInt(5)));
        }
    }

    @Test
    void largeFramesAreThoseOfTheTwin() {
        for (long seed = 500; seed < 502; seed++) {
            Random random = new Random(seed);
            List<List<Object>> rows = rows(random, 800, 1);
            List<WindowFrame> frames = List.of(
                    new WindowFrame(WindowFrame.Unit.ROWS, Bound.preceding(400L), Bound.following(200L)),
                    new WindowFrame(WindowFrame.Unit.ROWS, Bound.preceding(150L), Bound.CURRENT_ROW),
                    new WindowFrame(WindowFrame.Unit.ROWS, Bound.CURRENT_ROW, Bound.UNBOUNDED_FOLLOWING),
                    WindowFrame.DEFAULT,
                    WindowFrame.WHOLE);
            check(rows, List.of(new SortKey(ID, seed % 2 == 0, true)), frames, false, seed, 256);
        }
    }

    @Test
    void ranksOfPeers() {
        List<List<Object>> rows = new ArrayList<>();
        long id = 0;
        for (Long value : new Long[] {10L, 10L, 20L, 30L, null}) {
            List<Object> row = new ArrayList<>();
            Collections.addAll(row, "a", value, id++, value);
            rows.add(row);
        }
        List<WindowCall> calls = new ArrayList<>();
        for (String name : List.of("rank", "dense_rank", "percent_rank", "cume_dist")) {
            calls.add(function(name, List.of(), false, WindowFrame.DEFAULT));
        }
        try (QueryFixture query = new QueryFixture(QueryFixture.PLENTY, 1, 2)) {
            List<List<Object>> actual = query.rows(new WindowNode(
                    RowSource.of(FIELDS, rows, 2, 1).scan(), List.of(P), List.of(new SortKey(O, true, false)), calls));
            assertEquals(List.of(1L, 1L, 3L, 4L, 5L), Rows.column(actual, 4));
            assertEquals(List.of(1L, 1L, 2L, 3L, 4L), Rows.column(actual, 5));
            assertEquals(List.of(0.0, 0.0, 0.5, 0.75, 1.0), Rows.column(actual, 6));
            assertEquals(List.of(0.4, 0.4, 0.6, 0.8, 1.0), Rows.column(actual, 7));
        }
    }

    @Test
    void aLargePartitionSpillsItsRows() {
        List<Field> fields = new ArrayList<>(FIELDS);
        fields.add(SqlTypes.varchar("wide"));
        List<List<Object>> rows = new ArrayList<>();
        Random random = new Random(9);
        for (long i = 0; i < 20_000; i++) {
            rows.add(List.of("one", random.nextLong(), i, 1L, "w" + i + "x".repeat(500)));
        }
        try (QueryFixture query = new QueryFixture(12 << 20, 2, 1024)) {
            WindowNode node = new WindowNode(
                    RowSource.of(fields, rows, 200, 1).scan(),
                    List.of(P),
                    List.of(new SortKey(ID, true, true)),
                    List.of(
                            function("row_number", List.of(), false, WindowFrame.WHOLE),
                            aggregate("sum", List.of(V), WindowFrame.WHOLE)));
            long expected = 0;
            try (Operator operator = query.context().open(node)) {
                for (var batch = operator.next(); batch != null; batch = operator.next()) {
                    try (var owned = batch) {
                        for (List<Object> row : Rows.read(owned, query.memory())) {
                            assertEquals(expected++, row.get(ID));
                            assertEquals(expected, row.get(5));
                            assertEquals(20_000L, row.get(6));
                        }
                    }
                }
            }
            assertEquals(20_000, expected);
            assertTrue(query.context().counters(node).spilledBytes() > rows.size() * Long.BYTES / 2);
        }
    }

    @Test
    void cancellingAndErrorsLeakNothing() {
        List<List<Object>> rows = rows(new Random(3), 200, 3);
        for (int checks = 0; checks < 40; checks += 2) {
            boolean fails = checks % 4 == 0;
            AtomicInteger left = new AtomicInteger(fails ? Integer.MAX_VALUE : checks);
            RowSource source = RowSource.of(FIELDS, rows, 10, 1);
            RowSource used = fails ? source.failingAt(checks / 4) : source;
            try (QueryFixture query = new QueryFixture(QueryFixture.PLENTY, 1, 16, () -> {
                if (left.getAndDecrement() <= 0) {
                    throw new EngineException(ErrorCode.CANCELLED, "stop");
                }
            })) {
                WindowNode node = new WindowNode(
                        used.scan(),
                        List.of(P),
                        List.of(new SortKey(O, true, true)),
                        List.of(aggregate("sum", List.of(V), WindowFrame.DEFAULT)));
                assertThrows(EngineException.class, () -> query.rows(node));
            }
            assertEquals(0, used.openReaders());
        }
    }

    private static List<List<Object>> rows(Random random, int count, int partitions) {
        List<List<Object>> rows = new ArrayList<>();
        for (long id = 0; id < count; id++) {
            List<Object> row = new ArrayList<>();
            row.add(random.nextInt(6) == 0 ? null : "p" + random.nextInt(partitions));
            row.add(random.nextInt(6) == 0 ? null : (Object) (long) random.nextInt(12));
            row.add(id);
            row.add(random.nextInt(4) == 0 ? null : (Object) (long) (random.nextInt(100) - 50));
            rows.add(row);
        }
        Collections.shuffle(rows, random);
        return rows;
    }

    private static WindowFrame frame(Random random, boolean totalOrder) {
        // ROWS frames over peers would depend on the order of peers, which is open
        WindowFrame.Unit[] units = totalOrder
                ? WindowFrame.Unit.values()
                : new WindowFrame.Unit[] {WindowFrame.Unit.RANGE, WindowFrame.Unit.GROUPS};
        WindowFrame.Unit unit = units[random.nextInt(units.length)];
        while (true) {
            Bound start = bound(random);
            Bound end = bound(random);
            boolean valid = start.kind() != WindowFrame.Kind.UNBOUNDED_FOLLOWING
                    && end.kind() != WindowFrame.Kind.UNBOUNDED_PRECEDING
                    && start.kind().compareTo(end.kind()) <= 0;
            if (valid) {
                return new WindowFrame(unit, start, end);
            }
        }
    }

    private static Bound bound(Random random) {
        switch (random.nextInt(5)) {
            case 0:
                return Bound.UNBOUNDED_PRECEDING;
            case 1:
                return Bound.preceding((long) random.nextInt(4));
            case 2:
                return Bound.CURRENT_ROW;
            case 3:
                return Bound.following((long) random.nextInt(4));
            default:
                return Bound.UNBOUNDED_FOLLOWING;
        }
    }

    private static WindowCall function(String name, List<Integer> arguments, boolean ignoreNulls, WindowFrame frame) {
        WindowFunction function = LIBRARY.window(name).orElseThrow();
        Signature signature = function.signatures().stream()
                .filter(each -> each.parameters().size() == arguments.size())
                .findFirst()
                .orElseThrow();
        Field result = signature.result().of(arguments.stream().map(FIELDS::get).toList());
        return new WindowCall.OfFunction(function, arguments, ignoreNulls, frame, result);
    }

    private static WindowCall aggregate(String name, List<Integer> arguments, WindowFrame frame) {
        AggregateFunction function = LIBRARY.aggregate(name).orElseThrow();
        Signature signature = function.signatures().stream()
                .filter(each -> each.parameters().size() == arguments.size() && !each.variadic())
                .findFirst()
                .orElseThrow();
        Field result = name.equals("array_agg") ? SqlTypes.array("result", FIELDS.get(V)) : BIGINT;
        return new WindowCall.OfAggregate(
                new AggregateCall(function, signature, arguments, AggregateCall.NO_FILTER, false, result), frame);
    }

    private static void check(
            List<List<Object>> rows,
            List<SortKey> order,
            List<WindowFrame> frames,
            boolean ignoreNulls,
            long seed,
            int batchRows) {
        List<WindowCall> calls = new ArrayList<>();
        boolean total = order.get(0).column() == ID;
        for (WindowFrame frame : frames) {
            calls.add(aggregate("sum", List.of(V), frame));
            calls.add(aggregate("max", List.of(V), frame));
            calls.add(aggregate("count", List.of(V), frame));
            if (total) {
                calls.add(aggregate("array_agg", List.of(V), frame));
                calls.add(function("first_value", List.of(V), ignoreNulls, frame));
                calls.add(function("last_value", List.of(V), ignoreNulls, frame));
                calls.add(function("lag", List.of(V), ignoreNulls, frame));
                calls.add(function("lead", List.of(V), ignoreNulls, frame));
                calls.add(function("row_number", List.of(), false, frame));
            }
        }
        try (QueryFixture query = new QueryFixture(QueryFixture.PLENTY, seed % 2 == 0 ? 1 : 4, batchRows)) {
            WindowNode node = new WindowNode(
                    RowSource.of(FIELDS, rows, Math.max(1, batchRows / 2), seed).scan(), List.of(P), order, calls);
            assertEquals(
                    Rows.showSorted(new Twin(rows, order.get(0)).expected(calls)),
                    Rows.showSorted(query.rows(node)),
                    "seed " + seed + " " + order + " " + frames + " ignoreNulls " + ignoreNulls);
        }
    }

    /** The plain way: sort each partition, walk each frame. */
    private static final class Twin {
        private final Map<Object, List<List<Object>>> partitions = new HashMap<>();
        private final SortKey key;

        Twin(List<List<Object>> rows, SortKey key) {
            this.key = key;
            rows.forEach(row -> partitions
                    .computeIfAbsent(row.get(P), p -> new ArrayList<>())
                    .add(row));
            partitions.values().forEach(partition -> partition.sort(this::compare));
        }

        int compare(List<Object> a, List<Object> b) {
            return RowOrder.compare(a.get(key.column()), b.get(key.column()), key.ascending(), key.nullsFirst());
        }

        List<List<Object>> expected(List<WindowCall> calls) {
            List<List<Object>> result = new ArrayList<>();
            for (List<List<Object>> partition : partitions.values()) {
                for (int row = 0; row < partition.size(); row++) {
                    List<Object> output = new ArrayList<>(partition.get(row));
                    for (WindowCall call : calls) {
                        output.add(value(call, partition, row));
                    }
                    result.add(output);
                }
            }
            return result;
        }

        private Object value(WindowCall call, List<List<Object>> partition, int row) {
            boolean ignoreNulls = call instanceof WindowCall.OfFunction function && function.ignoreNulls();
            List<Object> all = Rows.column(partition, V);
            List<Object> frame = new ArrayList<>();
            for (int i = 0; i < partition.size(); i++) {
                if (isInFrame(call.frame(), partition, row, i) && !(ignoreNulls && all.get(i) == null)) {
                    frame.add(all.get(i));
                }
            }
            List<Long> present =
                    frame.stream().filter(v -> v != null).map(v -> (Long) v).toList();
            switch (call.name()) {
                case "sum":
                    return present.isEmpty()
                            ? null
                            : present.stream().mapToLong(v -> v).sum();
                case "max":
                    return present.stream().max(Long::compare).orElse(null);
                case "count":
                    return (long) present.size();
                case "array_agg":
                    return frame.isEmpty() ? null : frame;
                case "first_value":
                    return frame.isEmpty() ? null : frame.get(0);
                case "last_value":
                    return frame.isEmpty() ? null : frame.get(frame.size() - 1);
                case "row_number":
                    return row + 1L;
                case "lag":
                    return next(all, row, -1, ignoreNulls);
                default:
                    return next(all, row, 1, ignoreNulls);
            }
        }

        private static Object next(List<Object> values, int row, int step, boolean ignoreNulls) {
            for (int i = row + step; i >= 0 && i < values.size(); i += step) {
                if (!ignoreNulls || values.get(i) != null) {
                    return values.get(i);
                }
            }
            return null;
        }

        private boolean isInFrame(WindowFrame frame, List<List<Object>> partition, int row, int other) {
            return distance(frame, frame.start(), partition, row, other) >= 0
                    && distance(frame, frame.end(), partition, row, other) <= 0;
        }

        /** Where a row lies from a bound: negative before, zero at, positive behind. */
        private long distance(WindowFrame frame, Bound bound, List<List<Object>> partition, int row, int other) {
            long offset = bound.offset() == null ? 0 : (Long) bound.offset();
            long signed = bound.kind() == WindowFrame.Kind.PRECEDING ? -offset : offset;
            if (bound.kind() == WindowFrame.Kind.UNBOUNDED_PRECEDING) {
                return 1;
            }
            if (bound.kind() == WindowFrame.Kind.UNBOUNDED_FOLLOWING) {
                return -1;
            }
            if (frame.unit() == WindowFrame.Unit.ROWS) {
                return other - (row + signed);
            }
            if (frame.unit() == WindowFrame.Unit.GROUPS) {
                return group(partition, other) - (group(partition, row) + signed);
            }
            return rangeDistance(partition.get(row), partition.get(other), bound, signed);
        }

        private long rangeDistance(List<Object> row, List<Object> other, Bound bound, long signed) {
            Object mine = row.get(key.column());
            Object theirs = other.get(key.column());
            if (mine == null || theirs == null || bound.kind() == WindowFrame.Kind.CURRENT_ROW) {
                return compare(other, row);
            }
            long difference = (Long) theirs - (Long) mine;
            return (key.ascending() ? difference : -difference) - signed;
        }

        private long group(List<List<Object>> partition, int row) {
            long group = 0;
            for (int i = 1; i <= row; i++) {
                group += compare(partition.get(i - 1), partition.get(i)) == 0 ? 0 : 1;
            }
            return group;
        }
    }
}
