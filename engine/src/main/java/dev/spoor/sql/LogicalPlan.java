
package dev.spoor.sql;

import java.util.List;
import org.apache.calcite.rel.RelNode;

/**
 * An optimised relational tree.
 *
 * @param rel the tree; its output columns are the query's
 * @param columnNames names of the output columns as the user typed them; may repeat
 */
record LogicalPlan(RelNode rel, List<String> columnNames) {}
