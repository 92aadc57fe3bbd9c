/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.delivery;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.CRC32;

/**
 * When a delivery is tried again, and when nobody tries any more. The pause doubles with each attempt; what of it is left to chance
 * is taken from the delivery's id, so that deliveries that failed together do not come back together.
 *
 * @param first the longest pause after the first attempt; at least half of it
 * @param pauseMax no pause of our own choice is longer
 * @param attemptsMax after so many nobody tries any more
 * @param ageMax nobody tries later than that after the delivery was queued
 */
public record RetryPolicy(Duration first, Duration pauseMax, int attemptsMax, Duration ageMax) {
    private static final int DOUBLINGS_MAX = 30;
    private static final double CHANCES = 0x1p32;

    /** Half a minute first, then up to an hour; 30 attempts in a day. */
    public static RetryPolicy standard() {
        return new RetryPolicy(Duration.ofSeconds(30), Duration.ofHours(1), 30, Duration.ofDays(1));
    }

    public RetryPolicy {
        if (first.isNegative() || first.isZero() || pauseMax.compareTo(first) < 0 || attemptsMax < 1) {
            throw new IllegalArgumentException(
                    "pauses from " + first + " to " + pauseMax + ", " + attemptsMax + " times");
        }
    }

    /**
     * The pause after a failed attempt, in whole milliseconds.
     *
     * @param key of the delivery
     * @param attempts made so far, from 1
     * @param askedFor the shortest that the receiver wants; zero if it did not say
     */
    long pauseMicros(String key, long attempts, Duration askedFor) {
        long doublings = Math.min(attempts - 1, DOUBLINGS_MAX);
        double longest = Math.min(first.toMillis() * Math.pow(2, doublings), pauseMax.toMillis());
        CRC32 hash = new CRC32();
        hash.update((key + "\n" + attempts).getBytes(StandardCharsets.UTF_8));
        long own = (long) (longest / 2 * (1 + hash.getValue() / CHANCES));
        return Math.max(own, askedFor.toMillis()) * 1_000;
    }
}
