/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.scan;

import dev.spoor.prune.ScanConstraint;
import dev.spoor.schema.Projection;

/**
 * What a query wants of a source.
 *
 * @param projection output columns, in order
 * @param constraint what the rows wanted satisfy; rows outside it may be left out and may be given
 * @param files what the keys of the files wanted satisfy; files outside may be left out and may be read
 * @param filterOrNull rows outside may be left out and may be given
 * @param rowLimit the reader will not take more rows than this; -1 for all
 */
public record ScanRequest(
        Projection projection, ScanConstraint constraint, FileCondition files, RowFilter filterOrNull, long rowLimit) {
    public static final long NO_LIMIT = -1;

    /** Of files with any key. */
    public ScanRequest(Projection projection, ScanConstraint constraint, long rowLimit) {
        this(projection, constraint, FileCondition.ALL, null, rowLimit);
    }
}
