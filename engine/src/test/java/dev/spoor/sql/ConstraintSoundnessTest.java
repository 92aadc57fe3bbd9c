/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql;

import dev.spoor.exec.FilterNode;
import dev.spoor.exec.PlanNode;
import dev.spoor.exec.ScanNode;
import dev.spoor.expr.EvalContext;
import dev.spoor.expr.Values;
import dev.spoor.prune.ScanConstraint;
import dev.spoor.prune.ValueSet;
import dev.spoor.schema.FieldPath;
import dev.spoor.schema.ProjectedColumn;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Column;
import dev.spoor.vector.FlatColumn;
import dev.spoor.vector.Mask;
import dev.spoor.vector.Memory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Whatever condition is written: a row that satisfies it satisfies the constraint that was read from it. */
class ConstraintSoundnessTest {
    private static final long SEED = 20_260_201;
    private static final int CONDITIONS = 400;
    private static final int ROWS = 64;
    private static final long MEMORY_BYTES = 64L << 20;
    private static final List<String> TEXTS = List.of("", "a", "ab", "abc", "b", "B", "ユ", "a%", "zz");
    private static final List<String> TEXT_COLUMNS =
            List.of("eventName", "awsRegion", "userIdentity.type", "requestParameters['k']");
    private static final List<String> TIMES =
            List.of("2026-01-01", "2026-01-01T00:00:01Z", "2026-01-02 00:00:00", "2026-01-02 12:00:00.5");
    private static final long FIRST_DAY_MICROS = 1_767_225_600_000_000L;

    private final Random random = new Random(SEED);

    @Test
    void aRowThatSatisfiesTheConditionSatisfiesTheConstraint() {
        int constrained = 0;
        int matched = 0;
        for (int i = 0; i < CONDITIONS; i++) {
            String condition = condition(3);
            PlanNode filter =
                    Planning.plan("SELECT 1 FROM events WHERE " + condition).root();
            while (!(filter instanceof FilterNode) && !filter.inputs().isEmpty()) {
                filter = filter.inputs().get(0);
            }
            if (filter instanceof FilterNode node && node.input() instanceof ScanNode scan) {
                constrained += scan.request().constraint().isAll() ? 0 : 1;
                matched += check(condition, node, scan);
            }
        }
        assertTrue(constrained > CONDITIONS / 10, "only " + constrained + " conditions constrained anything");
        assertTrue(matched > CONDITIONS, "only " + matched + " rows matched");
    }

    private int check(String condition, FilterNode filter, ScanNode scan) {
        List<ProjectedColumn> columns = scan.request().projection().columns();
        ScanConstraint constraint = scan.request().constraint();
        int matched = 0;
        try (Memory memory = Memory.root(MEMORY_BYTES)) {
            List<List<Object>> values = new ArrayList<>();
            try (Batch batch = batch(columns, values, memory)) {
                Mask mask = new Mask();
                filter.predicate().test(batch, mask, new EvalContext(memory, Planning.NOW_MICROS, 1));
                for (int row = 0; row < ROWS; row++) {
                    if (mask.get(row)) {
                        matched++;
                        assertTrue(allows(constraint, columns, values, row), condition + " pushed as " + constraint);
                    }
                }
            }
            assertEquals(0, memory.usedBytes());
        }
        return matched;
    }

    private static boolean allows(
            ScanConstraint constraint, List<ProjectedColumn> columns, List<List<Object>> values, int row) {
        if (constraint.isNone()) {
            return false;
        }
        for (int c = 0; c < columns.size(); c++) {
            FieldPath path = columns.get(c).path();
            ValueSet set = constraint.on(path).orElse(null);
            if (set != null && !set.contains(values.get(c).get(row))) {
                return false;
            }
        }
        return true;
    }

    private Batch batch(List<ProjectedColumn> columns, List<List<Object>> values, Memory memory) {
        List<Column> vectors = new ArrayList<>();
        for (ProjectedColumn column : columns) {
            FieldVector vector = Values.newVector(column.field(), ROWS, memory);
            List<Object> cells = new ArrayList<>();
            for (int row = 0; row < ROWS; row++) {
                Object value =
                        random.nextInt(5) == 0 ? null : value(column.field().getType());
                cells.add(value);
                Values.write(vector, row, value);
            }
            vector.setValueCount(ROWS);
            vectors.add(new FlatColumn(vector));
            values.add(cells);
        }
        return new Batch(ROWS, vectors);
    }

    private Object value(ArrowType type) {
        return switch (type.getTypeID()) {
            case Bool -> random.nextBoolean();
            case Timestamp ->
                FIRST_DAY_MICROS + (random.nextInt(5) - 1) * 43_200_000_000L + random.nextInt(3) * 500_000L;
            case Int -> (long) random.nextInt(6);
            default -> pick(TEXTS);
        };
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private String condition(int depth) {
        if (depth == 0 || random.nextInt(3) == 0) {
            return leaf();
        }
        return switch (random.nextInt(4)) {
            case 0, 1 -> "(" + condition(depth - 1) + " AND " + condition(depth - 1) + ")";
            case 2 -> "(" + condition(depth - 1) + " OR " + condition(depth - 1) + ")";
            default -> "NOT (" + condition(depth - 1) + ")";
        };
    }

    private String leaf() {
        String comparison = pick(List.of("=", "<>", "<", "<=", ">", ">="));
        String text = pick(TEXT_COLUMNS);
        return switch (random.nextInt(12)) {
            case 0, 1 -> text + " " + comparison + " " + quoted(pick(TEXTS));
            case 2 ->
                text + pick(List.of(" IN (", " NOT IN (")) + quoted(pick(TEXTS)) + ", " + quoted(pick(TEXTS)) + ")";
            case 3 ->
                text
                        + pick(List.of(" LIKE ", " NOT LIKE "))
                        + quoted(pick(List.of("a%", "%b", "ab", "a_c%", "%", "_")));
            case 4 -> text + pick(List.of(" IS NULL", " IS NOT NULL"));
            case 5 -> "eventTime " + comparison + " " + quoted(pick(TIMES));
            case 6 -> "eventTime BETWEEN " + quoted(pick(TIMES)) + " AND " + quoted(pick(TIMES));
            case 7 -> "CAST(eventTime AS date) " + comparison + " date '2026-01-02'";
            case 8 ->
                pick(List.of(
                        "readOnly", "NOT readOnly", "readOnly IS NOT TRUE", "readOnly IS FALSE", "readOnly = true"));
            case 9 -> "\"$ordinal\" " + comparison + " " + random.nextInt(5);
            case 10 -> text + pick(List.of(" IS DISTINCT FROM ", " IS NOT DISTINCT FROM ")) + quoted(pick(TEXTS));
            default -> pick(TEXT_COLUMNS) + " = " + pick(TEXT_COLUMNS);
        };
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
