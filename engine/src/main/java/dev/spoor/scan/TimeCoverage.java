/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.scan;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * How much of the time that a query asks about has files at all: a first answer from what its plan had listed. Whether what
 * has files is complete, and what has none is quiet, is not known here.
 *
 * @param unit what is counted
 * @param total units of the time asked for
 * @param gaps where some have no files, worst first
 * @param digests whether somebody can know more than that
 */
public record TimeCoverage(Unit unit, long total, List<Gap> gaps, Digests digests) {
    /** Whether there are digests, which tell silence from loss to who reads them. */
    public enum Digests {
        THERE,
        NONE,
        UNKNOWN
    }

    /** What time is counted in. */
    public enum Unit {
        HOUR,
        DAY;

        private String counted(long count) {
            String name = name().toLowerCase(Locale.ROOT);
            return count == 1 ? "1 " + name : String.format(Locale.ROOT, "%,d %ss", count, name);
        }
    }

    /**
     * A place that lacks files.
     *
     * @param place an account, or an account and a region
     * @param without units without files
     */
    public record Gap(String place, long without) {}

    public TimeCoverage {
        Objects.requireNonNull(unit, "unit is null");
        Objects.requireNonNull(digests, "digests is null");
        gaps = List.copyOf(gaps);
    }

    /** The one that tells more of two about different scans of a query. */
    static TimeCoverage worse(TimeCoverage a, TimeCoverage b) {
        long ofA = a.gaps.isEmpty() ? 0 : a.gaps.get(0).without;
        long ofB = b.gaps.isEmpty() ? 0 : b.gaps.get(0).without;
        return ofA > ofB || ofA == ofB && a.total >= b.total ? a : b;
    }

    /** The one that tells most about all scans of a query; null for none. */
    public static TimeCoverage worstOrNull(Stream<TimeCoverage> scans) {
        return scans.reduce(TimeCoverage::worse).orElse(null);
    }

    /** Units without files of the place that lacks most. */
    public long without() {
        return gaps.isEmpty() ? 0 : gaps.get(0).without;
    }

    /** Whether somebody has to look: the place that lacks most has files in most other units, or none at all. */
    public boolean isSuspicious() {
        return without() > 0 && (without() * 2 <= total || without() == total);
    }

    /**
     * In a few words, such as {@code files in all 24 hours}. Where files are rare, no place is named: that one has none for
     * an hour tells nothing.
     */
    public String text() {
        if (gaps.isEmpty()) {
            return total == 1
                    ? "files in the " + unit.name().toLowerCase(Locale.ROOT) + " asked for"
                    : "files in all " + unit.counted(total);
        }
        Gap worst = gaps.get(0);
        if (!isSuspicious()) {
            return "no files in " + (gaps.size() == 1 ? "" : "up to ")
                    + String.format(Locale.ROOT, "%,d", worst.without) + " of " + unit.counted(total)
                    + switch (digests) {
                        case THERE -> ": sys.coverage tells silence from loss";
                        case NONE -> ", and no digests that tell silence from loss";
                        case UNKNOWN -> ": see sys.coverage";
                    };
        }
        String more = gaps.size() == 1 ? "" : " and " + (gaps.size() - 1) + " more";
        return "no files in " + String.format(Locale.ROOT, "%,d", worst.without) + " of " + unit.counted(total) + " in "
                + worst.place + more + ": see sys.coverage";
    }
}
