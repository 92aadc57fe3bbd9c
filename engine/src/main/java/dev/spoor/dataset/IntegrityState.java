/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.dataset;

import java.util.Locale;
import java.util.Optional;

/** What verification against digest files says of a log file. */
public enum IntegrityState {
    /** A proven digest names it, and its bytes are those that were delivered. */
    VALID,
    /** A proven digest names it with another hash: its bytes were changed. */
    CHANGED,
    /** A proven digest names it, and it is no whole gzip file. */
    MALFORMED,
    /** Its first gzip member is what was delivered, and more bytes stand behind it, which queries may read. */
    TRAILING_DATA,
    /** Its bytes could not be had. */
    UNREADABLE,
    /** Proven digests cover its time without a gap, and none of them names it. */
    UNNAMED,
    /** The digest that names it, or that should, is missing or not proven itself. */
    UNPROVEN,
    /** No digests cover its time: validation was off, or they are not there yet. */
    UNCOVERED;

    private static final IntegrityState[] ALL = values();

    /** Whether somebody has to look at the file: it is not what was delivered. */
    public boolean isProblem() {
        return switch (this) {
            case CHANGED, MALFORMED, TRAILING_DATA, UNREADABLE, UNNAMED -> true;
            case VALID, UNPROVEN, UNCOVERED -> false;
        };
    }

    /** Whether its bytes are other than those that were delivered. */
    public boolean isChange() {
        return switch (this) {
            case CHANGED, MALFORMED, TRAILING_DATA -> true;
            case VALID, UNREADABLE, UNNAMED, UNPROVEN, UNCOVERED -> false;
        };
    }

    /** Whether it is known what the file was when it was delivered, or that it was not. */
    public boolean isProven() {
        return switch (this) {
            case VALID, CHANGED, MALFORMED, TRAILING_DATA, UNNAMED -> true;
            case UNREADABLE, UNPROVEN, UNCOVERED -> false;
        };
    }

    /** As tables show it: lower case, words joined by '-'. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The state of a label. */
    public static Optional<IntegrityState> of(String label) {
        for (IntegrityState each : ALL) {
            if (each.label().equals(label)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
