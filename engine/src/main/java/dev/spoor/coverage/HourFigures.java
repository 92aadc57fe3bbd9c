/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.coverage;

import dev.spoor.scan.KnownFile;

/** What is known of the log files that a place delivered in an hour. Grows; one thread. */
final class HourFigures {
    /** A file that holds an event older than this at its delivery is late. CloudTrail delivers within minutes, mostly. */
    static final long LATE_MICROS = CoverageScope.HOUR_MICROS;

    private static final String READ = "read";
    private static final String COMPACTED = "compacted";
    private static final String UNREADABLE = "unreadable";
    private static final String DEFERRED = "deferred";

    private long files;
    private long read;
    private long unreadable;
    private long deferred;
    private long changed;
    private long unverified;
    private long late;
    private long withoutTimes;
    private long records;
    private long duplicates;
    private long promised;
    private long missing;
    private long firstMicros = Long.MAX_VALUE;
    private long lastMicros = Long.MIN_VALUE;

    /**
     * Counts a file.
     *
     * @param deliveredMicrosOrNull the stamp in its name
     * @param isChangedOrNull whether verification found it changed; null when it was not verified
     */
    void add(KnownFile file, Long deliveredMicrosOrNull, Boolean isChangedOrNull) {
        files++;
        unverified += isChangedOrNull == null ? 1 : 0;
        changed += Boolean.TRUE.equals(isChangedOrNull) ? 1 : 0;
        String state = file.state();
        unreadable += state.equals(UNREADABLE) ? 1 : 0;
        deferred += state.equals(DEFERRED) ? 1 : 0;
        boolean isRead = isWhollyRead(file) || state.equals(UNREADABLE);
        Long recordsOrNull = isRead ? file.recordsOrNull() : null;
        if (recordsOrNull != null) {
            read++;
            records += recordsOrNull;
            duplicates += file.duplicatesOrNull();
        }
        addTimes(file, isRead && recordsOrNull != null, deliveredMicrosOrNull);
    }

    /** Whether everything that is in a file is known to have been read. */
    static boolean isWhollyRead(KnownFile file) {
        String state = file.state();
        return state.equals(READ) || state.equals(COMPACTED);
    }

    private void addTimes(KnownFile file, boolean isRead, Long deliveredMicrosOrNull) {
        Long first = isRead ? file.minEventMicrosOrNull() : null;
        Long last = isRead ? file.maxEventMicrosOrNull() : null;
        boolean isEmpty = isRead && file.recordsOrNull() == 0 && file.unreadableReasonOrNull() == null;
        if (first == null || last == null) {
            withoutTimes += isEmpty ? 0 : 1;
            return;
        }
        firstMicros = Math.min(firstMicros, first);
        lastMicros = Math.max(lastMicros, last);
        if (deliveredMicrosOrNull != null && deliveredMicrosOrNull - first > LATE_MICROS) {
            late++;
        }
    }

    /** Counts a file that a digest names. */
    void addPromised(boolean isThere) {
        promised++;
        missing += isThere ? 0 : 1;
    }

    long files() {
        return files;
    }

    long promised() {
        return promised;
    }

    long missing() {
        return missing;
    }

    long read() {
        return read;
    }

    long unreadable() {
        return unreadable;
    }

    long deferred() {
        return deferred;
    }

    /** Null when none is known to be, and not all files were verified. */
    Long changedOrNull() {
        return changed > 0 || unverified == 0 ? (Long) changed : null;
    }

    boolean isAllRead() {
        return read == files;
    }

    /** Null when the times of some file are not known. */
    Long lateOrNull() {
        return withoutTimes == 0 ? (Long) late : null;
    }

    /** Null when some file was not read. */
    Long eventsOrNull() {
        return isAllRead() ? (Long) (records - duplicates) : null;
    }

    /** Null when some file was not read. */
    Long duplicatesOrNull() {
        return isAllRead() ? (Long) duplicates : null;
    }

    /** Null when there is none, or the times of some file are not known. */
    Long firstMicrosOrNull() {
        return withoutTimes == 0 && firstMicros <= lastMicros ? (Long) firstMicros : null;
    }

    /** As {@link #firstMicrosOrNull}. */
    Long lastMicrosOrNull() {
        return withoutTimes == 0 && firstMicros <= lastMicros ? (Long) lastMicros : null;
    }
}
