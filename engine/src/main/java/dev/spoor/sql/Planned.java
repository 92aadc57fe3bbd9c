/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql;

import dev.spoor.exec.GatherNode;
import dev.spoor.exec.PlanNode;

/**
 * A plan node and where it keeps the columns of the relational node that it stands for.
 *
 * @param node the step
 * @param layout places of columns and paths in its output
 */
record Planned(PlanNode node, Layout layout) {
    /** The node, run on all workers and gathered if it is partitioned. */
    PlanNode gathered() {
        return node.isPartitioned() ? new GatherNode(node) : node;
    }
}
