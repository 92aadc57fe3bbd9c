/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.scan;

import dev.spoor.prune.ScanConstraint;
import java.util.Objects;

/**
 * Which files a scan wants listed. Equal ones want the same.
 *
 * @param rows what the rows wanted satisfy
 * @param keys what the keys of the files wanted satisfy
 */
record WantedFiles(ScanConstraint rows, FileCondition keys) {
    static final WantedFiles ALL = new WantedFiles(ScanConstraint.all(), FileCondition.ALL);

    WantedFiles {
        Objects.requireNonNull(rows, "rows is null");
        Objects.requireNonNull(keys, "keys is null");
    }

    boolean isAll() {
        return rows.isAll() && keys == FileCondition.ALL;
    }
}
