/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.prune;

import dev.spoor.schema.FieldPath;
import java.util.Objects;

/**
 * What a file (or a part of one) is known to hold in one column.
 *
 * @param path the column, or the place inside one
 * @param mayHold a set that contains every value of the column in every row, and null if any row has null there; it may
 *     contain more
 */
public record ColumnStats(FieldPath path, ValueSet mayHold) {
    public ColumnStats {
        Objects.requireNonNull(path, "path is null");
        Objects.requireNonNull(mayHold, "mayHold is null");
    }
}
