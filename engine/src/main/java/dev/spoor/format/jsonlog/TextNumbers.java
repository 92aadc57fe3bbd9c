/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format.jsonlog;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Numbers for the distinct texts of one field, from 0 in the order in which they come, up to a limit. Not thread-safe. */
final class TextNumbers {
    /** Instead of a number: there were too many texts before this one. */
    static final int TOO_MANY = -1;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long MIX = 0x9E3779B97F4A7C15L;
    private static final int SIZE_MIN = 16;

    private final int textsMax;
    private byte[][] texts = new byte[SIZE_MIN][];
    private String[] strings = new String[SIZE_MIN];
    private int[] numbersPlusOne = new int[4 * SIZE_MIN];
    private int size;
    private int last;

    TextNumbers(int textsMax) {
        this.textsMax = textsMax;
    }

    /** The number of a text, or {@link #TOO_MANY}. */
    int of(byte[] text, int from, int to) {
        if (size > 0 && is(last, text, from, to)) {
            return last;
        }
        int at = slot(hash(text, from, to));
        while (numbersPlusOne[at] != 0) {
            int number = numbersPlusOne[at] - 1;
            if (is(number, text, from, to)) {
                last = number;
                return number;
            }
            at = slot(at + 1L);
        }
        return size == textsMax ? TOO_MANY : put(Arrays.copyOfRange(text, from, to), at);
    }

    private int put(byte[] text, int at) {
        if (size == texts.length) {
            texts = Arrays.copyOf(texts, 2 * size);
            strings = Arrays.copyOf(strings, 2 * size);
        }
        texts[size] = text;
        numbersPlusOne[at] = size + 1;
        last = size++;
        if (2 * size > numbersPlusOne.length) {
            rehash();
        }
        return last;
    }

    private void rehash() {
        numbersPlusOne = new int[2 * numbersPlusOne.length];
        for (int number = 0; number < size; number++) {
            int at = slot(hash(texts[number], 0, texts[number].length));
            while (numbersPlusOne[at] != 0) {
                at = slot(at + 1L);
            }
            numbersPlusOne[at] = number + 1;
        }
    }

    int size() {
        return size;
    }

    boolean isFull() {
        return size == textsMax;
    }

    String text(int number) {
        if (strings[number] == null) {
            strings[number] = new String(texts[number], StandardCharsets.UTF_8);
        }
        return strings[number];
    }

    private boolean is(int number, byte[] text, int from, int to) {
        byte[] known = texts[number];
        return known.length == to - from && Arrays.equals(known, 0, known.length, text, from, to);
    }

    private int slot(long hash) {
        return (int) hash & numbersPlusOne.length - 1;
    }

    /** Of the length and the last bytes: what texts of one field begin with, they often share. */
    private static long hash(byte[] text, int from, int to) {
        long hash = to - from;
        int at = to;
        for (int words = 0; words < 2 && at - from >= Long.BYTES; words++) {
            at -= Long.BYTES;
            hash = (hash ^ (long) LONGS.get(text, at)) * MIX;
            hash ^= hash >>> 32;
        }
        if (at == to) {
            while (at > from) {
                hash = (hash ^ text[--at]) * MIX;
            }
        }
        return hash ^ hash >>> 29;
    }
}
