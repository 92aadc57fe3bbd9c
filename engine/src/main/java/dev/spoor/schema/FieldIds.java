/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.schema;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;

/**
 * The permanent id of a stored field, as metadata of its Arrow field, under the name that Arrow's own Parquet readers
 * use. In stored files fields are matched by it, never by name or place; nested fields, list elements, map keys and map
 * values have ids of their own.
 */
public final class FieldIds {
    private static final String KEY = "PARQUET:field_id";

    private FieldIds() {}

    /** Empty for a field that is not stored. */
    public static OptionalInt of(Field field) {
        String id = field.getMetadata().get(KEY);
        return id == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(id));
    }

    /** The same field with an id and other children. */
    public static Field with(Field field, int id, List<Field> children) {
        Map<String, String> metadata = new HashMap<>(field.getMetadata());
        metadata.put(KEY, Integer.toString(id));
        FieldType type = field.getFieldType();
        return new Field(
                field.getName(),
                new FieldType(type.isNullable(), type.getType(), type.getDictionary(), metadata),
                children);
    }
}
