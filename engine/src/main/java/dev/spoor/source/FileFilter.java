/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.source;

import dev.spoor.prune.ScanConstraint;
import java.util.Objects;

/**
 * Which files of a source are wanted, as far as their addresses tell.
 *
 * @param rows what the rows wanted of a file satisfy
 * @param keys what its key satisfies
 */
public record FileFilter(ScanConstraint rows, KeyFilter keys) {
    public FileFilter {
        Objects.requireNonNull(rows, "rows is null");
        Objects.requireNonNull(keys, "keys is null");
    }

    /** Files with rows that satisfy a constraint. */
    public static FileFilter of(ScanConstraint rows) {
        return new FileFilter(rows, KeyFilter.ALL);
    }
}
