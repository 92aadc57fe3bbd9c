/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.schema;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * A column, or a place inside one. Inside a ROW column the steps are field names in lower case; inside a free-form
 * (JSON text) column the steps are keys, exactly as written in the record.
 *
 * @param column physical name of the column, lower case, or a hidden one such as {@code $path}
 * @param steps empty for the whole column
 */
public record FieldPath(String column, List<String> steps) {
    /** What no record holds: NULL, whatever its type. */
    public static final FieldPath ABSENT = new FieldPath("$absent", List.of());

    public FieldPath {
        Objects.requireNonNull(column, "column is null");
        steps = List.copyOf(steps);
    }

    public static FieldPath of(String column, String... steps) {
        return new FieldPath(column.toLowerCase(Locale.ROOT), List.of(steps));
    }

    public boolean isWholeColumn() {
        return steps.isEmpty();
    }

    /** The path one step further in. */
    public FieldPath then(String step) {
        List<String> longer = new java.util.ArrayList<>(steps);
        longer.add(step);
        return new FieldPath(column, longer);
    }

    /** For people: {@code useridentity.sessioncontext}. */
    @Override
    public String toString() {
        return steps.isEmpty() ? column : column + "." + String.join(".", steps);
    }
}
