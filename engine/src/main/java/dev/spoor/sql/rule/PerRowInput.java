/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql.rule;

import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.AbstractRelNode;
import org.apache.calcite.rel.type.RelDataType;

/**
 * The leaf of what a {@link PerRowAggregate} does for each of its rows: those rows, and behind their columns the number by
 * which each is known.
 */
public final class PerRowInput extends AbstractRelNode {
    public PerRowInput(RelOptCluster cluster, RelTraitSet traits, RelDataType rowType) {
        super(cluster, traits);
        this.rowType = rowType;
    }

    /** The column with the number of the row. */
    public int rowColumn() {
        return getRowType().getFieldCount() - 1;
    }
}
