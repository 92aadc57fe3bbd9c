
package dev.spoor.sql;

import dev.spoor.exec.PlanNode;
import dev.spoor.function.FunctionLibrary;

/** The border: relational trees above, plan nodes below. */
final class PhysicalPlanner {
    PhysicalPlanner(FunctionLibrary functions, PlanOptions options) {}

    PlanNode plan(LogicalPlan logical) {
        throw SqlErrors.notSupported("this query cannot be run yet");
    }
}
