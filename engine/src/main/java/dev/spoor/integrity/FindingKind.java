/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.integrity;

import dev.spoor.dataset.IntegrityState;
import java.util.Locale;
import java.util.Optional;

/** The closed set of what a verification can find. Labels are stable: scripts compare them. */
public enum FindingKind {
    /** Nothing was proven, because there is no digest file in the place and time asked about. */
    NO_DIGESTS(true),
    /** A place could not be listed whole. */
    LISTING_INCOMPLETE(true),
    /** A digest could not be fetched. */
    DIGEST_UNREADABLE(true),
    /** A digest is no gzip file, no JSON, or lacks a field. */
    DIGEST_MALFORMED(true),
    /** A digest lies elsewhere than CloudTrail put it. */
    DIGEST_MOVED(true),
    /** The public key that a digest names was not given. */
    DIGEST_KEY_UNKNOWN(true),
    /** The public key that a digest names is no RSA key. */
    DIGEST_KEY_UNUSABLE(true),
    /** A digest names a way to sign or to hash that CloudTrail does not have. */
    DIGEST_ALGORITHM_UNKNOWN(true),
    /** The signature of a digest does not belong to its content. */
    DIGEST_SIGNATURE_INVALID(true),
    /** An object in its original bucket has lost its signature. */
    DIGEST_SIGNATURE_MISSING(true),
    /** The next digest names one that is not there. */
    DIGEST_MISSING(true),
    /** What a digest says of the one before it is not so, though both are proven. */
    DIGEST_LINK_BROKEN(true),
    /** The bytes of a log file are not those that were delivered. */
    LOG_CHANGED(true),
    /** A log file is no whole gzip file. */
    LOG_MALFORMED(true),
    /** Bytes were put behind a log file. */
    LOG_TRAILING_DATA(true),
    /** A log file that was delivered is not there. */
    LOG_MISSING(true),
    /** A log file could not be fetched. */
    LOG_UNREADABLE(true),
    /** A log file is there that no digest names, though proven digests cover its time. */
    LOG_UNNAMED(true),
    /** In a copy: nothing is left that could prove a digest, most often the newest. */
    DIGEST_UNSIGNED(false),
    /** A proven digest that the next one does not name. */
    DIGEST_UNCHAINED(false),
    /** A digest of late files has lost the time at which it was made; that time is not signed. */
    DIGEST_TIME_LOST(false),
    /** A chain begins anew: between its end and that, logging or validation was off. */
    LOGGING_GAP(false),
    /** No digest is there after a time: logging or validation is off since, or the newest were removed. */
    CHAIN_ENDS(false),
    /** Files in a bucket that was not given were not looked at. */
    CHAIN_ELSEWHERE(false),
    /** The oldest digests are gone from their place, with all that they name; a lake keeps copies of them. */
    DIGESTS_KEPT(false),
    /** Log files of times that no digest covers. */
    LOGS_UNCOVERED(false),
    /** Log files whose digest is missing or not proven. */
    LOGS_UNPROVEN(false),
    /** A file among the digests that is none. */
    STRAY_FILE(false);

    private final boolean isProblem;

    FindingKind(boolean isProblem) {
        this.isProblem = isProblem;
    }

    /** Whether honest operation cannot bring it about, as far as that can be known; else it is a remark. */
    public boolean isProblem() {
        return isProblem;
    }

    /** What is found where a log file that is there has this state; empty for a valid one. */
    static Optional<FindingKind> of(IntegrityState state) {
        return switch (state) {
            case VALID -> Optional.empty();
            case CHANGED -> Optional.of(LOG_CHANGED);
            case MALFORMED -> Optional.of(LOG_MALFORMED);
            case TRAILING_DATA -> Optional.of(LOG_TRAILING_DATA);
            case UNREADABLE -> Optional.of(LOG_UNREADABLE);
            case UNNAMED -> Optional.of(LOG_UNNAMED);
            case UNPROVEN -> Optional.of(LOGS_UNPROVEN);
            case UNCOVERED -> Optional.of(LOGS_UNCOVERED);
        };
    }

    /** Lower case, words joined by '-'. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
