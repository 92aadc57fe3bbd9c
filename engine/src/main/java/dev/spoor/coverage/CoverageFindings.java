/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.coverage;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** What was found out for some hours. Immutable by agreement. */
final class CoverageFindings {
    private final TreeMap<Place, PlaceFigures> places;
    private final List<TrailPause> pauses;
    private final boolean isSpanUnknown;
    private final Map<Optional<String>, Long> firstUnread;

    /**
     * @param isSpanUnknown whether only some of the time was listed, so that first and last data are not known
     * @param firstUnread by account as addresses name it, the first time of which a file was not looked at for calls that
     *     changed trails
     */
    CoverageFindings(
            TreeMap<Place, PlaceFigures> places,
            List<TrailPause> pauses,
            boolean isSpanUnknown,
            Map<Optional<String>, Long> firstUnread) {
        this.places = Objects.requireNonNull(places, "places is null");
        this.pauses = List.copyOf(pauses);
        this.isSpanUnknown = isSpanUnknown;
        this.firstUnread = Map.copyOf(firstUnread);
    }

    Map<Place, PlaceFigures> places() {
        return places;
    }

    boolean isSpanUnknown() {
        return isSpanUnknown;
    }

    /**
     * The pauses of trails that a place shows, by begin. Where files went on arriving for whole hours, another trail
     * delivered them, and a pause of this one left nothing out.
     */
    List<TrailPause> pausesOf(Place place, PlaceFigures figures) {
        return pauses.stream()
                .filter(pause -> pause.isAbout(place))
                .filter(pause ->
                        !figures.hasFilesWithin(pause.fromMicros() + CoverageScope.HOUR_MICROS, pause.untilMicros()))
                .sorted(Comparator.comparingLong(TrailPause::fromMicros))
                .toList();
    }

    /** Whether all log files of an account that were delivered before were read: calls are logged in any region of it. */
    boolean isEverythingReadBefore(Place place, long micros) {
        long ofNobody = firstUnread.getOrDefault(Optional.<String>empty(), Long.MAX_VALUE);
        long ofAccount = firstUnread.getOrDefault(Optional.ofNullable(place.accountOrNull()), Long.MAX_VALUE);
        return Math.min(ofNobody, ofAccount) >= micros;
    }
}
