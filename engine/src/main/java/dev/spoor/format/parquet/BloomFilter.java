/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format.parquet;

/** Parquet's split-block bloom filter. Source: BloomFilter.md of parquet-format. */
final class BloomFilter {
    private static final int BLOCK_BYTES = 32;
    private static final int BYTES_MAX = 32 << 20;
    private static final int[] SALT = {
        0x47b6137b, 0x44974d91, 0x8824ad5b, 0xa2b7289d, 0x705495c7, 0x2df1424b, 0x9efc4947, 0x5c6bfb31
    };

    private final byte[] bits;
    private final int start;
    private final int blocks;

    private BloomFilter(byte[] bits, int start, int length) {
        this.bits = bits;
        this.start = start;
        this.blocks = length / BLOCK_BYTES;
    }

    /** An empty filter for so many distinct values at this rate of false hits. */
    static BloomFilter forValues(long distinct, double falseRate) {
        double bitsWanted = -8.0 * Math.max(distinct, 1) / Math.log(1 - Math.pow(falseRate, 1.0 / 8));
        long bytes = BLOCK_BYTES;
        while (bytes * 8 < bitsWanted && bytes < BYTES_MAX) {
            bytes <<= 1;
        }
        return new BloomFilter(new byte[(int) bytes], 0, (int) bytes);
    }

    /** The filter that lies in a file; length as its header says. */
    static BloomFilter of(byte[] bytes, int start, int length) throws MalformedPageException {
        if (length <= 0 || length % BLOCK_BYTES != 0 || length > bytes.length - start) {
            throw new MalformedPageException("a bloom filter of " + length + " bytes");
        }
        return new BloomFilter(bytes, start, length);
    }

    void add(long hash) {
        int at = blockOf(hash);
        for (int i = 0; i < SALT.length; i++) {
            int word = (int) Bytes.INTS.get(bits, at + 4 * i);
            Bytes.INTS.set(bits, at + 4 * i, word | 1 << ((int) hash * SALT[i] >>> 27));
        }
    }

    boolean mayHold(long hash) {
        int at = blockOf(hash);
        for (int i = 0; i < SALT.length; i++) {
            if (((int) Bytes.INTS.get(bits, at + 4 * i) & 1 << ((int) hash * SALT[i] >>> 27)) == 0) {
                return false;
            }
        }
        return true;
    }

    byte[] bytes() {
        return bits;
    }

    private int blockOf(long hash) {
        return start + BLOCK_BYTES * (int) ((hash >>> 32) * blocks >>> 32);
    }
}
