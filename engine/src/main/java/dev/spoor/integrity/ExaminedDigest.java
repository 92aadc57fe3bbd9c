/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.integrity;

import dev.spoor.integrity.Finding.Period;
import java.util.Optional;

/** A digest that was read, and what has become known about it. One thread. */
final class ExaminedDigest {
    private final StoredFile file;
    private final Digest digestOrNull;
    private final Optional<String> attachedSignature;
    private final boolean hasTimeOfBackfill;
    private FindingKind findingOrNull;
    private String reason = "";
    private boolean isProven;
    private int position;

    /**
     * One that was read.
     *
     * @param digestOrNull null when it is none
     * @param attachedSignature what stands in the metadata of the object, or in a file beside it
     * @param hasTimeOfBackfill whether the metadata tell when it was made
     */
    ExaminedDigest(
            StoredFile file, Digest digestOrNull, Optional<String> attachedSignature, boolean hasTimeOfBackfill) {
        this.file = file;
        this.digestOrNull = digestOrNull;
        this.attachedSignature = attachedSignature;
        this.hasTimeOfBackfill = hasTimeOfBackfill;
    }

    StoredFile file() {
        return file;
    }

    Digest digestOrNull() {
        return digestOrNull;
    }

    Optional<String> attachedSignature() {
        return attachedSignature;
    }

    boolean hasTimeOfBackfill() {
        return hasTimeOfBackfill;
    }

    /** Its place in the chain, by time; 0 is the oldest that was read. */
    int position() {
        return position;
    }

    void position(int place) {
        position = place;
    }

    /** Notes what is wrong with it. */
    ExaminedDigest fails(FindingKind kind, String why) {
        findingOrNull = kind;
        reason = why;
        return this;
    }

    /** Notes what is to be known of it, though nothing is wrong. */
    void notes(String what) {
        reason = what;
    }

    /** Notes that its content is what CloudTrail signed, whatever else is wrong with it. */
    void proves() {
        isProven = true;
    }

    boolean isProven() {
        return isProven;
    }

    /** What is wrong with it; empty when nothing is. */
    Optional<FindingKind> finding() {
        return Optional.ofNullable(findingOrNull);
    }

    boolean is(FindingKind kind) {
        return findingOrNull == kind;
    }

    String reason() {
        return reason;
    }

    /** Where CloudTrail put it: as it says itself, or else where it lies. */
    String originalAddress() {
        if (digestOrNull != null && findingOrNull != FindingKind.DIGEST_MOVED) {
            return digestOrNull.original().address();
        }
        return file.place()
                .originalRoot()
                .map(root -> "s3://" + root + "/" + file.entry().key())
                .orElse(file.address());
    }

    /** The time that it is about: as it says, or the hour before the end that its name tells. */
    Period time() {
        if (digestOrNull != null) {
            return new Period(digestOrNull.startMicros(), digestOrNull.endMicros());
        }
        long end = file.digestName().endMicros();
        return new Period(end - VerificationScope.HOUR_MICROS, end);
    }
}
