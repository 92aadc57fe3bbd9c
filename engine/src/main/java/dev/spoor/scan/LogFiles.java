/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.scan;

import dev.spoor.dataset.FileLedger;
import dev.spoor.dataset.RememberedFile;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.source.KeyFacts;
import dev.spoor.source.Layout;
import dev.spoor.store.ListingProblem;
import dev.spoor.store.ObjectEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The files of all locations of an engine as one data set, and what is remembered about them. Thread-safe; owns neither
 * the stores nor the ledger.
 */
public final class LogFiles {
    private final List<LogLocation> locations;
    private final Layout layout;
    private final FileLedger ledger;
    private final UnreadableFiles unreadable = new UnreadableFiles();
    private final Map<FactsOf, Map<String, KeyFacts>> knownFacts = new ConcurrentHashMap<>();

    /** What facts of keys depend on besides the key. */
    private record FactsOf(LogLocation location, long latenessMicrosMax) {}

    public LogFiles(List<LogLocation> locations, Layout layout, FileLedger ledger) {
        this.locations = List.copyOf(locations);
        this.layout = Objects.requireNonNull(layout, "layout is null");
        this.ledger = Objects.requireNonNull(ledger, "ledger is null");
    }

    Layout layout() {
        return layout;
    }

    FileLedger ledger() {
        return ledger;
    }

    /** What queries could not read so far. */
    public UnreadableFiles unreadable() {
        return unreadable;
    }

    /**
     * Lists everything now. A file that two locations reach is one file. What cannot be listed is reported among the
     * unreadable files, too; STORE_FAILURE when a listing breaks off.
     */
    LogListing list(ScanSettings settings) {
        if (locations.isEmpty()) {
            throw new EngineException(ErrorCode.LOCATION_NOT_FOUND, "no logs were given")
                    .advise("name a folder or a file with --logs PATH");
        }
        List<LogFile> files = new ArrayList<>();
        Map<String, Long> leftOut = new TreeMap<>();
        List<UnreadableFile> problems = new ArrayList<>();
        Set<String> seen = locations.size() > 1 ? new HashSet<>() : null;
        for (LogLocation location : locations) {
            Map<String, KeyFacts> factsByKey = knownFacts.computeIfAbsent(
                    new FactsOf(location, settings.latenessMicrosMax()), of -> new ConcurrentHashMap<>());
            Iterator<ObjectEntry> entries =
                    location.store().list("", null, problem -> problems.add(describe(location, problem)));
            while (entries.hasNext()) {
                ObjectEntry entry = entries.next();
                if (seen != null && !seen.add(location.address(entry))) {
                    continue;
                }
                KeyFacts facts = facts(location, entry, factsByKey, settings.latenessMicrosMax());
                if (facts.isEventFile()) {
                    files.add(new LogFile(location, entry, nameOf(location, entry.key()), facts));
                } else {
                    leftOut.merge(facts.leftOutReasonOrNull(), 1L, Long::sum);
                }
            }
        }
        for (UnreadableFile problem : problems) {
            unreadable.report(problem.name(), List.of(problem));
        }
        return new LogListing(files, leftOut, problems);
    }

    /** Keys never change their meaning, so they are parsed once. */
    private KeyFacts facts(
            LogLocation location, ObjectEntry entry, Map<String, KeyFacts> factsByKey, long latenessMicrosMax) {
        KeyFacts known = factsByKey.get(entry.key());
        if (known == null) {
            known = layout.read(location.address(entry), latenessMicrosMax, location.isSingleFile());
            factsByKey.put(entry.key(), known);
        }
        return known;
    }

    /** Every event file that is listed now, with what is remembered about its present content. */
    public List<KnownFile> known(ScanSettings settings) {
        List<KnownFile> known = new ArrayList<>();
        LogListing listing = list(settings);
        Map<LogLocation, Map<String, RememberedFile>> remembered = remembered(listing, settings);
        for (LogFile file : listing.files()) {
            RememberedFile memory = memoryOrNull(file, remembered);
            known.add(new KnownFile(file, memory, layout.paths()));
        }
        return known;
    }

    /** What is remembered about the locations of these files; nothing when the settings say so. */
    Map<LogLocation, Map<String, RememberedFile>> remembered(LogListing listing, ScanSettings settings) {
        Map<LogLocation, Map<String, RememberedFile>> remembered = new HashMap<>();
        if (settings.remembersFiles() && !listing.files().isEmpty()) {
            for (LogLocation location : locations) {
                remembered.put(location, ledger.remembered(location.store().location()));
            }
        }
        return remembered;
    }

    /** What is remembered about the content that the listing shows. */
    static RememberedFile memoryOrNull(LogFile file, Map<LogLocation, Map<String, RememberedFile>> remembered) {
        Map<String, RememberedFile> ofLocation = remembered.get(file.location());
        RememberedFile memory =
                ofLocation == null ? null : ofLocation.get(file.entry().key());
        return memory != null && memory.isAbout(file.entry()) ? memory : null;
    }

    /** Loads what is remembered in the background, so that a plan need not wait for it. */
    public void warmUp() {
        for (LogLocation location : locations) {
            ledger.warmUp(location.store().location());
        }
    }

    /** The key, as long as that says where a file is. */
    private String nameOf(LogLocation location, String key) {
        return locations.size() == 1 ? key : location.store().location() + "/" + key;
    }

    private UnreadableFile describe(LogLocation location, ListingProblem problem) {
        return new UnreadableFile(nameOf(location, problem.key()), problem.reason(), -1, 0, -1);
    }
}
