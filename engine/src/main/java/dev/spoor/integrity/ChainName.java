/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.integrity;

import dev.spoor.source.cloudtrail.DigestFileName;
import java.util.Comparator;
import java.util.Objects;

/**
 * A chain of digests, each of which names the one before it: those of one trail about one account and region. Late log
 * files have a chain of their own. Ordered with standard chains before those of late files.
 *
 * @param account whose log files its digests sign
 * @param region where these were delivered from
 * @param trail name of the trail
 * @param homeRegion where the trail was made
 * @param isBackfill whether it is the one of late files
 */
public record ChainName(String account, String region, String trail, String homeRegion, boolean isBackfill)
        implements Comparable<ChainName> {
    private static final Comparator<ChainName> ORDER = Comparator.comparing(ChainName::account)
            .thenComparing(ChainName::trail)
            .thenComparing(ChainName::region)
            .thenComparing(ChainName::homeRegion)
            .thenComparing(ChainName::isBackfill);

    public ChainName {
        Objects.requireNonNull(account, "account is null");
        Objects.requireNonNull(region, "region is null");
        Objects.requireNonNull(trail, "trail is null");
        Objects.requireNonNull(homeRegion, "homeRegion is null");
    }

    static ChainName of(DigestFileName name) {
        return new ChainName(name.account(), name.region(), name.trail(), name.homeRegion(), name.isBackfill());
    }

    @Override
    public int compareTo(ChainName other) {
        return ORDER.compare(this, other);
    }

    /** For people. */
    @Override
    public String toString() {
        return (isBackfill ? "late files of trail " : "trail ") + trail + ", account " + account + ", " + region;
    }
}
