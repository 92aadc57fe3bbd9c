/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.exec;

import dev.spoor.vector.Schema;
import java.util.List;

/** Immutable description of a step: explainable, re-openable, shared by workers. */
public interface PlanNode {
    /** Types of the output columns, by index; names are informative. */
    Schema schema();

    List<PlanNode> inputs();

    /**
     * Whether several workers may each open this node under the same context and together get each row once. If false,
     * only one operator of this node may be opened in a query.
     */
    boolean isPartitioned();

    /** A running step. The caller closes it. */
    Operator open(QueryContext context);

    /** One line for EXPLAIN: the step and what it does, without its inputs. */
    String describe();
}
