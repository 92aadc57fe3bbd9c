/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.integrity;

import dev.spoor.dataset.DigestBooks;
import dev.spoor.dataset.DigestFile;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.integrity.Finding.Period;
import dev.spoor.source.KeyFacts;
import dev.spoor.source.Layout;
import dev.spoor.source.cloudtrail.CloudTrailFileName;
import dev.spoor.source.cloudtrail.CloudTrailLayout;
import dev.spoor.source.cloudtrail.DigestFileName;
import dev.spoor.store.ListingProblem;
import dev.spoor.store.ObjectEntry;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What was listed: digests by chain, log files, and how to find a file by its original name. One thread. */
final class Evidence {
    private static final long MINUTE_MICROS = 60L * 1_000_000;
    private static final long DAY_MICROS = 24 * VerificationScope.HOUR_MICROS;
    private static final long FILES_PER_CHECK = 1_000;

    private final List<EvidencePlace> places;
    private final VerificationScope scope;
    private final CloudTrailLayout layout = new CloudTrailLayout();
    private final Map<ChainName, List<StoredFile>> chains = new TreeMap<>();
    private final List<StoredFile> logs = new ArrayList<>();
    private final Map<String, StoredFile> strays = new TreeMap<>();
    private final Map<String, StoredFile> byOriginal = new HashMap<>();
    private final Map<String, List<StoredFile>> byTail = new HashMap<>();
    private final List<String> listingProblems = new ArrayList<>();
    private long listed;

    private final Optional<DigestBooks> books;
    private final Set<String> digestAddresses = new HashSet<>();

    private Evidence(List<EvidencePlace> places, VerificationScope scope, Optional<DigestBooks> books) {
        this.places = places;
        this.scope = scope;
        this.books = books;
    }

    /** Where a named file is. */
    enum Whereabouts {
        /** Among what was listed. */
        FOUND,
        /** Not where it should be. */
        ABSENT,
        /** In a bucket, or a part of one, that was not given. */
        ELSEWHERE
    }

    /** The answer to the question for a named file. */
    record Location(Whereabouts whereabouts, StoredFile fileOrNull) {}

    /**
     * Lists the places. STORE_FAILURE when a listing breaks off.
     *
     * @param books digests that a lake keeps: they are there, too, when they are gone from their place
     */
    static Evidence list(
            List<EvidencePlace> places, VerificationScope scope, Optional<DigestBooks> books, Runnable cancellation) {
        Evidence evidence = new Evidence(places, scope, books);
        for (EvidencePlace place : places) {
            evidence.list(place, cancellation);
        }
        books.ifPresent(each -> each.all().forEach(evidence::takeKept));
        evidence.chains
                .values()
                .forEach(chain -> chain.sort((a, b) -> {
                    int byTime = Long.compare(
                            a.digestName().endMicros(), b.digestName().endMicros());
                    return byTime != 0 ? byTime : a.address().compareTo(b.address());
                }));
        return evidence;
    }

    private void list(EvidencePlace place, Runnable cancellation) {
        EvidenceFolders folders = new EvidenceFolders(place.store().location() + "/", scope);
        Iterator<List<ObjectEntry>> pages =
                place.store().pages(folders, problem -> listingProblems.add(describe(place, problem)));
        while (pages.hasNext()) {
            for (ObjectEntry entry : pages.next()) {
                if (listed++ % FILES_PER_CHECK == 0) {
                    cancellation.run();
                }
                take(place, entry);
            }
        }
    }

    private static String describe(EvidencePlace place, ListingProblem problem) {
        return place.store().location() + "/" + problem.key() + " " + problem.reason();
    }

    private void take(EvidencePlace place, ObjectEntry entry) {
        String address = place.address(entry);
        KeyFacts facts = layout.read(address, Layout.LATENESS_NOT_TRUSTED, false);
        String name = OriginalName.fileName(address);
        if (facts.isDigest()) {
            DigestFileName digest = DigestFileName.parseOrNull(name);
            if (digest == null) {
                strays.put(address, StoredFile.log(place, entry, null, null, null));
            } else {
                takeDigest(StoredFile.digest(place, entry, digest, null));
            }
        } else if (facts.isEventFile()) {
            takeLog(place, entry, name, facts);
        }
    }

    private void takeDigest(StoredFile file) {
        digestAddresses.add(file.address());
        if (scope.hasPlace(file.accountOrNull(), file.regionOrNull())) {
            index(file.place(), file);
            ChainName chain = ChainName.of(file.digestName());
            if (scope.hasChain(chain)) {
                chains.computeIfAbsent(chain, name -> new ArrayList<>()).add(file);
            }
        }
    }

    /** The first version of one that is gone: a digest is never replaced by honest means. Others were not listed, or are there. */
    private void takeKept(DigestFile kept) {
        String address = kept.source() + "/" + kept.entry().key();
        DigestFileName name = DigestFileName.parseOrNull(OriginalName.fileName(address));
        boolean isMissed = kept.state() == DigestFile.State.KEPT
                && name != null
                && scope.needsDigest(name.endMicros())
                && !digestAddresses.contains(address);
        if (isMissed) {
            places.stream()
                    .filter(place -> address.startsWith(place.store().location() + "/"))
                    .findFirst()
                    .ifPresent(place -> {
                        String key = address.substring(place.store().location().length() + 1);
                        ObjectEntry entry = new ObjectEntry(
                                key,
                                kept.entry().sizeBytes(),
                                kept.entry().modifiedMicros(),
                                kept.entry().etagOrNull());
                        takeDigest(StoredFile.digest(place, entry, name, kept));
                    });
        }
    }

    /** What a lake keeps of a digest that is gone. */
    byte[] keptContent(StoredFile digest) {
        return books.flatMap(each -> each.content(digest.keptOrNull()))
                .orElseThrow(() -> new EngineException(
                        ErrorCode.OBJECT_VANISHED, "the lake does not keep " + digest.address() + " any more"));
    }

    private void takeLog(EvidencePlace place, ObjectEntry entry, String name, KeyFacts facts) {
        CloudTrailFileName parts = CloudTrailFileName.parseOrNull(name);
        String account = facts.parts().accountOrNull();
        String region = facts.parts().regionOrNull();
        if (scope.hasPlace(account, region)) {
            StoredFile file = StoredFile.log(
                    place,
                    entry,
                    account,
                    region,
                    delivered(parts, facts.parts().dayOrNull()));
            logs.add(file);
            index(place, file);
        }
    }

    private static Period delivered(CloudTrailFileName partsOrNull, LocalDate dayOrNull) {
        if (partsOrNull != null && partsOrNull.deliveredMicros() != CloudTrailFileName.UNDATED) {
            long stamp = partsOrNull.deliveredMicros();
            return new Period(stamp, stamp + MINUTE_MICROS);
        }
        if (dayOrNull == null) {
            return null;
        }
        long midnight = dayOrNull.toEpochDay() * DAY_MICROS;
        return new Period(midnight, midnight + DAY_MICROS);
    }

    private void index(EvidencePlace place, StoredFile file) {
        if (place.originalRoot().isPresent()) {
            byOriginal.putIfAbsent(
                    place.originalRoot().get() + "/" + file.entry().key(), file);
            return;
        }
        String tail = OriginalName.tailOrNull(file.address());
        String name = tail != null ? tail : OriginalName.fileName(file.entry().key());
        byTail.computeIfAbsent(name, key -> new ArrayList<>(1)).add(file);
    }

    /**
     * Where a file is that a digest names.
     *
     * @param near place of the digest, which is looked at first where several could have it
     */
    Location find(OriginalName name, EvidencePlace near) {
        StoredFile exact = byOriginal.get(name.toString());
        if (exact != null) {
            return new Location(Whereabouts.FOUND, exact);
        }
        String tail = OriginalName.tailOrNull(name.key());
        for (String key : new String[] {tail, OriginalName.fileName(name.key())}) {
            List<StoredFile> found = key == null ? null : byTail.get(key);
            if (found != null) {
                StoredFile nearest = found.stream()
                        .filter(file -> file.place().equals(near))
                        .findFirst()
                        .orElse(found.get(0));
                return new Location(Whereabouts.FOUND, nearest);
            }
        }
        boolean isKnownPlace =
                places.stream().anyMatch(place -> place.originalRoot().isEmpty() || place.isFor(name));
        return new Location(isKnownPlace ? Whereabouts.ABSENT : Whereabouts.ELSEWHERE, null);
    }

    /** The digests of each chain, oldest first. */
    Map<ChainName, List<StoredFile>> chains() {
        return chains;
    }

    List<StoredFile> logs() {
        return logs;
    }

    /** A file beside a digest that has its name with something behind it, such as its signature. */
    Optional<StoredFile> sidecar(StoredFile digest, String ending) {
        return Optional.ofNullable(strays.get(digest.address() + ending));
    }

    /** Files among the digests that are none, in the order of their addresses; sidecars are among them. */
    Collection<StoredFile> strays() {
        return strays.values();
    }

    List<String> listingProblems() {
        return listingProblems;
    }
}
