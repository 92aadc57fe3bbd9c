/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sample;

import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;

/** A seeded source of the random things a log is made of. The algorithm is fixed by {@link SplittableRandom}. */
final class Dice {
    private static final char[] HEX = "0123456789abcdef".toCharArray();
    private static final char[] BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".toCharArray();
    private static final char[] BASE62 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".toCharArray();

    private final SplittableRandom random;

    Dice(long seed) {
        random = new SplittableRandom(seed);
    }

    /** A stream of its own for one purpose: equal seed and equal purpose give equal rolls. */
    static Dice of(long seed, String purpose, long number) {
        long h = seed * 0x9E3779B97F4A7C15L;
        for (int i = 0; i < purpose.length(); i++) {
            h = (h ^ purpose.charAt(i)) * 0xD6E8FEB86659FD93L;
            h ^= h >>> 32;
        }
        h = (h ^ number) * 0xBF58476D1CE4E5B9L;
        return new Dice(h ^ (h >>> 29));
    }

    boolean chance(double share) {
        return share > 0 && random.nextDouble() < share;
    }

    double unit() {
        return random.nextDouble();
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    int between(int min, int maxInclusive) {
        return min + random.nextInt(maxInclusive - min + 1);
    }

    <T> T oneOf(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** Early entries are drawn much more often than late ones. */
    <T> T skewed(List<T> values) {
        double u = random.nextDouble();
        return values.get((int) (u * u * u * values.size()));
    }

    /** Pareto with the given median, cut at {@code max}: most small, a few very large. */
    int longTail(int median, int max) {
        double exponent = 0.9;
        double scale = median / Math.pow(2, 1 / exponent);
        double value = scale / Math.pow(1 - random.nextDouble(), 1 / exponent);
        return (int) Math.max(1, Math.min(max, Math.round(value)));
    }

    String guid() {
        char[] out = new char[36];
        long high = random.nextLong();
        long low = random.nextLong();
        int at = 0;
        for (int i = 0; i < 32; i++) {
            if (i == 8 || i == 12 || i == 16 || i == 20) {
                out[at++] = '-';
            }
            long half = i < 16 ? high : low;
            int digit = (int) (half >>> (4 * (i & 15))) & 15;
            if (i == 12) {
                digit = 4;
            } else if (i == 16) {
                digit = 8 | (digit & 3);
            }
            out[at++] = HEX[digit];
        }
        return new String(out);
    }

    String hex(int digits) {
        return word(HEX, digits);
    }

    /** An id such as {@code AIDA...}: the prefix and upper-case letters and digits up to {@code length}. */
    String awsId(String prefix, int length) {
        return prefix + word(BASE32, length - prefix.length());
    }

    String base62(int length) {
        return word(BASE62, length);
    }

    String digits(int count) {
        char[] out = new char[count];
        for (int i = 0; i < count; i++) {
            out[i] = (char) ('0' + random.nextInt(10));
        }
        return new String(out);
    }

    /** An address of the ranges reserved for documentation (RFC 5737, RFC 3849). */
    String address(double ipv6Share) {
        if (chance(ipv6Share)) {
            return "2001:db8:" + hex(1 + below(4)) + "::" + Integer.toHexString(1 + below(0xffff));
        }
        String[] nets = {"192.0.2.", "198.51.100.", "203.0.113."};
        return nets[below(3)] + (1 + below(254));
    }

    private String word(char[] alphabet, int length) {
        char[] out = new char[length];
        for (int i = 0; i < length; i++) {
            out[i] = alphabet[random.nextInt(alphabet.length)];
        }
        return new String(out);
    }

    static String isoSeconds(long epochSeconds) {
        return Instant.ofEpochSecond(epochSeconds).toString();
    }
}
