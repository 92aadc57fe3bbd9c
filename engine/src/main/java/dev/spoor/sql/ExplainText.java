/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql;

import dev.spoor.exec.NodeCounters;
import dev.spoor.exec.PlanNode;
import dev.spoor.exec.ScanNode;
import dev.spoor.scan.PruneReport;
import dev.spoor.scan.ScanStage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/** Prints plans: the tree of steps, and under each scan what of the logs it reads and why it may leave the rest. */
final class ExplainText {
    private static final double NANOS_PER_MILLI = 1e6;

    private static final String NOT_READ =
            "which row groups and rows are left out is known when they are read: EXPLAIN ANALYZE tells";

    private final StringBuilder out = new StringBuilder();
    private final Function<PlanNode, NodeCounters> counters;
    private final Set<PlanNode> printed = Collections.newSetFromMap(new IdentityHashMap<>());

    private ExplainText(Function<PlanNode, NodeCounters> counters) {
        this.counters = counters;
    }

    static String of(PlanNode root, Function<PlanNode, NodeCounters> counters) {
        ExplainText text = new ExplainText(counters);
        text.step(root, 0);
        return text.out.toString();
    }

    /** The lines of a plan that was not run. */
    static List<String> lines(PlanNode root) {
        List<String> lines = new ArrayList<>(List.of(of(root, node -> null).split("\n", -1)));
        lines.remove(lines.size() - 1);
        return lines;
    }

    private void step(PlanNode node, int depth) {
        out.append("  ".repeat(depth)).append(depth == 0 ? "" : "-> ").append(node.describe());
        NodeCounters done = counters.apply(node);
        if (done != null) {
            out.append(String.format(Locale.ROOT, "  [%d rows, %.1f ms", done.rows(), done.nanos() / NANOS_PER_MILLI));
            if (done.spilledBytes() > 0) {
                out.append(", ").append(done.spilledBytes()).append(" bytes spilled");
            }
            out.append(']');
        }
        out.append('\n');
        if (node instanceof ScanNode scan && printed.add(node)) {
            funnel(scan.source().plan(scan.request()).report(), done, "  ".repeat(depth + 2));
        }
        for (PlanNode input : node.inputs()) {
            step(input, depth + 1);
        }
    }

    /** Of each unit what the plan knows, and behind it what a run has counted. */
    private void stages(List<ScanStage> planned, NodeCounters doneOrNull, String indent) {
        List<ScanStage> all = new ArrayList<>(planned);
        if (doneOrNull != null && !planned.isEmpty()) {
            all.addAll(doneOrNull.stages());
        }
        List<String> units = all.stream().map(ScanStage::unit).distinct().toList();
        for (String unit : units) {
            for (ScanStage stage : all) {
                if (stage.unit().equals(unit)) {
                    out.append(indent).append(unit).append(", ").append(stage.name());
                    out.append(": ").append(stage.left()).append('\n');
                }
            }
        }
        if (doneOrNull == null && !planned.isEmpty()) {
            out.append(indent).append("note: ").append(NOT_READ).append('\n');
        }
    }

    private void funnel(PruneReport report, NodeCounters doneOrNull, String indent) {
        if (report.filesTotal() > 0) {
            out.append(indent).append("files total: ").append(report.filesTotal());
            out.append(" (").append(report.bytesTotal()).append(" bytes)\n");
            for (PruneReport.Step step : report.steps()) {
                out.append(indent)
                        .append("after ")
                        .append(step.level())
                        .append(": ")
                        .append(step.filesLeft())
                        .append('\n');
            }
            out.append(indent).append("files to read: ").append(report.filesToRead());
            out.append(" (").append(report.bytesToRead()).append(" bytes)\n");
        }
        stages(report.stages(), doneOrNull, indent);
        for (String note : report.notes()) {
            out.append(indent).append("note: ").append(note).append('\n');
        }
    }
}
