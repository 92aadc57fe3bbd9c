/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.coverage;

import java.util.TreeMap;

/** What is known of one place. Grows; one thread. */
final class PlaceFigures {
    private final TreeMap<Long, HourFigures> hours = new TreeMap<>();
    private final HourFigures undated = new HourFigures();
    private final DigestWindows digests = new DigestWindows();

    /** The figures of an hour. */
    HourFigures at(long hourMicros) {
        return hours.computeIfAbsent(hourMicros, hour -> new HourFigures());
    }

    /** The figures of an hour of which nothing is known are null. */
    HourFigures atOrNull(long hourMicros) {
        return hours.get(hourMicros);
    }

    /** Of files whose names tell no time. */
    HourFigures undated() {
        return undated;
    }

    DigestWindows digests() {
        return digests;
    }

    boolean hasHours() {
        return !hours.isEmpty() || !digests.isEmpty();
    }

    /** Begin of the first hour with a file or a digest; there must be one. */
    long firstHour() {
        long ofFiles = hours.isEmpty() ? Long.MAX_VALUE : hours.firstKey();
        return digests.isEmpty() ? ofFiles : Math.min(ofFiles, CoverageScope.hourOf(digests.firstMicros()));
    }

    /** Begin of the last hour with a file or a digest; there must be one. */
    long lastHour() {
        long ofFiles = hours.isEmpty() ? Long.MIN_VALUE : hours.lastKey();
        return digests.isEmpty() ? ofFiles : Math.max(ofFiles, CoverageScope.hourOf(digests.lastMicros() - 1));
    }

    /** Whether files were delivered in one of the hours that lie in a time as a whole. */
    boolean hasFilesWithin(long fromMicros, long untilMicros) {
        long first = CoverageScope.hourOf(fromMicros - 1) + CoverageScope.HOUR_MICROS;
        long end = CoverageScope.hourOf(untilMicros);
        return first < end && hours.subMap(first, end).values().stream().anyMatch(hour -> hour.files() > 0);
    }
}
