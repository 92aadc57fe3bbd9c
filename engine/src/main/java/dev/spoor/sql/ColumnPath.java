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
 * @param jsonKeys behind them, the keys of a scalar value inside JSON text, as json_extract_scalar finds it; mostly empty
 * @param elementSteps where the place is an ARRAY of ROWs, the names of ROW fields inside each of its elements; mostly empty
 */
record ColumnPath(int column, List<String> steps, List<String> jsonKeys, List<String> elementSteps) {
    ColumnPath {
        steps = List.copyOf(steps);
        jsonKeys = List.copyOf(jsonKeys);
        elementSteps = List.copyOf(elementSteps);
    }

    ColumnPath(int column, List<String> steps) {
        this(column, steps, List.of(), List.of());
    }

    static ColumnPath whole(int column) {
        return new ColumnPath(column, List.of());
    }

    ColumnPath then(String step) {
        List<String> longer = new ArrayList<>(steps);
        longer.add(step);
        return new ColumnPath(column, longer);
    }

    /** The place that another path names inside this one. */
    ColumnPath then(ColumnPath inside) {
        List<String> longer = new ArrayList<>(steps);
        longer.addAll(inside.steps);
        return new ColumnPath(column, longer, inside.jsonKeys, inside.elementSteps);
    }

    /** The scalar value at the end of keys, in the JSON text that this place holds. */
    ColumnPath json(List<String> keys) {
        return new ColumnPath(column, steps, keys, List.of());
    }

    /** The arrays that are at this place, with no more of their elements than is at some steps inside. */
    ColumnPath ofElements(List<String> names) {
        return new ColumnPath(column, steps, List.of(), names);
    }

    /** Without what is said of elements: where the arrays are. */
    ColumnPath withWholeElements() {
        return elementSteps.isEmpty() ? this : new ColumnPath(column, steps, jsonKeys, List.of());
    }

    boolean isJson() {
        return !jsonKeys.isEmpty();
    }

    boolean isWholeColumn() {
        return steps.isEmpty() && jsonKeys.isEmpty() && elementSteps.isEmpty();
    }

    /** For people: {@code .sessioncontext.mfa}, empty for the whole column. */
    String suffix() {
        StringBuilder text = new StringBuilder();
        steps.forEach(step -> text.append('.').append(step));
        jsonKeys.forEach(key -> text.append('.').append(key));
        return text.toString();
    }

    /** The same place in a column that is {@code offset} further right. */
    ColumnPath shifted(int offset) {
        return new ColumnPath(column + offset, steps, jsonKeys, elementSteps);
    }

    /** The next place around this one; JSON text has no places between. */
    ColumnPath parent() {
        boolean isInside = isJson() || !elementSteps.isEmpty();
        return new ColumnPath(column, isInside ? steps : steps.subList(0, steps.size() - 1));
    }
}
