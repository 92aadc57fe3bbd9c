/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.testing;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The order of SQL rows, over Java values: the simple twin of the engine's sort keys. */
public final class RowOrder {
    private RowOrder() {}

    /** Compares by all columns. */
    public static int compare(
            List<Object> left, List<Object> right, List<Boolean> ascending, List<Boolean> nullsFirst) {
        for (int i = 0; i < left.size(); i++) {
            int order = compare(left.get(i), right.get(i), ascending.get(i), nullsFirst.get(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    public static int compare(Object left, Object right, boolean ascending, boolean nullsFirst) {
        if (left == null || right == null) {
            int nullOrder = left == right ? 0 : (left == null) == nullsFirst ? -1 : 1;
            return nullOrder;
        }
        int order = compareValues(left, right);
        return ascending ? order : -order;
    }

    /** Neither is null. */
    public static int compareValues(Object left, Object right) {
        if (left instanceof String text) {
            return Arrays.compareUnsigned(
                    text.getBytes(StandardCharsets.UTF_8), ((String) right).getBytes(StandardCharsets.UTF_8));
        }
        if (left instanceof byte[] bytes) {
            return Arrays.compareUnsigned(bytes, (byte[]) right);
        }
        if (left instanceof Double number) {
            double other = (Double) right;
            return number == other ? 0 : Double.compare(number, other);
        }
        if (left instanceof BigDecimal number) {
            return number.compareTo((BigDecimal) right);
        }
        if (left instanceof Long number) {
            return Long.compare(number, (Long) right);
        }
        if (left instanceof Integer number) {
            return Integer.compare(number, (Integer) right);
        }
        if (left instanceof Boolean flag) {
            return Boolean.compare(flag, (Boolean) right);
        }
        List<?> a = (List<?>) left;
        List<?> b = (List<?>) right;
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            int order = compare(a.get(i), b.get(i), true, false);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.size(), b.size());
    }
}
