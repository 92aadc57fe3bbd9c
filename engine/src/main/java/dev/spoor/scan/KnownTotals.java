/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.scan;

import dev.spoor.schema.ProjectedColumn;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a source knows of all its rows together without reading one. Everything is exact; what is not known exactly is
 * empty.
 */
public interface KnownTotals {
    long rowCount();

    /** Rows in which the column is not NULL. */
    OptionalLong valueCount(ProjectedColumn column);

    /** The least value of a column that has one. */
    Optional<Object> least(ProjectedColumn column);

    /** The greatest value of a column that has one. */
    Optional<Object> greatest(ProjectedColumn column);

    /** The same of parts of the rows; each row is in one of them. */
    default List<KnownTotals> parts() {
        return List.of(this);
    }
}
