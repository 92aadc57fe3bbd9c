/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql;

import java.util.List;
import org.apache.calcite.rel.RelNode;

/**
 * An optimised relational tree.
 *
 * @param rel the tree; its output columns are the query's
 * @param columnNames names of the output columns as the user typed them; may repeat
 * @param notes what the user should be told about how names were understood
 */
record LogicalPlan(RelNode rel, List<String> columnNames, List<String> notes) {}
