/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A 128-bit hash of a record's bytes. The keys are drawn from a secret seed, new for each query or lake, so that nobody
 * can prepare two records that collide. Words of input are keyed and multiplied in pairs to 128 bits (the mixing step of
 * wyhash by Wang Yi), and both halves of every product go into the state, so no step narrows it below 128 bits. Not
 * thread-safe.
 */
public final class ContentHash {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int STRIPE_BYTES = 32;
    private static final long STEP_A = 0x9E3779B97F4A7C15L;
    private static final long STEP_B = 0xC2B2AE3D27D4EB4FL;

    private final long key0;
    private final long key1;
    private final long key2;
    private final long key3;
    private final long startA;
    private final long startB;
    private final byte[] tail = new byte[STRIPE_BYTES];
    private long high;
    private long low;

    public ContentHash(long seed) {
        key0 = mix(seed + STEP_A);
        key1 = mix(seed + 2 * STEP_A);
        key2 = mix(seed + 3 * STEP_A);
        key3 = mix(seed + 4 * STEP_A);
        startA = mix(seed + 5 * STEP_A);
        startB = mix(seed + 6 * STEP_A);
    }

    /** Hashes the bytes from .. to; the result is in {@link #high()} and {@link #low()}. */
    public void hash(byte[] text, int from, int to) {
        long a = startA;
        long b = startB ^ (to - from) * STEP_B;
        int p = from;
        for (; p + STRIPE_BYTES <= to; p += STRIPE_BYTES) {
            long x = (long) LONGS.get(text, p) ^ key0;
            long y = (long) LONGS.get(text, p + 8) ^ key1;
            long u = (long) LONGS.get(text, p + 16) ^ key2;
            long v = (long) LONGS.get(text, p + 24) ^ key3;
            a = (Long.rotateLeft(a ^ x * y, 23) + Math.multiplyHigh(u, v)) * STEP_A;
            b = (Long.rotateLeft(b ^ u * v, 31) + Math.multiplyHigh(x, y)) * STEP_B;
        }
        java.util.Arrays.fill(tail, (byte) 0);
        System.arraycopy(text, p, tail, 0, to - p);
        long x = (long) LONGS.get(tail, 0) ^ key1;
        long y = (long) LONGS.get(tail, 8) ^ key2;
        long u = (long) LONGS.get(tail, 16) ^ key3;
        long v = (long) LONGS.get(tail, 24) ^ key0;
        a = (Long.rotateLeft(a ^ x * y, 23) + Math.multiplyHigh(u, v)) * STEP_A;
        b = (Long.rotateLeft(b ^ u * v, 31) + Math.multiplyHigh(x, y)) * STEP_B;
        high = mix(a + Long.rotateLeft(b, 32));
        low = mix(b ^ Long.rotateLeft(a, 17) * STEP_B);
    }

    public long high() {
        return high;
    }

    public long low() {
        return low;
    }

    /** The finaliser of splitmix64: every bit of the input moves every bit of the output. */
    private static long mix(long value) {
        long x = value;
        x = (x ^ x >>> 30) * 0xBF58476D1CE4E5B9L;
        x = (x ^ x >>> 27) * 0x94D049BB133111EBL;
        return x ^ x >>> 31;
    }
}
