/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.binary;

import dev.spoor.expr.Text;
import dev.spoor.function.ScalarFunction;
import dev.spoor.function.SimpleFunction;
import dev.spoor.function.Types;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** xxhash64: XXH64 with seed 0, after the specification of xxHash (version 0.1.1). */
final class XxHash64 {
    private static final long PRIME_1 = 0x9E3779B185EBCA87L;
    private static final long PRIME_2 = 0xC2B2AE3D27D4EB4FL;
    private static final long PRIME_3 = 0x165667B19E3779F9L;
    private static final long PRIME_4 = 0x85EBCA77C2B2AE63L;
    private static final long PRIME_5 = 0x27D4EB2F165667C5L;
    private static final int STRIPE = 32;

    private XxHash64() {}

    static ScalarFunction function() {
        return SimpleFunction.named("xxhash64")
                .in("binary")
                .does("The xxHash64 hash, eight bytes with the highest first.")
                .example("to_hex(xxhash64(to_utf8('')))", "EF46DB3751D8E999")
                .example("to_hex(xxhash64(to_utf8('a')))", "D24EC4F1A98C6E5B")
                .example(
                        "to_hex(xxhash64(to_utf8('Call me Ishmael. Some years ago--never mind how long precisely-')))",
                        "02A2E85470D6FD96")
                .example("xxhash64(NULL)", null)
                .total(Types.VARBINARY, Types.of(Types.varbinary("binary")), (in, out) -> {
                    Text text = in.getText(0);
                    long hash = hash(text.bytes(), text.start(), text.length());
                    out.setBytes(ByteBuffer.allocate(Long.BYTES).putLong(hash).array());
                })
                .build();
    }

    static long hash(byte[] bytes, int start, int length) {
        ByteBuffer in = ByteBuffer.wrap(bytes, start, length).order(ByteOrder.LITTLE_ENDIAN);
        long hash = length >= STRIPE ? stripes(in) : PRIME_5;
        hash += length;
        while (in.remaining() >= Long.BYTES) {
            hash = Long.rotateLeft(hash ^ round(0, in.getLong()), 27) * PRIME_1 + PRIME_4;
        }
        if (in.remaining() >= Integer.BYTES) {
            long value = Integer.toUnsignedLong(in.getInt());
            hash = Long.rotateLeft(hash ^ value * PRIME_1, 23) * PRIME_2 + PRIME_3;
        }
        while (in.hasRemaining()) {
            hash = Long.rotateLeft(hash ^ (in.get() & 0xFF) * PRIME_5, 11) * PRIME_1;
        }
        hash = (hash ^ hash >>> 33) * PRIME_2;
        hash = (hash ^ hash >>> 29) * PRIME_3;
        return hash ^ hash >>> 32;
    }

    private static long stripes(ByteBuffer in) {
        long a = PRIME_1 + PRIME_2;
        long b = PRIME_2;
        long c = 0;
        long d = -PRIME_1;
        while (in.remaining() >= STRIPE) {
            a = round(a, in.getLong());
            b = round(b, in.getLong());
            c = round(c, in.getLong());
            d = round(d, in.getLong());
        }
        long hash = Long.rotateLeft(a, 1) + Long.rotateLeft(b, 7) + Long.rotateLeft(c, 12) + Long.rotateLeft(d, 18);
        hash = merged(hash, a);
        hash = merged(hash, b);
        hash = merged(hash, c);
        return merged(hash, d);
    }

    private static long merged(long hash, long lane) {
        return (hash ^ round(0, lane)) * PRIME_1 + PRIME_4;
    }

    private static long round(long lane, long value) {
        return Long.rotateLeft(lane + value * PRIME_2, 31) * PRIME_1;
    }
}
