/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.scan;

import dev.spoor.dataset.LedgerStatistics;
import dev.spoor.dataset.RememberedFile;
import dev.spoor.source.KeyFacts;
import dev.spoor.source.Layout;
import dev.spoor.store.FolderFilter;
import dev.spoor.store.FolderScope;
import dev.spoor.store.ListingProblem;
import dev.spoor.store.ObjectEntry;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * Goes through everything that lies in some locations now: log files, with what is remembered about the content of each, and
 * the digest files beside them. Reads no file. One thread.
 */
public final class LogSurvey {
    private static final int ENTRIES_PER_CHECK = 1_000;

    private final LogFiles files;
    private final ScanSettings settings;
    private final Cancellation cancellation;

    /** @param settings tell whether anything is remembered */
    public LogSurvey(LogFiles files, ScanSettings settings, Cancellation cancellation) {
        this.files = Objects.requireNonNull(files, "files is null");
        this.settings = Objects.requireNonNull(settings, "settings is null");
        this.cancellation = Objects.requireNonNull(cancellation, "cancellation is null");
    }

    /** Is told of what there is, on the caller's thread. */
    public interface Visitor {
        /**
         * A log file.
         *
         * @param address in full
         * @param facts what the address tells
         */
        void logFile(String address, KeyFacts facts, KnownFile known);

        /** A digest file. */
        void digestFile(LogLocation location, ObjectEntry entry);

        /** Something that could not be listed. */
        void problem(LogLocation location, ListingProblem problem);
    }

    /**
     * Visits everything in the folders wanted, and maybe more. A file that two locations reach is visited once.
     *
     * @param folders what is wanted of a folder, by its full address, which ends with '/'
     * @param held log files that a lake knows
     * @param statisticsOrNull of those
     */
    public void visit(
            Function<String, FolderScope> folders, HeldFiles held, LedgerStatistics statisticsOrNull, Visitor visitor) {
        Layout layout = files.layout();
        Set<String> seen = files.locations().size() > 1 ? new HashSet<>() : null;
        long count = 0;
        for (LogLocation location : files.locations()) {
            Map<String, RememberedFile> remembered = settings.remembersFiles()
                    ? files.ledger().remembered(location.store().location())
                    : Map.of();
            String root = location.store().location() + "/";
            FolderFilter filter =
                    location.store().requestsMax() == 0 ? FolderFilter.ALL : folder -> folders.apply(root + folder);
            Iterator<List<ObjectEntry>> pages =
                    location.store().pages(filter, problem -> visitor.problem(location, problem));
            while (pages.hasNext()) {
                for (ObjectEntry entry : pages.next()) {
                    if (count++ % ENTRIES_PER_CHECK == 0) {
                        cancellation.check();
                    }
                    String address = location.address(entry);
                    if (seen != null && !seen.add(address)) {
                        continue;
                    }
                    KeyFacts facts = layout.read(address, Layout.LATENESS_NOT_TRUSTED, location.isSingleFile());
                    if (facts.isDigest()) {
                        visitor.digestFile(location, entry);
                    } else if (facts.isEventFile()) {
                        RememberedFile memory = remembered.get(entry.key());
                        KnownFile known = new KnownFile(
                                files.nameOfAddress(address),
                                entry,
                                memory != null && memory.isAbout(entry) ? memory : null,
                                held.heldOrNull(location, entry),
                                statisticsOrNull,
                                layout.paths());
                        visitor.logFile(address, facts, known);
                    }
                }
            }
        }
    }
}
