/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql;

import dev.spoor.exec.NodeCounters;
import dev.spoor.exec.PlanNode;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** A statement ready to run. Immutable; may be run several times. */
public final class PlannedQuery {
    private final PlanNode root;
    private final List<String> columnNames;
    private final ExplainMode explainMode;

    private final List<String> notes;

    PlannedQuery(PlanNode root, List<String> columnNames, List<String> notes, ExplainMode explainMode) {
        this.notes = List.copyOf(notes);
        this.root = Objects.requireNonNull(root, "root is null");
        this.columnNames = List.copyOf(columnNames);
        this.explainMode = explainMode;
    }

    /**
     * The plan to run; never partitioned. For {@link ExplainMode#PLAN} it gives the lines of the plan, for
     * {@link ExplainMode#ANALYZE} it is the query's own.
     */
    public PlanNode root() {
        return root;
    }

    /** Names of the output columns as the user typed them; may repeat. For a plan: one, {@code plan}. */
    public List<String> columnNames() {
        return columnNames;
    }

    /** What the user should be told about how the statement was understood; mostly empty. */
    public List<String> notes() {
        return notes;
    }

    public ExplainMode explainMode() {
        return explainMode;
    }

    /**
     * The plan as text, one line for each step with its inputs below it.
     *
     * @param counters what a step did in a finished run; null for a step that was not run
     */
    public String explain(Function<PlanNode, NodeCounters> counters) {
        return ExplainText.of(root, counters);
    }
}
