/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.coverage;

import dev.spoor.prune.ScanConstraint;
import dev.spoor.prune.ValueKind;
import dev.spoor.prune.ValueSet;
import dev.spoor.schema.FieldPath;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which hours are asked for.
 *
 * @param sinceMicros begin of the first hour, microseconds since 1970, UTC; Long.MIN_VALUE for none
 * @param untilMicros end of the last hour; Long.MAX_VALUE for none
 * @param accounts of the wanted places
 * @param regions of the wanted places
 * @param hours which of them have a row
 */
public record CoverageScope(long sinceMicros, long untilMicros, ValueSet accounts, ValueSet regions, Hours hours) {
    /** Length of a row's time. */
    static final long HOUR_MICROS = 3_600L * 1_000_000;

    /** So late after its stamp a log file may be named by a digest. */
    static final long DIGEST_LATE_MICROS = 48 * HOUR_MICROS;

    /** More accounts or regions than this prune no listing. */
    private static final int NAMES_MAX = 10_000;

    /** Which hours have a row. */
    public enum Hours {
        /** Of each place those from its first file or digest to its last. */
        OF_DATA,
        /** All from begin to end, which there must be, of every place that is known at all. */
        ALL
    }

    public CoverageScope {
        Objects.requireNonNull(accounts, "accounts is null");
        Objects.requireNonNull(regions, "regions is null");
        if (hours == Hours.ALL && (sinceMicros == Long.MIN_VALUE || untilMicros == Long.MAX_VALUE)) {
            throw new IllegalArgumentException("all hours of a time without begin or end");
        }
    }

    /** All places; of the time what a row's hour must touch. */
    public static CoverageScope all(long sinceMicros, long untilMicros, Hours hours) {
        return new CoverageScope(
                sinceMicros == Long.MIN_VALUE ? sinceMicros : hourOf(sinceMicros),
                untilMicros > Long.MAX_VALUE - HOUR_MICROS ? Long.MAX_VALUE : hourOf(untilMicros - 1) + HOUR_MICROS,
                ValueSet.everything(ValueKind.TEXT),
                ValueSet.everything(ValueKind.TEXT),
                hours);
    }

    /** Of this those rows that a condition on their columns allows; further ones, too. */
    public CoverageScope within(ScanConstraint constraint) {
        Optional<ValueSet> times = constraint.on(FieldPath.of(CoverageRows.HOUR));
        long since = sinceMicros;
        long until = untilMicros;
        if (times.isPresent() && times.get().leastOrNull() instanceof Long least && least > Long.MIN_VALUE) {
            since = Math.max(since, hourOf(least));
        }
        if (times.isPresent()
                && times.get().greatestOrNull() instanceof Long greatest
                && greatest < Long.MAX_VALUE - HOUR_MICROS) {
            until = Math.min(until, hourOf(greatest) + HOUR_MICROS);
        }
        return new CoverageScope(
                since,
                Math.max(since, until),
                intersected(accounts, constraint.on(FieldPath.of(CoverageRows.ACCOUNT))),
                intersected(regions, constraint.on(FieldPath.of(CoverageRows.REGION))),
                hours);
    }

    private static ValueSet intersected(ValueSet set, Optional<ValueSet> other) {
        return other.filter(values -> values.kind() == ValueKind.TEXT)
                .map(set::intersect)
                .orElse(set);
    }

    /** Of this what some accounts have. */
    public CoverageScope ofAccounts(Set<String> allowed) {
        return new CoverageScope(
                sinceMicros, untilMicros, accounts.intersect(ValueSet.ofAll(ValueKind.TEXT, allowed)), regions, hours);
    }

    /** Whether nothing is left out. */
    boolean isEverything() {
        return sinceMicros == Long.MIN_VALUE
                && untilMicros == Long.MAX_VALUE
                && accounts.isEverything()
                && regions.isEverything();
    }

    /** End of the time in which digests about the hours asked for are delivered. */
    long listedUntilMicros() {
        return untilMicros > Long.MAX_VALUE - DIGEST_LATE_MICROS ? Long.MAX_VALUE : untilMicros + DIGEST_LATE_MICROS;
    }

    boolean hasPlace(Place place) {
        return accounts.contains(place.accountOrNull()) && regions.contains(place.regionOrNull());
    }

    /** Whether an hour is asked for. */
    boolean hasHour(long hourMicros) {
        return hourMicros >= sinceMicros && hourMicros < untilMicros;
    }

    /** The values, as far as they are few; empty when any are possible. */
    static Set<String> names(ValueSet set) {
        List<Object> points = set.isEverything() ? null : set.pointsOrNull(NAMES_MAX);
        Set<String> names = new TreeSet<>();
        if (points != null && !set.isNullAllowed()) {
            points.forEach(point -> names.add((String) point));
        }
        return names;
    }

    /** Begin of the hour that a time is in. */
    static long hourOf(long micros) {
        return Math.floorDiv(micros, HOUR_MICROS) * HOUR_MICROS;
    }
}
