/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.schema;

import org.apache.arrow.vector.types.pojo.Field;

/**
 * One output column of a scan. Views want some columns in another type than they are stored in:
 *
 * <ul>
 *   <li>a FREE_FORM column as MAP(VARCHAR, VARCHAR), as VARCHAR (compact JSON text), or as a ROW of the keys wanted;
 *   <li>a TIMESTAMP as VARCHAR: see {@link dev.spoor.source.EventTime#text}; a BOOLEAN as VARCHAR: {@code true} or
 *       {@code false};
 *   <li>a ROW with fewer fields, in another order, and with names of its own ({@link StoredName}); the same rules hold
 *       for its fields.
 * </ul>
 *
 * @param path what to read; below a column of keys, {@code $key} and a pattern: see {@code dev.spoor.source.KeyPattern}
 * @param field name and type to produce; VARCHAR for a key inside a FREE_FORM column
 * @param reading what becomes of the value of a key inside a FREE_FORM column
 */
public record ProjectedColumn(FieldPath path, Field field, Reading reading) {
    /** What the JSON value at a key gives; null and absent are NULL in both. */
    public enum Reading {
        /** As {@code element_at} has it: text as it is, other scalars by their JSON text, the rest as compact JSON. */
        TEXT,
        /** As {@code json_extract_scalar} has it: as above, but NULL for arrays and objects. */
        SCALAR
    }

    public ProjectedColumn(FieldPath path, Field field) {
        this(path, field, Reading.TEXT);
    }
}
