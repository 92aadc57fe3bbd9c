/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql.rule;

import java.util.List;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.SingleRel;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;

/**
 * A row for each element of the collections of a row: what Calcite says with a correlated join over Uncollect. Output: the
 * input's columns, the elements' columns, and the ordinality if wanted.
 */
public final class Unnest extends SingleRel {
    private final List<RexNode> collections;
    private final boolean withOrdinality;
    private final boolean outer;
    private final boolean expandRows;

    /**
     * @param collections expressions over the input that give arrays or maps
     * @param outer whether a row without elements gives one row padded with NULL
     * @param expandRows whether the fields of ROW elements become columns
     */
    public Unnest(
            RelOptCluster cluster,
            RelTraitSet traits,
            RelNode input,
            List<RexNode> collections,
            boolean withOrdinality,
            boolean outer,
            boolean expandRows,
            RelDataType rowType) {
        super(cluster, traits, input);
        this.collections = List.copyOf(collections);
        this.withOrdinality = withOrdinality;
        this.outer = outer;
        this.expandRows = expandRows;
        this.rowType = rowType;
    }

    public List<RexNode> collections() {
        return collections;
    }

    public boolean withOrdinality() {
        return withOrdinality;
    }

    public boolean outer() {
        return outer;
    }

    public boolean expandRows() {
        return expandRows;
    }

    @Override
    public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
        return new Unnest(
                getCluster(), traits, inputs.get(0), collections, withOrdinality, outer, expandRows, getRowType());
    }

    @Override
    public RelNode accept(RexShuttle shuttle) {
        List<RexNode> changed = shuttle.apply(collections);
        return changed == collections
                ? this
                : new Unnest(
                        getCluster(),
                        getTraitSet(),
                        getInput(),
                        changed,
                        withOrdinality,
                        outer,
                        expandRows,
                        getRowType());
    }

    @Override
    public RelWriter explainTerms(RelWriter writer) {
        return super.explainTerms(writer)
                .item("collections", collections)
                .item("ordinality", withOrdinality)
                .item("outer", outer);
    }
}
