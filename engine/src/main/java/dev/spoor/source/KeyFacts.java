/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.source;

import dev.spoor.prune.ColumnStats;
import java.util.List;
import java.util.Objects;

/**
 * What an object's address tells about its content, before a byte of it is read.
 *
 * @param leftOutReasonOrNull null for a file of events; otherwise why the file is not one, such as "digest file": the
 *     same words for all files of a kind, so that they can be counted
 * @param isDigest whether the file signs what was delivered: not read as events, but kept
 * @param hints what the events of the file may hold, over-approximated; empty when the address tells nothing
 * @param parts what the address names
 * @param deliveredMicrosOrUnknown when the file was delivered, to the minute or better, microseconds since 1970, UTC
 */
public record KeyFacts(
        String leftOutReasonOrNull,
        boolean isDigest,
        List<ColumnStats> hints,
        KeyParts parts,
        long deliveredMicrosOrUnknown) {
    /** The address does not tell the time of delivery, or tells only a day. */
    public static final long UNKNOWN = Long.MIN_VALUE;

    public KeyFacts {
        hints = List.copyOf(hints);
        Objects.requireNonNull(parts, "parts is null");
    }

    /** A file of events. */
    public static KeyFacts events(List<ColumnStats> hints, KeyParts parts, long deliveredMicrosOrUnknown) {
        return new KeyFacts(null, false, hints, parts, deliveredMicrosOrUnknown);
    }

    /** A file that is recognised as something else. */
    public static KeyFacts leftOut(String reason) {
        return new KeyFacts(Objects.requireNonNull(reason, "reason is null"), false, List.of(), KeyParts.NONE, UNKNOWN);
    }

    /** A file that signs what was delivered, and is left out of the events. */
    public static KeyFacts digest(String reason) {
        return new KeyFacts(Objects.requireNonNull(reason, "reason is null"), true, List.of(), KeyParts.NONE, UNKNOWN);
    }

    /** Whether the file holds events and is to be read. */
    public boolean isEventFile() {
        return leftOutReasonOrNull == null;
    }
}
