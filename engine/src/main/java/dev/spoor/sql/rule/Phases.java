
package dev.spoor.sql.rule;

import org.apache.calcite.rel.RelNode;

/** The phases of the optimiser in their order. */
public final class Phases {
    private Phases() {}

    /** The same rows by a cheaper tree. */
    public static RelNode optimise(RelNode rel) {
        return rel;
    }
}
