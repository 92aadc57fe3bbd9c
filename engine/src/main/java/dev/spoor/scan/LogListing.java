/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.scan;

import dev.spoor.dataset.LedgerFile;
import dev.spoor.scan.TimeCoverage.Digests;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Files of all locations at one moment.
 *
 * @param pages event files, in key order per location
 * @param fileCount how many they are
 * @param leftOut files that hold no events, counted by reason
 * @param problems what could not be listed
 * @param held what was taken away because a lake holds it
 * @param isWhole whether everything was listed, and not only what was asked for
 */
record LogListing(
        List<LogPage> pages,
        int fileCount,
        Map<String, Long> leftOut,
        List<UnreadableFile> problems,
        Held held,
        boolean isWhole) {
    /** No files. */
    static final LogListing NOTHING = new LogListing(List.of(), 0, Map.of(), List.of(), Held.NOTHING, true);

    /**
     * Event files that a lake holds.
     *
     * @param fileCount how many they are
     * @param bytes their stored bytes
     * @param unreadable those of which something could not be read when they were taken into the lake
     * @param pages what was listed before they were taken away
     */
    record Held(int fileCount, long bytes, List<Unreadable> unreadable, List<LogPage> pages) {
        static final Held NOTHING = new Held(0, 0, List.of(), List.of());
    }

    /** Everything that was listed, what a lake holds included. */
    List<LogPage> listedPages() {
        return held.pages().isEmpty() ? pages : held.pages();
    }

    /** Whether there are digests, which a listing that is not whole does not tell. */
    Digests digests() {
        if (listedPages().stream().anyMatch(LogPage::hasDigests)) {
            return Digests.THERE;
        }
        return isWhole ? Digests.NONE : Digests.UNKNOWN;
    }

    /** A file that the lake holds as far as it could be read. */
    record Unreadable(LogFile file, LedgerFile known) {}

    /**
     * Without what a lake holds; empty when a page was not judged for that version and there is nobody to ask.
     *
     * @param booksOrNull of exactly that version
     */
    Optional<LogListing> withoutHeld(long version, HeldFiles booksOrNull) {
        List<LogPage> left = new ArrayList<>();
        List<Unreadable> unreadable = new ArrayList<>(held.unreadable());
        int count = 0;
        int heldCount = 0;
        long heldBytes = 0;
        for (LogPage page : pages) {
            LogPage.Rest rest = page.restOrNull(version, booksOrNull);
            if (rest == null) {
                return Optional.empty();
            }
            heldCount += page.files().size() - rest.left().files().size();
            heldBytes += page.bytes() - rest.left().bytes();
            unreadable.addAll(rest.unreadable());
            if (!rest.left().files().isEmpty()) {
                left.add(rest.left());
                count += rest.left().files().size();
            }
        }
        Held all = new Held(heldCount, heldBytes, List.copyOf(unreadable), pages);
        return Optional.of(new LogListing(left, count, leftOut, problems, all, isWhole));
    }

    /** Without files of which a ledger has no statistics. */
    LogListing onlyRemembered(LedgerView ledger) {
        List<LogPage> left = new ArrayList<>();
        int count = 0;
        for (LogPage page : pages) {
            LogPage known = page.onlyRemembered(ledger);
            if (!known.files().isEmpty()) {
                left.add(known);
                count += known.files().size();
            }
        }
        return new LogListing(left, count, leftOut, problems, held, isWhole);
    }
}
