/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.dataset;

import java.util.List;
import java.util.Objects;

/**
 * A verification that came to its end, and what it found.
 *
 * @param number counted from 1 in each ledger
 * @param startedMicros microseconds since 1970, UTC
 * @param endedMicros microseconds since 1970, UTC
 * @param sinceMicros begin of the time of delivery that it was about; Long.MIN_VALUE without one
 * @param untilMicros end of that time; Long.MAX_VALUE without one
 * @param narrowedTo what else it was restricted to, in words; empty when to nothing
 * @param findings in the order in which they were found
 */
public record Verification(
        long number,
        long startedMicros,
        long endedMicros,
        long sinceMicros,
        long untilMicros,
        String narrowedTo,
        List<Noted> findings) {
    public Verification {
        findings = List.copyOf(findings);
    }

    /**
     * A finding as it is kept.
     *
     * @param code kind of finding, such as {@code log-changed}
     * @param isProblem false of a remark
     * @param accountOrNull whose files
     * @param regionOrNull of which region
     * @param trailOrNull of which trail
     * @param fromMicrosOrNull the time that it is about, microseconds since 1970, UTC
     * @param untilMicrosOrNull end of that time
     * @param fileOrNull address of the file that it is about
     * @param files how many files it is about
     * @param text in words
     */
    public record Noted(
            String code,
            boolean isProblem,
            String accountOrNull,
            String regionOrNull,
            String trailOrNull,
            Long fromMicrosOrNull,
            Long untilMicrosOrNull,
            String fileOrNull,
            long files,
            String text) {
        public Noted {
            Objects.requireNonNull(code, "code is null");
            Objects.requireNonNull(text, "text is null");
        }
    }
}
