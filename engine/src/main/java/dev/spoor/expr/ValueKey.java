/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.expr;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Java objects whose equals and hashCode are SQL's IS NOT DISTINCT FROM, for hash tables over {@link Values}. */
public final class ValueKey {
    private ValueKey() {}

    /** @param value as {@link Values} has it; null for NULL */
    public static Object of(Object value) {
        if (value instanceof byte[] bytes) {
            return ByteBuffer.wrap(bytes);
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.signum() == 0 ? BigDecimal.ZERO : decimal.stripTrailingZeros();
        }
        if (value instanceof Double number) {
            // Minus zero is zero.
            return number + 0.0;
        }
        if (value instanceof List<?> list) {
            List<Object> keys = new ArrayList<>(list.size());
            for (Object element : list) {
                keys.add(of(element));
            }
            return keys;
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> keys = new HashMap<>();
            map.forEach((k, v) -> keys.put(of(k), of(v)));
            return keys;
        }
        return value;
    }
}
