/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql;

import dev.spoor.error.EngineException;
import dev.spoor.exec.PlanNode;
import dev.spoor.exec.ScanNode;
import dev.spoor.expr.EvalContext;
import dev.spoor.function.FunctionLibrary;
import dev.spoor.scan.Cancellation;
import dev.spoor.vector.Memory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Plans statements over {@link TestCatalog} and says what came of them; every plan leaves the memory as it was. */
final class Planning {
    /** What {@code now()} means in tests: 2026-02-01T12:00:00Z. */
    static final long NOW_MICROS = 1_769_947_200_000_000L;

    private static final SqlFrontEnd FRONT_END = new SqlFrontEnd(FunctionLibrary.standard());
    private static final long MEMORY_BYTES = 64L << 20;

    private Planning() {}

    static PlannedQuery plan(String sql) {
        return plan(sql, true);
    }

    static PlannedQuery plan(String sql, boolean pruning) {
        return plan(sql, pruning, () -> {});
    }

    static PlannedQuery plan(String sql, boolean pruning, Cancellation cancellation) {
        try (Memory memory = Memory.root(MEMORY_BYTES)) {
            EvalContext context = new EvalContext(memory, NOW_MICROS, 1);
            PlannedQuery planned = FRONT_END.plan(
                    sql, List.of(), new TestCatalog(), new PlanOptions(NOW_MICROS, context, pruning, cancellation));
            if (memory.usedBytes() != 0) {
                throw new AssertionError("planning kept " + memory.usedBytes() + " bytes: " + sql);
            }
            return planned;
        }
    }

    /** Output columns as {@code name type, name type}. */
    static String columns(String sql) {
        PlannedQuery planned = plan(sql);
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < planned.columnNames().size(); i++) {
            columns.add(planned.columnNames().get(i) + " "
                    + TypeMap.display(planned.root().schema().getFields().get(i)));
        }
        return String.join(", ", columns);
    }

    /** The error of a statement as {@code CODE line:column message | hint}. */
    static String error(String sql) {
        try {
            plan(sql);
            return "no error";
        } catch (EngineException e) {
            return e.code()
                    + " "
                    + e.position().map(Object::toString).orElse("-")
                    + " "
                    + e.getMessage()
                    + e.hint().map(h -> " | " + h).orElse("");
        }
    }

    /** The scans of a plan, in the order of EXPLAIN. */
    static List<ScanNode> scans(PlanNode node) {
        List<ScanNode> scans = new ArrayList<>();
        if (node instanceof ScanNode scan) {
            scans.add(scan);
        }
        node.inputs().forEach(input -> scans.addAll(scans(input)));
        return scans;
    }

    /** What the one scan of a statement reads and what it may leave out: {@code [columns] where constraint}. */
    static String scan(String sql) {
        ScanNode scan = scans(plan(sql).root()).get(0);
        String columns = scan.request().projection().columns().stream()
                .map(c -> c.path().toString())
                .collect(Collectors.joining(", ", "[", "]"));
        return columns + " where " + scan.request().constraint();
    }

    /** The steps of a plan, one line each, indented. */
    static String steps(String sql) {
        return plan(sql).explain(node -> null);
    }
}
