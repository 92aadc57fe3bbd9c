/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.coverage;

import dev.spoor.integrity.Digest;
import dev.spoor.scan.KnownFile;
import dev.spoor.scan.LogLocation;
import dev.spoor.scan.LogSurvey;
import dev.spoor.source.KeyFacts;
import dev.spoor.source.cloudtrail.CloudTrailFileName;
import dev.spoor.source.cloudtrail.DigestFileName;
import dev.spoor.store.ListingProblem;
import dev.spoor.store.ObjectEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** Counts what a survey finds, by place and hour. One thread. */
final class CoverageTally implements LogSurvey.Visitor {
    private final CoverageScope scope;
    private final BiFunction<String, ObjectEntry, Boolean> isChangedOrNull;
    private final TreeMap<Place, PlaceFigures> places = new TreeMap<>();
    private final List<ListedDigest> digests = new ArrayList<>();

    /** Names of the files that are there, without folders: copies keep those. */
    private final Set<String> names = new HashSet<>();

    /** Those that digests name: two trails may name the same. */
    private final Set<String> promised = new HashSet<>();

    /** By account, which hour is the first of which some file was not read; of all regions. */
    private final Map<Optional<String>, Long> firstUnread = new HashMap<>();

    private boolean isListingWhole = true;

    /** A digest file that may be about the time asked for. */
    record ListedDigest(LogLocation location, ObjectEntry entry, DigestFileName name) {}

    /** @param isChangedOrNull whether verification found a file changed, by its address; null if it was not verified */
    CoverageTally(CoverageScope scope, BiFunction<String, ObjectEntry, Boolean> isChangedOrNull) {
        this.scope = Objects.requireNonNull(scope, "scope is null");
        this.isChangedOrNull = Objects.requireNonNull(isChangedOrNull, "isChangedOrNull is null");
    }

    @Override
    public void logFile(String address, KeyFacts facts, KnownFile known) {
        Place place = new Place(facts.parts().accountOrNull(), facts.parts().regionOrNull());
        String name = nameOf(address);
        Long delivered = deliveredMicrosOrNull(name);
        if (!HourFigures.isWhollyRead(known)) {
            long micros = delivered == null ? Long.MIN_VALUE : CoverageScope.hourOf(delivered);
            firstUnread.merge(Optional.ofNullable(place.accountOrNull()), micros, Math::min);
        }
        if (!scope.hasPlace(place)) {
            return;
        }
        names.add(name);
        PlaceFigures figures = figures(place);
        HourFigures hour = delivered == null ? figures.undated() : figures.at(CoverageScope.hourOf(delivered));
        hour.add(known, delivered, isChangedOrNull.apply(address, known.entry()));
    }

    /** A place is known by its folders, too. */
    void folder(KeyFacts factsOfFileInIt) {
        Place place = new Place(
                factsOfFileInIt.parts().accountOrNull(), factsOfFileInIt.parts().regionOrNull());
        if (place.accountOrNull() != null && place.regionOrNull() != null && scope.hasPlace(place)) {
            figures(place);
        }
    }

    @Override
    public void digestFile(LogLocation location, ObjectEntry entry) {
        DigestFileName name = DigestFileName.parseOrNull(nameOf(entry.key()));
        if (name != null && scope.hasPlace(new Place(name.account(), name.region()))) {
            digests.add(new ListedDigest(location, entry, name));
        }
    }

    @Override
    public void problem(LogLocation location, ListingProblem problem) {
        isListingWhole = false;
    }

    /** The digests that were met. */
    List<ListedDigest> digests() {
        return digests;
    }

    /** Takes in what a digest says, after all files were met. */
    void promise(DigestFileName name, Digest digest) {
        PlaceFigures figures = figures(new Place(name.account(), name.region()));
        if (!name.isBackfill()) {
            figures.digests().add(digest.startMicros(), digest.endMicros());
        }
        for (Digest.LogFileClaim claim : digest.logFiles()) {
            String file = nameOf(claim.original().key());
            CloudTrailFileName parts = CloudTrailFileName.parseOrNull(file);
            Long delivered = deliveredMicrosOrNull(file);
            Place place = parts == null
                    ? new Place(name.account(), name.region())
                    : new Place(parts.account(), parts.region());
            if (scope.hasPlace(place) && promised.add(file)) {
                long hour = CoverageScope.hourOf(delivered == null ? digest.startMicros() : delivered);
                figures(place).at(hour).addPromised(names.contains(file));
            }
        }
    }

    /** Takes in that a digest cannot be read, which is about the hour before its end. */
    void promiseUnknown(DigestFileName name) {
        figures(new Place(name.account(), name.region()))
                .digests()
                .addUnreadable(name.endMicros() - CoverageScope.HOUR_MICROS, name.endMicros());
    }

    private PlaceFigures figures(Place place) {
        return places.computeIfAbsent(place, each -> new PlaceFigures());
    }

    /** All places that are known, in order. */
    TreeMap<Place, PlaceFigures> places() {
        return places;
    }

    /** By account as addresses name it, the first hour of which some file was not read. */
    Map<Optional<String>, Long> firstUnread() {
        return firstUnread;
    }

    /** Whether everything could be listed that was wanted. */
    boolean isListingWhole() {
        return isListingWhole;
    }

    static String nameOf(String address) {
        return address.substring(address.lastIndexOf('/') + 1);
    }

    private static Long deliveredMicrosOrNull(String name) {
        CloudTrailFileName parts = CloudTrailFileName.parseOrNull(name);
        return parts == null || parts.deliveredMicros() == CloudTrailFileName.UNDATED ? null : parts.deliveredMicros();
    }
}
