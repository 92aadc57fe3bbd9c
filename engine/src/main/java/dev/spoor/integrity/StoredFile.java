/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.integrity;

import dev.spoor.dataset.CheckedFile;
import dev.spoor.dataset.DigestFile;
import dev.spoor.dataset.IntegrityState;
import dev.spoor.integrity.Finding.Period;
import dev.spoor.source.cloudtrail.DigestFileName;
import dev.spoor.store.ObjectEntry;

/**
 * A digest or a log file that was listed, and what has become known about it. Everything but the content belongs to one
 * thread; the content may be asked for by several, and is read once.
 */
final class StoredFile {
    private final EvidencePlace place;
    private final ObjectEntry entry;
    private final DigestFileName digestNameOrNull;
    private final String accountOrNull;
    private final String regionOrNull;
    private final Period deliveredOrNull;
    private final DigestFile keptOrNull;
    private CheckedFile knownOrNull;
    private GzipHasher.Content contentOrNull;
    private IntegrityState stateOrNull;
    private String digestOrNull;

    private StoredFile(
            EvidencePlace place,
            ObjectEntry entry,
            DigestFileName digestNameOrNull,
            String accountOrNull,
            String regionOrNull,
            Period deliveredOrNull,
            DigestFile keptOrNull) {
        this.place = place;
        this.entry = entry;
        this.digestNameOrNull = digestNameOrNull;
        this.accountOrNull = accountOrNull;
        this.regionOrNull = regionOrNull;
        this.deliveredOrNull = deliveredOrNull;
        this.keptOrNull = keptOrNull;
    }

    /** @param keptOrNull the copy of a lake, of a digest that is gone; null for one that was listed */
    static StoredFile digest(EvidencePlace place, ObjectEntry entry, DigestFileName name, DigestFile keptOrNull) {
        Period time = new Period(name.endMicros(), name.endMicros());
        return new StoredFile(place, entry, name, name.account(), name.region(), time, keptOrNull);
    }

    /**
     * A log file.
     *
     * @param deliveredOrNull when, as exactly as its name or folder tells; null when they do not
     */
    static StoredFile log(
            EvidencePlace place, ObjectEntry entry, String accountOrNull, String regionOrNull, Period deliveredOrNull) {
        return new StoredFile(place, entry, null, accountOrNull, regionOrNull, deliveredOrNull, null);
    }

    EvidencePlace place() {
        return place;
    }

    ObjectEntry entry() {
        return entry;
    }

    String address() {
        return place.address(entry);
    }

    DigestFileName digestName() {
        return digestNameOrNull;
    }

    String accountOrNull() {
        return accountOrNull;
    }

    String regionOrNull() {
        return regionOrNull;
    }

    Period deliveredOrNull() {
        return deliveredOrNull;
    }

    /** Whether the file lies where a name says, as far as that can be known of its place. */
    boolean isAt(OriginalName name) {
        if (place.originalRoot().isPresent()) {
            return name.toString().equals(place.originalRoot().get() + "/" + entry.key());
        }
        String tail = OriginalName.tailOrNull(address());
        return tail != null
                ? tail.equals(OriginalName.tailOrNull(name.key()))
                : OriginalName.fileName(entry.key()).equals(OriginalName.fileName(name.key()));
    }

    /** The copy of a lake, of a digest that is gone from its place; null for a file that was listed. */
    DigestFile keptOrNull() {
        return keptOrNull;
    }

    /** What an earlier verification knew about this version; null for nothing. */
    CheckedFile knownOrNull() {
        return knownOrNull;
    }

    void know(CheckedFile known) {
        knownOrNull = known;
    }

    /** Its content, read at most once. */
    synchronized GzipHasher.Content contentOrNull() {
        return contentOrNull;
    }

    synchronized void content(GzipHasher.Content content) {
        contentOrNull = content;
    }

    /** The verdict so far. */
    IntegrityState stateOrNull() {
        return stateOrNull;
    }

    String digestOrNull() {
        return digestOrNull;
    }

    /** Takes a verdict: a problem beats any other, and a proof beats the lack of one. */
    void judge(IntegrityState state, OriginalName digestOrNull) {
        if (stateOrNull == null || weight(state) > weight(stateOrNull)) {
            stateOrNull = state;
            this.digestOrNull = digestOrNull == null ? null : digestOrNull.toString();
        }
    }

    private static int weight(IntegrityState state) {
        return state.isProblem() ? 2 : state == IntegrityState.VALID ? 1 : 0;
    }
}
