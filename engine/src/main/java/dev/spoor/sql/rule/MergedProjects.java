/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql.rule;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;

/**
 * One projection in the place of two, one above the other, unless that would compute a great expression many times or draw a
 * random number twice; none in the place of one that only passes its input on. Calcite's rule for it insists that a folded
 * constant can be NULL where the expression could.
 */
final class MergedProjects extends RelHomogeneousShuttle {
    /** By how many nodes expressions may grow. */
    private static final int GROWTH_MAX = 100;

    private MergedProjects() {}

    static RelNode in(RelNode rel) {
        return rel.accept(new MergedProjects());
    }

    @Override
    public RelNode visit(RelNode other) {
        RelNode visited = super.visit(other);
        if (!(visited instanceof Project top)) {
            return visited;
        }
        RelNode below = top.getInput();
        if (RexUtil.isIdentity(top.getProjects(), below.getRowType())) {
            return below;
        }
        boolean isRandom = below instanceof Project bottom
                && !bottom.getProjects().stream().allMatch(RexUtil::isDeterministic);
        if (!(below instanceof Project bottom) || isRandom) {
            return visited;
        }
        List<RexNode> merged = RelOptUtil.pushPastProjectUnlessBloat(top.getProjects(), bottom, GROWTH_MAX);
        if (merged == null) {
            return visited;
        }
        Set<CorrelationId> variables = new HashSet<>(top.getVariablesSet());
        variables.addAll(bottom.getVariablesSet());
        RelNode one = LogicalProject.create(
                bottom.getInput(), top.getHints(), merged, top.getRowType().getFieldNames(), variables);
        boolean isIdentity = RexUtil.isIdentity(merged, bottom.getInput().getRowType());
        return isIdentity ? bottom.getInput() : one;
    }
}
