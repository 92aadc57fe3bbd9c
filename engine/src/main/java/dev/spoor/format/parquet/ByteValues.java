/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format.parquet;

/** Where the texts or binaries of a page lie: in the page itself, or put together in a buffer of its own. */
final class ByteValues {
    private final PageScratch scratch;
    private byte[] data = {};
    private int[] starts = {};
    private int[] lengths = {};
    private int count;
    private boolean contiguous;

    ByteValues(PageScratch scratch) {
        this.scratch = scratch;
    }

    byte[] data() {
        return data;
    }

    int start(int value) {
        return starts[value];
    }

    int length(int value) {
        return lengths[value];
    }

    /** Whether each value begins where the one before ends. */
    boolean isContiguous() {
        return contiguous;
    }

    int count() {
        return count;
    }

    private void begin(int values, byte[] from, boolean gapless) {
        starts = scratch.starts(values);
        lengths = scratch.lengths(values);
        data = from;
        count = values;
        contiguous = gapless;
    }

    /** A length of four bytes before each value. Returns where they end. */
    int plain(byte[] page, int from, int end, int values) throws MalformedPageException {
        begin(values, page, false);
        int at = from;
        for (int i = 0; i < values; i++) {
            if (end - at < Integer.BYTES) {
                throw early();
            }
            int length = (int) Bytes.INTS.get(page, at);
            at += Integer.BYTES;
            if (length < 0 || length > end - at) {
                throw early();
            }
            starts[i] = at;
            lengths[i] = length;
            at += length;
        }
        return at;
    }

    int fixed(byte[] page, int from, int end, int values, int length) throws MalformedPageException {
        if ((long) values * length > end - from) {
            throw early();
        }
        begin(values, page, true);
        for (int i = 0; i < values; i++) {
            starts[i] = from + i * length;
            lengths[i] = length;
        }
        return from + values * length;
    }

    /** BYTE_STREAM_SPLIT: first all first bytes, then all second ones. */
    int split(byte[] page, int from, int end, int values, int length) throws MalformedPageException {
        if ((long) values * length > end - from) {
            throw early();
        }
        byte[] own = scratch.texts(values * length);
        for (int b = 0; b < length; b++) {
            for (int i = 0; i < values; i++) {
                own[i * length + b] = page[from + b * values + i];
            }
        }
        fixed(own, 0, values * length, values, length);
        return from + values * length;
    }

    int deltaLengths(byte[] page, int from, int end, int values) throws MalformedPageException {
        long[] numbers = scratch.deltas(values);
        DeltaDecoder decoder = new DeltaDecoder(page, from, end);
        decoder.readAll(numbers, values);
        begin(values, page, true);
        int at = decoder.position();
        for (int i = 0; i < values; i++) {
            if (numbers[i] < 0 || numbers[i] > end - at) {
                throw early();
            }
            starts[i] = at;
            lengths[i] = (int) numbers[i];
            at += lengths[i];
        }
        return at;
    }

    /** DELTA_BYTE_ARRAY: each value is a prefix of the one before and bytes of its own. */
    int deltaPrefixes(byte[] page, int from, int end, int values, int totalMax) throws MalformedPageException {
        long[] numbers = scratch.deltas(values);
        DeltaDecoder prefixes = new DeltaDecoder(page, from, end);
        prefixes.readAll(numbers, values);
        long[] prefixLengths = java.util.Arrays.copyOf(numbers, values);
        int pageEnd = deltaLengths(page, prefixes.position(), end, values);
        long total = 0;
        for (int i = 0; i < values; i++) {
            long longest = i == 0 ? 0 : prefixLengths[i - 1] + lengths[i - 1];
            if (prefixLengths[i] < 0 || prefixLengths[i] > longest) {
                throw new MalformedPageException("a value begins with more than the value before");
            }
            total += prefixLengths[i] + lengths[i];
        }
        if (total > totalMax) {
            throw new MalformedPageException("values of " + total + " bytes in one page");
        }
        byte[] own = scratch.texts((int) total);
        int at = 0;
        int before = 0;
        for (int i = 0; i < values; i++) {
            int prefix = (int) prefixLengths[i];
            System.arraycopy(own, before, own, at, prefix);
            System.arraycopy(page, starts[i], own, at + prefix, lengths[i]);
            before = at;
            starts[i] = at;
            lengths[i] += prefix;
            at += lengths[i];
        }
        data = own;
        contiguous = true;
        return pageEnd;
    }

    private static MalformedPageException early() {
        return new MalformedPageException("values end outside of their page");
    }
}
