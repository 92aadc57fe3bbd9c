/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.dataset;

import java.util.Objects;

/**
 * What the last verification found out about a digest file, or about one that is not there.
 *
 * @param key in its source; of a missing one, as the digest after it names it
 * @param account whose log files it signs
 * @param region where these were delivered from
 * @param trail name of the trail
 * @param homeRegion where the trail was made
 * @param isBackfill whether it belongs to the chain of late files
 * @param startMicrosOrNull the time that it is about, microseconds since 1970, UTC; null when its content does not tell
 * @param endMicros end of that time
 * @param state {@code valid}, or the code of what is wrong, such as {@code digest-missing}
 * @param reasonOrNull what is wrong, in words
 * @param sha256OrNull hash of its unpacked bytes, hexadecimal
 * @param previousOrNull original address of the digest that it follows; null of the first of a chain
 * @param files how many log files it names
 * @param valid how many of these are what was delivered
 * @param missing how many are not there
 * @param invalid how many are there and are not what was delivered
 * @param checkedMicros when that was found out
 */
public record CheckedDigest(
        String key,
        String account,
        String region,
        String trail,
        String homeRegion,
        boolean isBackfill,
        Long startMicrosOrNull,
        long endMicros,
        String state,
        String reasonOrNull,
        String sha256OrNull,
        String previousOrNull,
        long files,
        long valid,
        long missing,
        long invalid,
        long checkedMicros) {
    /** The state of a digest that is what CloudTrail signed. */
    public static final String VALID = "valid";

    public CheckedDigest {
        Objects.requireNonNull(key, "key is null");
        Objects.requireNonNull(state, "state is null");
    }
}
