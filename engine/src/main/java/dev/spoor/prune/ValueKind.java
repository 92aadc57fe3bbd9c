/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.prune;

import dev.spoor.store.KeyOrder;
import java.util.Comparator;

/**
 * The types over which value sets exist. Each has a total order with a least value and a next value for every value, so
 * that every set of ranges has one normal form.
 */
public enum ValueKind {
    /** {@link String}, ordered by code point, which is the order of the UTF-8 bytes. Least value: the empty string. */
    TEXT("") {
        @Override
        Object nextOrNull(Object value) {
            return value + "\0";
        }

        @Override
        Object greatestOrNull() {
            return null;
        }

        @Override
        Object atMostBefore(Object bound) {
            String text = (String) bound;
            return text.endsWith("\0") ? text.substring(0, text.length() - 1) : text;
        }

        @Override
        int compare(Object left, Object right) {
            return KeyOrder.compare((String) left, (String) right);
        }
    },

    /** {@link Long}. */
    INTEGER(Long.MIN_VALUE) {
        @Override
        Object nextOrNull(Object value) {
            return nextLongOrNull((Long) value);
        }

        @Override
        Object greatestOrNull() {
            return Long.MAX_VALUE;
        }

        @Override
        Object atMostBefore(Object bound) {
            return (Long) bound - 1;
        }

        @Override
        int compare(Object left, Object right) {
            return Long.compare((Long) left, (Long) right);
        }
    },

    /** {@link Long}, microseconds since 1970-01-01T00:00:00Z. */
    TIMESTAMP(Long.MIN_VALUE) {
        @Override
        Object nextOrNull(Object value) {
            return nextLongOrNull((Long) value);
        }

        @Override
        Object greatestOrNull() {
            return Long.MAX_VALUE;
        }

        @Override
        Object atMostBefore(Object bound) {
            return (Long) bound - 1;
        }

        @Override
        int compare(Object left, Object right) {
            return Long.compare((Long) left, (Long) right);
        }
    },

    /** {@link Boolean}, false before true. */
    BOOLEAN(Boolean.FALSE) {
        @Override
        Object nextOrNull(Object value) {
            return (Boolean) value ? null : Boolean.TRUE;
        }

        @Override
        Object greatestOrNull() {
            return Boolean.TRUE;
        }

        @Override
        Object atMostBefore(Object bound) {
            return Boolean.FALSE;
        }

        @Override
        int compare(Object left, Object right) {
            return Boolean.compare((Boolean) left, (Boolean) right);
        }
    };

    private final Object least;

    ValueKind(Object least) {
        this.least = least;
    }

    /** The smallest value of the type. */
    Object least() {
        return least;
    }

    /** The smallest value above {@code value}; null when there is none. */
    abstract Object nextOrNull(Object value);

    /** The largest value of the type; null when there is none. */
    abstract Object greatestOrNull();

    /** The largest value below {@code bound}, or {@code bound} itself where that cannot be written down. */
    abstract Object atMostBefore(Object bound);

    /** The order of two values of this kind; both not null. */
    abstract int compare(Object left, Object right);

    /** The order of the values of this kind. */
    public Comparator<Object> order() {
        return this::compare;
    }

    /** Throws IllegalArgumentException unless {@code value} is a value of this kind. */
    void requireValue(Object value) {
        if (value == null || value.getClass() != least.getClass()) {
            throw new IllegalArgumentException(this + " value expected, not " + value);
        }
    }

    private static Long nextLongOrNull(long value) {
        return value == Long.MAX_VALUE ? null : value + 1;
    }
}
