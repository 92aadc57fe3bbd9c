/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.exec;

import dev.spoor.vector.KeyEncoder;
import dev.spoor.vector.Schema;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Field;

/** Sort keys together with the types of the rows that they order. */
record SortOrder(List<Field> fields, List<SortKey> keys) {
    static SortOrder of(Schema schema, List<SortKey> keys) {
        return new SortOrder(schema.getFields(), List.copyOf(keys));
    }

    List<Integer> columns() {
        return keys.stream().map(SortKey::column).toList();
    }

    KeyEncoder newEncoder() {
        return KeyEncoder.forOrder(
                keys.stream().map(key -> fields.get(key.column())).toList(),
                keys.stream().map(SortKey::ascending).toList(),
                keys.stream().map(SortKey::nullsFirst).toList());
    }
}
