/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.store;

/** The order of keys: by UTF-8 bytes, as S3 lists them, which is the order of code points. */
public final class KeyOrder {
    private static final int SURROGATE_FIRST = 0xD800;
    private static final int BASIC_PLANE_TAIL = 0x2000;
    private static final int SURROGATE_COUNT = 0x800;

    private KeyOrder() {}

    /** Negative, zero or positive, as {@link java.util.Comparator}. */
    public static int compare(String left, String right) {
        int common = Math.min(left.length(), right.length());
        for (int i = 0; i < common; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                return Integer.compare(rank(a), rank(b));
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    /** UTF-16 puts surrogates before U+E000..U+FFFF, UTF-8 behind them. */
    private static int rank(char unit) {
        if (unit < SURROGATE_FIRST) {
            return unit;
        }
        return Character.isSurrogate(unit) ? unit + BASIC_PLANE_TAIL : unit - SURROGATE_COUNT;
    }
}
