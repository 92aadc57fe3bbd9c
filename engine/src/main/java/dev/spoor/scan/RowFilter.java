/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.scan;

import dev.spoor.expr.Predicate;
import dev.spoor.vector.Batch;
import java.util.List;

/**
 * A condition that wanted rows satisfy, for sources that can look at some columns before they make the others. A hint: it
 * need not be applied, and whoever asks applies the whole condition anyway, unless a batch says that it was.
 *
 * @param predicate bound to a batch of just these columns, in this order; the same for equal rows at any time
 * @param columns positions in the projection, ascending
 * @param isWhole whether it is all that wanted rows satisfy: who applies it to each row of a batch may say so of the batch
 *     ({@link dev.spoor.vector.Batch#satisfying} this), and then nobody tests them again
 * @param neverFails whether it raises no error for any values, those that no row has among them
 * @param queryStartMicros the one "now" of the query, UTC micros
 * @param withKeysOrNull a condition that leaves out more, because it also reads keys inside of free-form columns: better
 *     where these are columns of their own
 */
public record RowFilter(
        Predicate predicate,
        List<Integer> columns,
        boolean isWhole,
        boolean neverFails,
        long queryStartMicros,
        RowFilter withKeysOrNull) {
    public RowFilter {
        columns = List.copyOf(columns);
    }

    /** Whether a batch says that all its rows satisfy the whole condition. */
    public boolean isKnownOf(Batch batch) {
        return (isWhole && batch.satisfies(this)) || (withKeysOrNull != null && withKeysOrNull.isKnownOf(batch));
    }
}
