/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.coverage;

import java.util.Map;
import java.util.TreeMap;

/** The times that the digests of a place are about. Grows; one thread. */
final class DigestWindows {
    private final TreeMap<Long, Long> endByStart = new TreeMap<>();
    private final TreeMap<Long, Long> unreadable = new TreeMap<>();

    /** Adds a time; times that touch become one. */
    void add(long startMicros, long endMicros) {
        merge(endByStart, startMicros, endMicros);
    }

    /** Adds the time that a digest is about that cannot be read. */
    void addUnreadable(long startMicros, long endMicros) {
        merge(unreadable, startMicros, endMicros);
    }

    private static void merge(TreeMap<Long, Long> windows, long startMicros, long endMicros) {
        long start = startMicros;
        long end = endMicros;
        Map.Entry<Long, Long> before = windows.floorEntry(start);
        if (before != null && before.getValue() >= start) {
            start = before.getKey();
            end = Math.max(end, before.getValue());
        }
        Map.Entry<Long, Long> next = windows.ceilingEntry(start);
        while (next != null && next.getKey() <= end) {
            end = Math.max(end, next.getValue());
            windows.remove(next.getKey());
            next = windows.ceilingEntry(start);
        }
        windows.put(start, end);
    }

    boolean isEmpty() {
        return endByStart.isEmpty() && unreadable.isEmpty();
    }

    /** Begin of the first; there must be one. */
    long firstMicros() {
        return Math.min(first(endByStart), first(unreadable));
    }

    /** End of the last; there must be one. */
    long lastMicros() {
        return Math.max(last(endByStart), last(unreadable));
    }

    private static long first(TreeMap<Long, Long> windows) {
        return windows.isEmpty() ? Long.MAX_VALUE : windows.firstKey();
    }

    private static long last(TreeMap<Long, Long> windows) {
        return windows.isEmpty() ? Long.MIN_VALUE : windows.lastEntry().getValue();
    }

    /** Whether digests are about an hour. */
    DigestPresence of(long hourMicros) {
        long known = overlap(endByStart, hourMicros);
        if (known == CoverageScope.HOUR_MICROS) {
            return DigestPresence.YES;
        }
        if (isEmpty() || overlap(unreadable, hourMicros) > 0) {
            return DigestPresence.UNKNOWN;
        }
        return known > 0 ? DigestPresence.PART : DigestPresence.NO;
    }

    private static long overlap(TreeMap<Long, Long> windows, long hourMicros) {
        long end = hourMicros + CoverageScope.HOUR_MICROS;
        long sum = 0;
        Long start = windows.floorKey(hourMicros);
        start = start == null ? windows.ceilingKey(hourMicros) : start;
        while (start != null && start < end) {
            sum += Math.max(0, Math.min(end, windows.get(start)) - Math.max(hourMicros, start));
            start = windows.higherKey(start);
        }
        return sum;
    }
}
