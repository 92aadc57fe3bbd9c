/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.coverage;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/** The rows of the table of coverage, by place and hour, made one at a time. One thread. */
final class CoverageRows implements Iterator<Object[]> {
    /** Columns that a condition on can leave out files. */
    static final String ACCOUNT = "account";

    static final String REGION = "region";
    static final String HOUR = "hour";

    private static final long SECOND_MICROS = 1_000_000;

    private final CoverageScope scope;
    private final CoverageFindings findings;
    private final Iterator<Map.Entry<Place, PlaceFigures>> places;
    private Place place;
    private PlaceFigures figures;
    private List<TrailPause> pauses = List.of();
    private long hour;
    private long endHour;
    private boolean isUndatedNext;

    CoverageRows(CoverageScope scope, CoverageFindings findings) {
        this.scope = scope;
        this.findings = findings;
        this.places = findings.places().entrySet().iterator();
        nextPlace();
    }

    private boolean isAtEndOfPlace() {
        return hour >= endHour && !isUndatedNext;
    }

    private void nextPlace() {
        while (isAtEndOfPlace() && places.hasNext()) {
            Map.Entry<Place, PlaceFigures> next = places.next();
            place = next.getKey();
            figures = next.getValue();
            pauses = findings.pausesOf(place, figures);
            isUndatedNext = figures.undated().files() > 0;
            boolean isRange = findings.isSpanUnknown() || scope.hours() == CoverageScope.Hours.ALL;
            boolean isBounded = scope.sinceMicros() != Long.MIN_VALUE && scope.untilMicros() != Long.MAX_VALUE;
            boolean isNamed = place.accountOrNull() != null && place.regionOrNull() != null;
            if (isRange && isBounded && isNamed) {
                hour = scope.sinceMicros();
                endHour = scope.untilMicros();
            } else if (figures.hasHours()) {
                hour = Math.max(scope.sinceMicros(), figures.firstHour());
                endHour = Math.min(scope.untilMicros(), figures.lastHour() + CoverageScope.HOUR_MICROS);
            } else {
                hour = 0;
                endHour = 0;
            }
        }
    }

    @Override
    public boolean hasNext() {
        return !isAtEndOfPlace();
    }

    @Override
    public Object[] next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Object[] row;
        if (hour < endHour) {
            row = row(hour);
            hour += CoverageScope.HOUR_MICROS;
        } else {
            row = undatedRow();
            isUndatedNext = false;
        }
        if (isAtEndOfPlace()) {
            nextPlace();
        }
        return row;
    }

    private Object[] row(long hourMicros) {
        HourFigures known = figures.atOrNull(hourMicros);
        HourFigures counts = known == null ? new HourFigures() : known;
        DigestPresence digest = figures.digests().of(hourMicros);
        Long off = offSecondsOrNull(hourMicros);
        CoverageState state = state(counts, digest, off);
        boolean isPromiseKnown = digest == DigestPresence.YES || counts.promised() > 0;
        return new Object[] {
            place.accountOrNull(),
            place.regionOrNull(),
            hourMicros,
            state.label(),
            digest.label(),
            counts.files(),
            isPromiseKnown ? (Object) counts.promised() : null,
            isPromiseKnown ? (Object) counts.missing() : null,
            counts.read(),
            counts.unreadable(),
            counts.deferred(),
            counts.changedOrNull(),
            counts.lateOrNull(),
            counts.eventsOrNull(),
            counts.duplicatesOrNull(),
            counts.firstMicrosOrNull(),
            counts.lastMicrosOrNull(),
            off
        };
    }

    private Object[] undatedRow() {
        HourFigures counts = figures.undated();
        return new Object[] {
            place.accountOrNull(),
            place.regionOrNull(),
            null,
            state(counts, DigestPresence.UNKNOWN, null).label(),
            DigestPresence.UNKNOWN.label(),
            counts.files(),
            null,
            null,
            counts.read(),
            counts.unreadable(),
            counts.deferred(),
            counts.changedOrNull(),
            null,
            counts.eventsOrNull(),
            counts.duplicatesOrNull(),
            counts.firstMicrosOrNull(),
            counts.lastMicrosOrNull(),
            null
        };
    }

    private static CoverageState state(HourFigures counts, DigestPresence digest, Long offOrNull) {
        if (counts.missing() > 0) {
            return CoverageState.MISSING;
        }
        if (counts.changedOrNull() != null && counts.changedOrNull() > 0) {
            return CoverageState.CHANGED;
        }
        if (counts.unreadable() + counts.deferred() > 0) {
            return CoverageState.UNREADABLE;
        }
        if (digest == DigestPresence.YES) {
            return counts.files() > 0 ? CoverageState.COMPLETE : CoverageState.QUIET;
        }
        if (offOrNull != null && offOrNull > 0) {
            return CoverageState.OFF;
        }
        return counts.files() > 0 ? CoverageState.UNCONFIRMED : CoverageState.UNKNOWN;
    }

    /** Null when none is known, and some file was not read that may tell of one. */
    private Long offSecondsOrNull(long hourMicros) {
        long end = hourMicros + CoverageScope.HOUR_MICROS;
        long off = 0;
        long from = hourMicros;
        for (TrailPause pause : pauses) { // by begin
            long begin = Math.max(from, pause.fromMicros());
            long until = Math.min(end, pause.untilMicros());
            if (begin < until) {
                off += until - begin;
                from = until;
            }
        }
        boolean isKnown = off > 0 || findings.isEverythingReadBefore(place, end);
        return isKnown ? (Long) (off / SECOND_MICROS) : null;
    }
}
