/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.expr;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.Field;

/** MAP of keys and values written out. Never NULL; a NULL key or the same key twice is an error. */
public final class MapOf {
    private MapOf() {}

    /** @param field a MAP of the keys' and values' types */
    public static VectorExpr of(List<VectorExpr> keys, List<VectorExpr> values, Field field) {
        int size = keys.size();
        if (size == 0) {
            return Literal.of(field, Map.of());
        }
        List<VectorExpr> inputs = new ArrayList<>(keys);
        inputs.addAll(values);
        return RowExpr.nullAware(field, inputs, (in, out) -> {
            Map<Object, Object> map = new LinkedHashMap<>();
            for (int i = 0; i < size; i++) {
                Object key = in.getObject(i);
                if (key == null) {
                    throw Failures.badArgument("a map key cannot be NULL");
                }
                if (map.containsKey(key)) {
                    throw Failures.badArgument("the map key " + Failures.shown(key.toString()) + " stands twice");
                }
                map.put(key, in.getObject(size + i));
            }
            out.setObject(map);
        });
    }
}
