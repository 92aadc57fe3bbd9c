/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * A column of a relational node, or a place inside one.
 *
 * @param column index of the column
 * @param steps names of ROW fields in lower case, then at most one key of a MAP; empty for the whole column
 */
record ColumnPath(int column, List<String> steps) {
    ColumnPath {
        steps = List.copyOf(steps);
    }

    static ColumnPath whole(int column) {
        return new ColumnPath(column, List.of());
    }

    ColumnPath then(String step) {
        List<String> longer = new ArrayList<>(steps);
        longer.add(step);
        return new ColumnPath(column, longer);
    }

    ColumnPath then(List<String> more) {
        List<String> longer = new ArrayList<>(steps);
        longer.addAll(more);
        return new ColumnPath(column, longer);
    }

    /** The same place in a column that is {@code offset} further right. */
    ColumnPath shifted(int offset) {
        return new ColumnPath(column + offset, steps);
    }

    ColumnPath parent() {
        return new ColumnPath(column, steps.subList(0, steps.size() - 1));
    }
}
