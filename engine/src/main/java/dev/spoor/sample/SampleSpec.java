/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sample;

import java.time.LocalDate;

import static java.util.Objects.requireNonNull;

/**
 * What a sample trail should contain. Two equal specs give byte-identical trails.
 *
 * @param events number of distinct management and data events, duplicates not counted; at least 0
 * @param accounts number of accounts, 1 to {@value #ACCOUNTS_MAX}; the first is the busiest
 * @param regions number of regions, 1 to {@value #REGIONS_MAX}; the first is the busiest
 * @param start first day (UTC) on which events happen
 * @param days number of days, at least 1; no event happens after the last one, files may be delivered later
 * @param seed every choice follows from it
 * @param duplicateShare share of events that are delivered a second time in another file, 0 to 1
 * @param lateShare share of events that are delivered hours or days late, 0 to 1
 * @param bigRecordShare share of events with a record of 60 KB to 256 KB, 0 to 1
 * @param drift whether a small share of records has odd shapes seen in the wild: other key orders, old versions without
 *     the newer fields, booleans as text, a missing identity type
 * @param story whether the incident that the demo tells is part of the trail (see {@link SampleStory})
 * @param extras whether Insight and NetworkActivity log files, digests and another service's files lie beside the logs;
 *     their events come on top of {@code events}
 * @param organizationId organization of the trail, such as {@code o-exampleorgid}, or empty for a trail of one account
 */
public record SampleSpec(
        long events,
        int accounts,
        int regions,
        LocalDate start,
        int days,
        long seed,
        double duplicateShare,
        double lateShare,
        double bigRecordShare,
        boolean drift,
        boolean story,
        boolean extras,
        String organizationId) {

    public static final int ACCOUNTS_MAX = 1_000;
    public static final int REGIONS_MAX = 12;
    public static final int DAYS_MAX = 10_000;

    public SampleSpec {
        requireNonNull(start, "start is null");
        requireNonNull(organizationId, "organizationId is null");
        requireRange("events", events, 0, Integer.MAX_VALUE);
        requireRange("accounts", accounts, 1, ACCOUNTS_MAX);
        requireRange("regions", regions, 1, REGIONS_MAX);
        requireRange("days", days, 1, DAYS_MAX);
        requireShare("duplicateShare", duplicateShare);
        requireShare("lateShare", lateShare);
        requireShare("bigRecordShare", bigRecordShare);
    }

    /** The trail of {@code spoor demo}: about 200,000 events, 5 accounts, 4 regions, 30 days, with the story. */
    public static SampleSpec demo() {
        return new SampleSpec(
                200_000, 5, 4, LocalDate.of(2026, 6, 1), 30, 7, 0.02, 0.002, 0.00005, false, true, false, "");
    }

    /** A trail for tests: {@code events} events over 3 accounts, 3 regions and 5 days, with every oddity switched on. */
    public static SampleSpec testing(long events, long seed) {
        return new SampleSpec(
                events, 3, 3, LocalDate.of(2026, 2, 26), 5, seed, 0.05, 0.02, 0.0005, true, true, true, "");
    }

    /** The trail of the benchmarks: 5 accounts, 4 regions, 30 days, 2 % duplicates, no foreign objects. */
    public static SampleSpec bench(long events) {
        return new SampleSpec(
                events, 5, 4, LocalDate.of(2026, 3, 1), 30, 1, 0.02, 0.002, 0.0002, true, true, false, "");
    }

    public SampleSpec withEvents(long value) {
        return new SampleSpec(
                value,
                accounts,
                regions,
                start,
                days,
                seed,
                duplicateShare,
                lateShare,
                bigRecordShare,
                drift,
                story,
                extras,
                organizationId);
    }

    public SampleSpec withSeed(long value) {
        return new SampleSpec(
                events,
                accounts,
                regions,
                start,
                days,
                value,
                duplicateShare,
                lateShare,
                bigRecordShare,
                drift,
                story,
                extras,
                organizationId);
    }

    /** Same trail over other accounts, regions and days. */
    public SampleSpec withSize(int newAccounts, int newRegions, LocalDate newStart, int newDays) {
        return new SampleSpec(
                events,
                newAccounts,
                newRegions,
                newStart,
                newDays,
                seed,
                duplicateShare,
                lateShare,
                bigRecordShare,
                drift,
                story,
                extras,
                organizationId);
    }

    /** Same trail with other shares of events delivered twice, delivered late, and of huge records. */
    public SampleSpec withShares(double duplicates, double late, double bigRecords) {
        return new SampleSpec(
                events,
                accounts,
                regions,
                start,
                days,
                seed,
                duplicates,
                late,
                bigRecords,
                drift,
                story,
                extras,
                organizationId);
    }

    public SampleSpec withDrift(boolean value) {
        return new SampleSpec(
                events,
                accounts,
                regions,
                start,
                days,
                seed,
                duplicateShare,
                lateShare,
                bigRecordShare,
                value,
                story,
                extras,
                organizationId);
    }

    public SampleSpec withStory(boolean value) {
        return new SampleSpec(
                events,
                accounts,
                regions,
                start,
                days,
                seed,
                duplicateShare,
                lateShare,
                bigRecordShare,
                drift,
                value,
                extras,
                organizationId);
    }

    public SampleSpec withExtras(boolean value) {
        return new SampleSpec(
                events,
                accounts,
                regions,
                start,
                days,
                seed,
                duplicateShare,
                lateShare,
                bigRecordShare,
                drift,
                story,
                value,
                organizationId);
    }

    public SampleSpec withOrganizationId(String value) {
        return new SampleSpec(
                events,
                accounts,
                regions,
                start,
                days,
                seed,
                duplicateShare,
                lateShare,
                bigRecordShare,
                drift,
                story,
                extras,
                value);
    }

    private static void requireRange(String name, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + " is " + value + ", not in " + min + ".." + max);
        }
    }

    private static void requireShare(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " is " + value + ", not in 0..1");
        }
    }
}
