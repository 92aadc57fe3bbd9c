/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.integrity;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is to be verified.
 *
 * @param sinceMicros begin of the time of delivery, microseconds since 1970, UTC; Long.MIN_VALUE for none
 * @param untilMicros end of it; Long.MAX_VALUE for none
 * @param accounts only files of these; empty for all
 * @param regions only files of these; empty for all
 * @param trail only chains of this trail
 * @param homeRegion ... that was made in this region
 * @param isAnew whether files are read again that an earlier verification has read
 */
public record VerificationScope(
        long sinceMicros,
        long untilMicros,
        Set<String> accounts,
        Set<String> regions,
        Optional<String> trail,
        Optional<String> homeRegion,
        boolean isAnew) {
    /** Everything, as far as it is new. */
    public static final VerificationScope ALL = new VerificationScope(
            Long.MIN_VALUE, Long.MAX_VALUE, Set.of(), Set.of(), Optional.empty(), Optional.empty(), false);

    /** A digest is made at the end of each hour. */
    static final long HOUR_MICROS = 3_600L * 1_000_000;

    /** So late after its stamp a log file may be in a digest, of those that are not made for late files. */
    static final long LATE_MICROS_MAX = 2 * HOUR_MICROS;

    public VerificationScope {
        accounts = Set.copyOf(accounts);
        regions = Set.copyOf(regions);
        if (sinceMicros >= untilMicros) {
            throw new IllegalArgumentException("the time to verify ends before it begins");
        }
    }

    boolean hasPlace(String accountOrNull, String regionOrNull) {
        return (accounts.isEmpty() || accounts.contains(accountOrNull))
                && (regions.isEmpty() || regions.contains(regionOrNull));
    }

    boolean hasChain(ChainName chain) {
        return hasPlace(chain.account(), chain.region())
                && trail.filter(name -> !name.equals(chain.trail())).isEmpty()
                && homeRegion.filter(name -> !name.equals(chain.homeRegion())).isEmpty();
    }

    /** Whether a digest that ends then is to be judged; it is about the hour before. */
    boolean hasDigest(long endMicros) {
        return endMicros > sinceMicros && endMicros <= plus(untilMicros, HOUR_MICROS);
    }

    /** Whether a digest that ends then is needed to judge others: for their signature, and for log files that are late. */
    boolean needsDigest(long endMicros) {
        return endMicros > sinceMicros && endMicros <= plus(untilMicros, LATE_MICROS_MAX + HOUR_MICROS);
    }

    boolean hasTime(Finding.Period delivered) {
        return delivered.untilMicros() >= sinceMicros && delivered.fromMicros() < untilMicros;
    }

    static long plus(long micros, long more) {
        return micros > Long.MAX_VALUE - more ? Long.MAX_VALUE : micros + more;
    }

    /** What else than the time it is restricted to, in words; empty for nothing. */
    String narrowedTo() {
        List<String> words = new ArrayList<>();
        accounts.stream().sorted().forEach(account -> words.add("account " + account));
        regions.stream().sorted().forEach(words::add);
        trail.ifPresent(name -> words.add("trail " + name));
        return String.join(", ", words);
    }
}
