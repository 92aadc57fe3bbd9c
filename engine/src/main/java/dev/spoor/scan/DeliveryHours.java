/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.scan;

import dev.spoor.prune.ScanConstraint;
import dev.spoor.prune.ValueSet;
import dev.spoor.scan.TimeCoverage.Digests;
import dev.spoor.scan.TimeCoverage.Gap;
import dev.spoor.scan.TimeCoverage.Unit;
import dev.spoor.source.FactPaths;
import dev.spoor.source.KeyFacts;
import dev.spoor.source.KeyPart;
import dev.spoor.source.KeyParts;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Counts the hours of the time that a scan asks for in which files were delivered, from listed pages.
 *
 * <p>An account lacks an hour when none of its regions has a file of it. A region alone is told of when it has files in most
 * hours: others are quiet, and a gap says nothing.
 */
final class DeliveryHours {
    static final long HOUR_MICROS = 3_600L * 1_000_000;

    /** So long after an hour its files are expected to be there. */
    private static final long DELIVERY_MICROS = HOUR_MICROS;

    /** A region with files in at least one of so many hours is busy. */
    private static final int BUSY_SHARE = 2;

    /** A time of more hours, two hundred years, is a mistake, and not looked at. */
    private static final long HOURS_MAX = 200L * 366 * 24;

    private static final Set<KeyPart> PLACE = Set.of(KeyPart.ACCOUNT, KeyPart.REGION);

    private final long firstHour;
    private final int hours;
    private final Map<String, BitSet> accounts = new TreeMap<>();
    private final Map<String, BitSet> regions = new TreeMap<>();

    private DeliveryHours(long firstHour, int hours) {
        this.firstHour = firstHour;
        this.hours = hours;
    }

    /** Hours of one place: numbers of hours since 1970, ascending. */
    record OfPlace(KeyParts place, long[] numbers) {}

    /**
     * Counts.
     *
     * @param wanted what the rows asked for satisfy
     * @param nowMicros when they were asked for
     */
    static Optional<TimeCoverage> of(LogListing listing, ScanConstraint wanted, FactPaths paths, long nowMicros) {
        List<OfPlace> places = new ArrayList<>();
        for (LogPage page : listing.listedPages()) {
            for (OfPlace place : page.hours()) {
                if (isWanted(place.place(), wanted, paths)) {
                    places.add(place);
                }
            }
        }
        if (places.isEmpty() || wanted.isNone()) {
            return Optional.empty();
        }
        long first =
                places.stream().mapToLong(place -> place.numbers()[0]).min().orElseThrow();
        long last = places.stream()
                .mapToLong(place -> place.numbers()[place.numbers().length - 1])
                .max()
                .orElseThrow();
        long complete = Math.floorDiv(nowMicros - DELIVERY_MICROS, HOUR_MICROS); // the first that may still lack files
        Optional<ValueSet> times = wanted.on(paths.time());
        long from = first;
        long until = last + 1;
        if (times.isPresent() && times.get().leastOrNull() instanceof Long least && least > Long.MIN_VALUE) {
            from = Math.floorDiv(least, HOUR_MICROS);
            until = Math.max(until, complete);
        }
        if (times.isPresent() && times.get().greatestOrNull() instanceof Long greatest && greatest < Long.MAX_VALUE) {
            until = Math.min(Math.floorDiv(greatest, HOUR_MICROS) + 1, Math.max(complete, last + 1));
        }
        if (until <= from || until - from > HOURS_MAX) {
            return Optional.empty();
        }
        DeliveryHours counted = new DeliveryHours(from, Math.toIntExact(until - from));
        places.forEach(counted::add);
        return Optional.of(counted.toCoverage(listing.digests()));
    }

    private static boolean isWanted(KeyParts place, ScanConstraint wanted, FactPaths paths) {
        return place.accountOrNull() != null
                && place.regionOrNull() != null
                && wanted.on(paths.account())
                        .filter(set -> !set.contains(place.accountOrNull()))
                        .isEmpty()
                && wanted.on(paths.region())
                        .filter(set -> !set.contains(place.regionOrNull()))
                        .isEmpty();
    }

    private void add(OfPlace place) {
        String account = place.place().accountOrNull();
        BitSet ofAccount = accounts.computeIfAbsent(account, each -> new BitSet(hours));
        BitSet ofRegion =
                regions.computeIfAbsent(account + "/" + place.place().regionOrNull(), each -> new BitSet(hours));
        for (long number : place.numbers()) {
            if (number >= firstHour && number < firstHour + hours) {
                int bit = (int) (number - firstHour);
                ofAccount.set(bit);
                ofRegion.set(bit);
            }
        }
    }

    private TimeCoverage toCoverage(Digests digests) {
        List<Gap> gaps = new ArrayList<>();
        accounts.forEach((account, covered) -> addGap(account, covered, gaps));
        List<Gap> ofRegions = new ArrayList<>();
        regions.forEach((region, covered) -> {
            String account = region.substring(0, region.indexOf('/'));
            boolean isOwnGap = covered.cardinality() < accounts.get(account).cardinality();
            if (isOwnGap && (long) covered.cardinality() * BUSY_SHARE >= hours) {
                addGap(region, covered, ofRegions);
            }
        });
        gaps.addAll(ofRegions);
        gaps.sort(Comparator.comparingLong(Gap::without).reversed().thenComparing(Gap::place));
        return new TimeCoverage(Unit.HOUR, hours, gaps, digests);
    }

    private void addGap(String place, BitSet covered, List<Gap> into) {
        int without = hours - covered.cardinality();
        if (without > 0) {
            into.add(new Gap(place, without));
        }
    }

    /** The hours of some files, by place; files of which no time of delivery is known have none. */
    static List<OfPlace> of(List<LogFile> files) {
        Map<KeyParts, TreeSet<Long>> byPlace = new LinkedHashMap<>();
        KeyParts lastKey = null;
        TreeSet<Long> last = null;
        for (LogFile file : files) {
            long delivered = file.facts().deliveredMicrosOrUnknown();
            if (delivered == KeyFacts.UNKNOWN) {
                continue;
            }
            KeyParts key = file.facts().parts();
            if (!key.equals(lastKey)) { // files of a page mostly name the same
                lastKey = key;
                last = byPlace.computeIfAbsent(KeyPart.only(PLACE, key), place -> new TreeSet<>());
            }
            last.add(Math.floorDiv(delivered, HOUR_MICROS));
        }
        List<OfPlace> places = new ArrayList<>();
        byPlace.forEach((place, numbers) -> places.add(
                new OfPlace(place, numbers.stream().mapToLong(Long::longValue).toArray())));
        return List.copyOf(places);
    }
}
