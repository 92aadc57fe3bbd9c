/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.vector;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Distinct UTF-8 texts by code, 0 .. size-1, as seen at one moment. Codes are for ever: a later snapshot of the same
 * dictionary only adds values, so codes of columns with the {@linkplain #sameAs same} dictionary are comparable.
 * Immutable and safe for any thread. Lives on the heap; its maker accounts for it.
 */
public final class StringDictionary {
    /** What all snapshots of one growing dictionary share. */
    static final class Identity {
        final Map<Object, Object> attachments = new ConcurrentHashMap<>();
    }

    private final Identity identity;
    private final byte[][] values;
    private final int size;

    StringDictionary(Identity identity, byte[][] values, int size) {
        this.identity = identity;
        this.values = values;
        this.size = size;
    }

    /** A dictionary that never grows. Values must be distinct; the array is owned by the dictionary. */
    public static StringDictionary of(byte[][] distinctValues) {
        return new StringDictionary(new Identity(), distinctValues, distinctValues.length);
    }

    public int size() {
        return size;
    }

    /** UTF-8 bytes of a code; never null; not to be changed. */
    public byte[] value(int code) {
        return values[code];
    }

    /** What the snapshots of one dictionary share. */
    Identity identity() {
        return identity;
    }

    /** Whether codes of both mean the same values. */
    public boolean sameAs(StringDictionary other) {
        return identity == other.identity;
    }

    /**
     * Something computed from this dictionary and kept for its later snapshots, such as a predicate's verdict for each
     * code. One per key (by identity or equals of the key); the maker runs at most once for each key.
     */
    @SuppressWarnings("unchecked")
    public <T> T attachment(Object key, Function<Object, T> maker) {
        return (T) identity.attachments.computeIfAbsent(key, maker);
    }
}
