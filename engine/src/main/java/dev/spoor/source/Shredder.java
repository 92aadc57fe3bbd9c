/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.source;

import dev.spoor.vector.Batch;
import dev.spoor.vector.Column;
import dev.spoor.vector.Memory;
import java.util.List;
import java.util.Set;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * Takes values out of the JSON text of stored free-form columns, each as a column of text of its own:
 * {@link dev.spoor.schema.ProjectedColumn.Reading#TEXT} says which text. Makes the columns of one data file, and remembers
 * what kinds of values went into them. One thread.
 */
public interface Shredder {
    /** The stored columns that it reads. */
    List<Field> columns();

    /**
     * The values of some rows.
     *
     * @param columns as {@link #columns} lists them; borrowed
     * @return one column for each path, in their order; owned by the caller
     */
    List<Column> shred(Batch columns, Memory memory);

    /** For each path the kinds of all values so far; a row without the key has none. */
    List<Set<JsonKind>> kinds();
}
