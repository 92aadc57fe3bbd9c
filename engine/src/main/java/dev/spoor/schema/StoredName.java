/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.schema;

import java.util.HashMap;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;

/**
 * The name under which a stored ROW has a field that a view calls something else, as metadata of the view's Arrow field.
 * Readers look fields of ROWs up by it.
 */
public final class StoredName {
    private static final String KEY = "spoor.stored-name";

    private StoredName() {}

    /** The name to look up, in any letter case: the field's own unless it says otherwise. */
    public static String of(Field field) {
        String name = field.getMetadata().get(KEY);
        return name == null ? field.getName() : name;
    }

    /** The field, read from a stored field of another name. */
    public static Field with(Field field, String storedName) {
        Map<String, String> metadata = new HashMap<>(field.getMetadata());
        metadata.put(KEY, storedName);
        FieldType type = field.getFieldType();
        return new Field(
                field.getName(),
                new FieldType(type.isNullable(), type.getType(), type.getDictionary(), metadata),
                field.getChildren());
    }
}
