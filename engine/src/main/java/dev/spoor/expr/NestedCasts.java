/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.expr;

import dev.spoor.vector.SqlTypes;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.Field;

/** Casts from and to ARRAY, MAP, ROW and JSON. */
final class NestedCasts {
    private NestedCasts() {}

    static boolean isNestedOrJson(Field field) {
        return SqlTypes.isJson(field) || !field.getChildren().isEmpty();
    }

    static Optional<ValueCast> find(Field source, Field target) {
        return Optional.empty();
    }
}
