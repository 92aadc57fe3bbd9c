/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.scan;

import dev.spoor.format.TimeWindow;
import dev.spoor.source.FactPaths;
import dev.spoor.store.ObjectEntry;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * The log files that scans read, as they were at one moment: all that there were, or those of them that no lake holds. All
 * scans of a statement may share one. Files that are far away are listed when a scan asks for them, and then no more of
 * them than it needs; scans that ask for the same get the same. Thread-safe.
 */
public final class LogSnapshot {
    private final LogFiles files;
    private final ScanSettings settings;
    private final LogLister lister;

    LogSnapshot(LogFiles files, ScanSettings settings, LogLister lister) {
        this.files = files;
        this.settings = settings;
        this.lister = lister;
    }

    /**
     * What is left without the files that a lake holds; empty when some were not judged for this version of the lake yet,
     * and then {@link #withoutHeld(long, HeldFiles)} must be asked.
     *
     * @param version of the lake; greater ones hold more
     */
    public Optional<LogSnapshot> withoutHeld(long version) {
        return lister.isDone()
                ? listing().withoutHeld(version, null).map(left -> of(LogLister.of(left, paths())))
                : Optional.empty();
    }

    /**
     * What is left without the files that a lake holds.
     *
     * @param held the books of exactly that version
     */
    public LogSnapshot withoutHeld(long version, HeldFiles held) {
        return of(
                lister.isDone()
                        ? LogLister.of(without(listing(), version, held), paths())
                        : lister.map(listed -> without(listed, version, held)));
    }

    /** What is left without files of which nothing is remembered: reading it tells nothing of those. */
    public LogSnapshot remembered() {
        return of(
                lister.isDone() ? LogLister.of(onlyRemembered(listing()), paths()) : lister.map(this::onlyRemembered));
    }

    private LogListing onlyRemembered(LogListing listed) {
        return listed.onlyRemembered(files.remembered(listed, settings));
    }

    private static LogListing without(LogListing listed, long version, HeldFiles held) {
        return listed.withoutHeld(version, held).orElseThrow();
    }

    private LogSnapshot of(LogLister changed) {
        return new LogSnapshot(files, settings, changed);
    }

    private FactPaths paths() {
        return files.layout().paths();
    }

    /** Whether nothing is left to read, and nothing of what is held elsewhere could not be read. Lists everything. */
    public boolean isHeldWhole() {
        LogListing all = listing();
        return all.fileCount() == 0
                && all.problems().isEmpty()
                && all.held().unreadable().isEmpty();
    }

    /** Visits the files that a scan may have to read, and maybe others; lists what the scan would list. */
    public void forEachFile(ScanRequest request, TimeWindow window, BiConsumer<String, ObjectEntry> visitor) {
        FilePruner pruner = new FilePruner(files.layout(), settings, request.constraint(), request.files(), window);
        for (LogPage page : listing(pruner.wantedFromListing()).pages()) {
            page.files().forEach(file -> visitor.accept(file.name(), file.entry()));
        }
    }

    /** Whether all files are known without listing any. */
    boolean isListed() {
        return lister.isDone();
    }

    LogFiles files() {
        return files;
    }

    ScanSettings settings() {
        return settings;
    }

    /** All files. */
    LogListing listing() {
        return lister.wanted(WantedFiles.ALL);
    }

    /** At least the files wanted. */
    LogListing listing(WantedFiles wanted) {
        return lister.wanted(wanted);
    }
}
