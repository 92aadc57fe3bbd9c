/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.scan;

import dev.spoor.dataset.LedgerFile;
import dev.spoor.dataset.LedgerStatistics;
import dev.spoor.dataset.RememberedFile;
import dev.spoor.prune.ColumnStats;
import dev.spoor.source.FactPaths;
import dev.spoor.source.KeyParts;
import dev.spoor.store.ObjectEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Event files of one folder as they were listed, and what their keys and their remembered statistics say about all of
 * them together: so that most folders are judged at a glance, and their files not at all. Kept from query to query while
 * the listing of the folder is the same. Thread-safe.
 */
final class LogPage {
    private final List<ObjectEntry> listed;
    private final List<LogFile> files;
    private final Map<String, Long> leftOut;
    private final boolean hasDigests;
    private final long bytes;
    private final FactPaths paths;
    private volatile List<ColumnStats> hints;
    private volatile Known known;
    private volatile Set<KeyParts> keys;
    private volatile List<DeliveryHours.OfPlace> hours;
    private volatile Rest rest;

    /**
     * What a lake does not hold of the page.
     *
     * @param version of the lake
     * @param left the files to read, the page itself if that is all
     * @param unreadable files that are held as far as they could be read
     */
    record Rest(long version, LogPage left, List<LogListing.Unreadable> unreadable) {
        /** What is held stays held: a page of which nothing is left has nothing left later either. */
        boolean isValidFor(long asked) {
            return version == asked || left.files.isEmpty() && version < asked;
        }
    }

    /**
     * What is remembered about the files.
     *
     * @param version of the ledger
     * @param files beside the files of the page; null where nothing is remembered about the content that was listed
     * @param withStats how many of them have statistics
     * @param stats what those with statistics hold, together; it may allow more
     */
    record Known(long version, RememberedFile[] files, int withStats, List<ColumnStats> stats) {}

    /**
     * Makes a page.
     *
     * @param listed as the store gave them
     * @param files those of them that hold events
     * @param leftOut the others, counted by reason
     * @param hasDigests whether some of those are digests
     */
    LogPage(
            List<ObjectEntry> listed,
            List<LogFile> files,
            Map<String, Long> leftOut,
            boolean hasDigests,
            FactPaths paths) {
        this.listed = listed;
        this.files = List.copyOf(files);
        this.leftOut = Map.copyOf(leftOut);
        this.hasDigests = hasDigests;
        this.paths = paths;
        long sum = 0;
        for (LogFile file : files) {
            sum += file.entry().sizeBytes();
        }
        this.bytes = sum;
    }

    /** Whether this was made of an equal listing. */
    boolean isOf(List<ObjectEntry> listing) {
        return listed == listing || listed.equals(listing);
    }

    List<LogFile> files() {
        return files;
    }

    Map<String, Long> leftOut() {
        return leftOut;
    }

    boolean hasDigests() {
        return hasDigests;
    }

    /** Stored bytes of the event files. */
    long bytes() {
        return bytes;
    }

    /** What the keys allow for the files together. */
    List<ColumnStats> hints() {
        List<ColumnStats> now = hints;
        if (now == null) {
            StatsUnion union = new StatsUnion(paths);
            for (LogFile file : files) {
                union.add(file.facts().hints());
            }
            now = union.toStats();
            hints = now;
        }
        return now;
    }

    /** What the keys of the files name: mostly the same for all of them. */
    Set<KeyParts> keys() {
        Set<KeyParts> now = keys;
        if (now == null) {
            now = new HashSet<>();
            for (LogFile file : files) {
                now.add(file.facts().parts());
            }
            keys = now;
        }
        return now;
    }

    /** The hours in which the files were delivered, by place. */
    List<DeliveryHours.OfPlace> hours() {
        List<DeliveryHours.OfPlace> now = hours;
        if (now == null) {
            now = DeliveryHours.of(files);
            hours = now;
        }
        return now;
    }

    /** What is remembered about the files by a ledger of this version. */
    Known known(LedgerView ledger) {
        Known now = known;
        if (now == null || now.version != ledger.version()) {
            now = join(ledger);
            known = now;
        }
        return now;
    }

    private Known join(LedgerView ledger) {
        RememberedFile[] remembered = new RememberedFile[files.size()];
        StatsUnion union = new StatsUnion(paths);
        int withStats = 0;
        for (int i = 0; i < remembered.length; i++) {
            LogFile file = files.get(i);
            remembered[i] = ledger.rememberedOrNull(file);
            if (remembered[i] != null && remembered[i].statsOrNull() != null) {
                union.add(remembered[i].statsOrNull());
                withStats++;
            }
        }
        return new Known(ledger.version(), remembered, withStats, withStats == 0 ? List.of() : union.toStats());
    }

    /**
     * What is left without the files that a lake holds; null if that was not judged yet and there is nobody to ask.
     *
     * @param booksOrNull of exactly that version of the lake
     */
    Rest restOrNull(long version, HeldFiles booksOrNull) {
        Rest now = rest;
        if (now != null && now.isValidFor(version)) {
            return now;
        }
        if (booksOrNull == null) {
            return files.isEmpty() ? new Rest(version, this, List.of()) : null;
        }
        now = judge(version, booksOrNull);
        rest = now;
        return now;
    }

    private Rest judge(long version, HeldFiles books) {
        List<LogFile> left = new ArrayList<>();
        List<LogListing.Unreadable> unreadable = new ArrayList<>();
        for (LogFile file : files) {
            LedgerFile held = books.heldOrNull(file.location(), file.entry());
            if (held == null) {
                left.add(file);
            } else if (held.unreadableReasonOrNull() != null) {
                unreadable.add(new LogListing.Unreadable(file, held));
            }
        }
        LogPage page = left.size() == files.size() ? this : new LogPage(List.of(), left, Map.of(), false, paths);
        return new Rest(version, page, List.copyOf(unreadable));
    }

    /** The files with statistics; the page itself if all have some. */
    LogPage onlyRemembered(LedgerView ledger) {
        Known now = known(ledger);
        if (now.withStats == files.size()) {
            return this;
        }
        List<LogFile> left = new ArrayList<>();
        for (int i = 0; i < now.files.length; i++) {
            if (now.files[i] != null && now.files[i].statsOrNull() != null) {
                left.add(files.get(i));
            }
        }
        return new LogPage(List.of(), left, Map.of(), false, paths);
    }

    /** All files with what is remembered about them. */
    List<KnownFile> knownFiles(LedgerView ledger, HeldFiles held, LedgerStatistics statisticsOrNull) {
        RememberedFile[] remembered = known(ledger).files;
        List<KnownFile> all = new ArrayList<>(remembered.length);
        for (int i = 0; i < remembered.length; i++) {
            LogFile file = files.get(i);
            all.add(new KnownFile(
                    file.name(),
                    file.entry(),
                    remembered[i],
                    held.heldOrNull(file.location(), file.entry()),
                    statisticsOrNull,
                    paths));
        }
        return all;
    }
}
