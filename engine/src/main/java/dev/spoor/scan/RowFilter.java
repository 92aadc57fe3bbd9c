/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.scan;

import dev.spoor.expr.Predicate;
import java.util.List;

/**
 * A condition that wanted rows satisfy, for sources that can look at some columns before they make the others. A hint: it
 * need not be applied, and whoever asks applies the whole condition anyway.
 *
 * @param predicate bound to a batch of just these columns, in this order; the same for equal rows at any time
 * @param columns positions in the projection, ascending
 * @param queryStartMicros the one "now" of the query, UTC micros
 * @param withKeysOrNull a condition that leaves out more, because it also reads keys inside of free-form columns: better
 *     where these are columns of their own
 */
public record RowFilter(Predicate predicate, List<Integer> columns, long queryStartMicros, RowFilter withKeysOrNull) {
    public RowFilter {
        columns = List.copyOf(columns);
    }
}
