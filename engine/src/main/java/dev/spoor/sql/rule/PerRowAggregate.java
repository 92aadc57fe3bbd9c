/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql.rule;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.SingleRel;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexShuttle;

/**
 * Aggregates over the elements of each row's own arrays: what Calcite says with a correlated join over an aggregation over
 * Uncollect. Output: the input's columns, then one column for each call, also for rows without elements.
 */
public final class PerRowAggregate extends SingleRel {
    private final PerRowInput leaf;
    private final RelNode elements;
    private final List<AggregateCall> calls;

    /**
     * @param leaf stands for the rows of the input inside {@code elements}
     * @param elements what is aggregated: the leaf's columns, then those of the elements
     * @param calls over the columns of {@code elements}, by the number of the row
     */
    public PerRowAggregate(
            RelOptCluster cluster,
            RelTraitSet traits,
            RelNode input,
            PerRowInput leaf,
            RelNode elements,
            List<AggregateCall> calls) {
        super(cluster, traits, input);
        this.leaf = leaf;
        this.elements = elements;
        this.calls = List.copyOf(calls);
        RelDataTypeFactory.Builder row = cluster.getTypeFactory().builder();
        row.addAll(input.getRowType().getFieldList());
        for (AggregateCall call : calls) {
            row.add(call.getName() == null ? "value" : call.getName(), call.getType());
        }
        this.rowType = row.build();
    }

    public PerRowInput leaf() {
        return leaf;
    }

    public RelNode elements() {
        return elements;
    }

    public List<AggregateCall> calls() {
        return calls;
    }

    @Override
    public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
        return new PerRowAggregate(getCluster(), traits, inputs.get(0), leaf, elements, calls);
    }

    @Override
    public RelNode accept(RexShuttle shuttle) {
        RelNode changed = elements.accept(new RelHomogeneousShuttle() {
            @Override
            public RelNode visit(RelNode other) {
                return super.visit(other).accept(shuttle);
            }
        });
        return changed == elements
                ? this
                : new PerRowAggregate(getCluster(), getTraitSet(), getInput(), leaf, changed, calls);
    }

    @Override
    public RelWriter explainTerms(RelWriter writer) {
        List<String> said = new ArrayList<>();
        calls.forEach(call -> said.add(call.toString()));
        return super.explainTerms(writer).item("calls", said).item("elements", RelOptUtil.toString(elements));
    }
}
