/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.coverage;

import dev.spoor.coverage.TrailPause.What;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * From calls that changed trails to the times in which these did not log. A trail that is made logs only when it is
 * started; of one that was deleted, its namesake counts as the same.
 */
final class TrailPauses {
    private static final Comparator<TrailPause> ORDER = Comparator.comparing(TrailPause::account)
            .thenComparing(TrailPause::homeRegion)
            .thenComparing(TrailPause::trail)
            .thenComparing(TrailPause::fromMicros)
            .thenComparing(TrailPause::what);

    /** What a new trail records. */
    private static final EventSelection ALL_EVENTS = new EventSelection(true, true, false);

    private final Map<String, EnumMap<What, TrailPause>> open = new TreeMap<>();
    private final List<TrailPause> pauses = new ArrayList<>();

    private TrailPauses() {}

    /** The times, by trail and begin. */
    static List<TrailPause> of(List<TrailChange> changes) {
        TrailPauses made = new TrailPauses();
        changes.stream().sorted(Comparator.comparingLong(TrailChange::micros)).forEach(made::add);
        made.open.values().forEach(ofTrail -> made.pauses.addAll(ofTrail.values()));
        made.pauses.sort(ORDER);
        return List.copyOf(made.pauses);
    }

    private void add(TrailChange change) {
        switch (change.eventName()) {
            case TrailChange.STOP, TrailChange.DELETE -> begin(What.LOGGING, change);
            case TrailChange.START -> end(What.LOGGING, change);
            case TrailChange.CREATE, TrailChange.UPDATE -> {
                set(What.OTHER_REGIONS, change.isMultiRegionOrNull(), change);
                set(What.GLOBAL_EVENTS, change.hasGlobalEventsOrNull(), change);
                set(What.DIGESTS, change.hasDigestsOrNull(), change);
                if (change.eventName().equals(TrailChange.CREATE)) {
                    select(ALL_EVENTS, change);
                }
            }
            case TrailChange.SELECT -> change.selection().ifPresent(said -> select(said, change));
            default -> throw new IllegalArgumentException("no change of a trail: " + change.eventName());
        }
    }

    private void select(EventSelection said, TrailChange change) {
        boolean hasAny = said.hasReads() || said.hasWrites();
        set(What.MANAGEMENT_EVENTS, hasAny, change);
        set(What.READ_EVENTS, said.hasReads() || !hasAny, change);
        set(What.WRITE_EVENTS, said.hasWrites() || !hasAny, change);
        set(What.SOME_EVENTS, !said.isPartial(), change);
    }

    /** A trail that is made without something never had it. */
    private void set(What what, Boolean isOnOrNull, TrailChange change) {
        if (Boolean.TRUE.equals(isOnOrNull)) {
            end(what, change);
        } else if (Boolean.FALSE.equals(isOnOrNull) && !change.eventName().equals(TrailChange.CREATE)) {
            begin(what, change);
        }
    }

    private EnumMap<What, TrailPause> ofTrail(TrailChange change) {
        String key = change.account() + "/" + change.homeRegion() + "/" + change.trail();
        return open.computeIfAbsent(key, trail -> new EnumMap<>(What.class));
    }

    private void begin(What what, TrailChange change) {
        ofTrail(change)
                .putIfAbsent(
                        what,
                        new TrailPause(
                                change.account(),
                                change.homeRegion(),
                                change.trail(),
                                what,
                                change.micros(),
                                Long.MAX_VALUE,
                                null,
                                change.eventName(),
                                change.actorOrNull(),
                                change.eventIdOrNull()));
    }

    private void end(What what, TrailChange change) {
        TrailPause begun = ofTrail(change).remove(what);
        if (begun != null) {
            pauses.add(begun.endedAt(change.micros(), change.eventName()));
        }
    }
}
