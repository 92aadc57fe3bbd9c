/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.scan;

import java.util.Optional;

/**
 * The log files that scans read, as they were at one moment: all that were listed, or those of them that no lake holds.
 * All scans of a statement may share one. Immutable; safe for all threads.
 */
public final class LogSnapshot {
    private final LogFiles files;
    private final ScanSettings settings;
    private final LogListing listing;

    LogSnapshot(LogFiles files, ScanSettings settings, LogListing listing) {
        this.files = files;
        this.settings = settings;
        this.listing = listing;
    }

    /**
     * What is left without the files that a lake holds; empty when some were not judged for this version of the lake yet,
     * and then {@link #withoutHeld(long, HeldFiles)} must be asked.
     *
     * @param version of the lake; greater ones hold more
     */
    public Optional<LogSnapshot> withoutHeld(long version) {
        return listing.withoutHeld(version, null).map(left -> new LogSnapshot(files, settings, left));
    }

    /**
     * What is left without the files that a lake holds.
     *
     * @param held the books of exactly that version
     */
    public LogSnapshot withoutHeld(long version, HeldFiles held) {
        return new LogSnapshot(
                files, settings, listing.withoutHeld(version, held).orElseThrow());
    }

    /** How many log files are left. */
    public int fileCount() {
        return listing.fileCount();
    }

    /** Whether nothing is left to read, and nothing of what is held elsewhere could not be read. */
    public boolean isHeldWhole() {
        return listing.fileCount() == 0
                && listing.problems().isEmpty()
                && listing.held().unreadable().isEmpty();
    }

    LogFiles files() {
        return files;
    }

    ScanSettings settings() {
        return settings;
    }

    LogListing listing() {
        return listing;
    }
}
