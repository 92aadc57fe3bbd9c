/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.source;

import dev.spoor.vector.Batch;
import dev.spoor.vector.Column;
import dev.spoor.vector.Memory;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * Keeps a whole record beside its columns without storing its values twice: a shape is the record's JSON text with each
 * value cut out that a column gives back byte by byte. Few shapes are different, so they cost next to nothing. What no
 * column gives back exactly stays in the shape, so a record and its columns always make the very same text again. One
 * worker's; one thread.
 */
public interface RecordShapes {
    /** The stored columns whose values are cut out, whole. */
    List<Field> columns();

    /**
     * Shapes of records.
     *
     * @param columns as {@link #columns} lists them; borrowed
     * @param records compact JSON text of the same rows; borrowed
     * @return owned by the caller
     */
    Column shapesOf(Batch columns, Column records, Memory memory);

    /**
     * The records again, as compact JSON text.
     *
     * @param columns as {@link #columns} lists them; borrowed
     * @param shapes of the same rows, as they were stored; borrowed
     * @return owned by the caller; CORRUPT_DATA when the shape of a row does not fit its columns
     */
    Column recordsOf(Batch columns, Column shapes, Memory memory);
}
