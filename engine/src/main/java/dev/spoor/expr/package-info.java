/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/**
 * Compiled vector expressions and predicates: what a WHERE or SELECT clause becomes.
 *
 * <p>A {@link dev.spoor.expr.VectorExpr} turns a batch into one column; a {@link dev.spoor.expr.Predicate} turns it
 * into the mask of rows where a condition is TRUE. Both are immutable and bound to column indexes, so one plan serves
 * many workers. Text arrives dictionary-encoded: a deterministic function of one text column runs once for each
 * distinct value, not once for each row.
 */
package dev.spoor.expr;
