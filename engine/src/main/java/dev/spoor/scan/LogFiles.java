/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.scan;

import dev.spoor.dataset.FileLedger;
import dev.spoor.dataset.LedgerFile;
import dev.spoor.dataset.LedgerStatistics;
import dev.spoor.dataset.RememberedFile;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.source.FileFilter;
import dev.spoor.source.KeyFacts;
import dev.spoor.source.Layout;
import dev.spoor.store.FolderFilter;
import dev.spoor.store.ListingProblem;
import dev.spoor.store.ObjectEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;

/**
 * The files of all locations of an engine as one data set, and what is remembered about them. Thread-safe; owns neither
 * the stores nor the ledger.
 */
public final class LogFiles {
    private final List<LogLocation> locations;
    private final Layout layout;
    private final FileLedger ledger;
    private final UnreadableFiles unreadable = new UnreadableFiles();
    private final Map<LogLocation, PagesOf> pages = new ConcurrentHashMap<>();
    private final boolean isOverlapping;
    private final boolean namesAreAddresses;

    /** The pages of a location as they were listed last, by their first key; facts depend on the lateness, too. */
    private record PagesOf(long latenessMicrosMax, Map<String, LogPage> byFirstKey) {}

    /** Users know a file by its key, or by its full address if there are several locations. */
    public LogFiles(List<LogLocation> locations, Layout layout, FileLedger ledger) {
        this(locations, layout, ledger, locations.size() > 1);
    }

    private LogFiles(List<LogLocation> locations, Layout layout, FileLedger ledger, boolean namesAreAddresses) {
        this.namesAreAddresses = namesAreAddresses;
        this.locations = List.copyOf(locations);
        this.layout = Objects.requireNonNull(layout, "layout is null");
        this.ledger = Objects.requireNonNull(ledger, "ledger is null");
        this.isOverlapping = isOverlapping(locations);
    }

    /** Files that are known by their full address always: {@code location() + "/" + key}. */
    public static LogFiles byAddress(List<LogLocation> locations, Layout layout, FileLedger ledger) {
        return new LogFiles(locations, layout, ledger, true);
    }

    /** Whether a file may be in two of the locations. */
    private static boolean isOverlapping(List<LogLocation> locations) {
        for (int i = 0; i < locations.size(); i++) {
            for (int j = 0; j < locations.size(); j++) {
                String outer = locations.get(i).store().location() + "/";
                String inner = locations.get(j).store().location() + "/";
                if (i != j && inner.startsWith(outer)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** What the addresses of the files tell. */
    public Layout layout() {
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
     * What there is now, for any number of scans.
     *
     * @throws EngineException LOCATION_NOT_FOUND if there are no locations; STORE_FAILURE when a listing breaks off
     */
    public LogSnapshot snapshot(ScanSettings settings) {
        if (locations.isEmpty()) {
            throw new EngineException(ErrorCode.LOCATION_NOT_FOUND, "no logs were given")
                    .advise("name a folder or a file with --logs PATH");
        }
        return snapshotIfAny(settings);
    }

    /** As {@link #snapshot}, but without locations there are no files. */
    public LogSnapshot snapshotIfAny(ScanSettings settings) {
        boolean isFar = locations.stream().anyMatch(location -> location.store().requestsMax() > 0);
        return new LogSnapshot(
                this,
                settings,
                isFar
                        ? LogLister.onDemand(wanted -> list(settings, wanted), layout.paths())
                        : LogLister.of(list(settings, WantedFiles.ALL), layout.paths()));
    }

    /** No files at all. */
    public LogSnapshot nothing(ScanSettings settings) {
        return new LogSnapshot(this, settings, LogLister.of(LogListing.NOTHING, layout.paths()));
    }

    /**
     * No files to read, and some that a lake holds as far as they could be read.
     *
     * @param unreadable by full address
     */
    public LogSnapshot heldInPart(ScanSettings settings, Map<String, LedgerFile> unreadable) {
        List<LogListing.Unreadable> held = new ArrayList<>();
        unreadable.forEach((address, file) -> {
            KeyFacts facts = layout.read(address, settings.latenessMicrosMax(), false);
            LogFile named = LogFile.of(
                    null,
                    file.entry(),
                    nameOfAddress(address),
                    facts,
                    layout.paths().time());
            held.add(new LogListing.Unreadable(named, file));
        });
        LogListing.Held all = new LogListing.Held(0, 0, List.copyOf(held), List.of());
        LogListing listing = new LogListing(List.of(), 0, Map.of(), List.of(), all, true);
        return new LogSnapshot(this, settings, LogLister.of(listing, layout.paths()));
    }

    /** The places, in the order given. */
    public List<LogLocation> locations() {
        return locations;
    }

    /**
     * Lists now: everything, or of far locations at least the files wanted, as far as folders tell. A file that two locations reach is one file. What cannot be listed is reported among the
     * unreadable files, too; STORE_FAILURE when a listing breaks off.
     */
    private LogListing list(ScanSettings settings, WantedFiles wanted) {
        Listed listed = new Listed(settings, wanted.isAll());
        Set<String> seen = isOverlapping ? new HashSet<>() : null;
        for (LogLocation location : locations) {
            PagesOf before = pages.get(location);
            boolean isKept = before != null && before.latenessMicrosMax == settings.latenessMicrosMax();
            Map<String, LogPage> now = isKept && !wanted.isAll() ? new HashMap<>(before.byFirstKey) : new HashMap<>();
            Iterator<List<ObjectEntry>> entries = location.store()
                    .pages(
                            folders(location, settings, wanted),
                            problem -> listed.problems.add(describe(location, problem)));
            while (entries.hasNext()) {
                settings.cancellation().check();
                List<ObjectEntry> page = entries.next();
                if (seen != null) {
                    page = page.stream()
                            .filter(entry -> seen.add(location.address(entry)))
                            .toList();
                }
                if (!page.isEmpty()) {
                    String firstKey = page.get(0).key();
                    LogPage known = isKept ? before.byFirstKey.get(firstKey) : null;
                    LogPage same = known != null && known.isOf(page) ? known : listed.make(location, page);
                    now.put(firstKey, same);
                    listed.add(same);
                }
            }
            pages.put(location, new PagesOf(settings.latenessMicrosMax(), now));
        }
        for (UnreadableFile problem : listed.problems) {
            unreadable.add(problem.name(), List.of(problem));
        }
        return listed.toListing();
    }

    /** Whatever the layout says; places that cost no request are listed whole, so that everything in them is seen. */
    private FolderFilter folders(LogLocation location, ScanSettings settings, WantedFiles wanted) {
        if (wanted.isAll() || location.store().requestsMax() == 0) {
            return FolderFilter.ALL;
        }
        String root = location.store().location() + "/";
        FileFilter filter = new FileFilter(wanted.rows(), KeyVerdicts.of(wanted.keys()));
        return folder -> layout.scopeOf(root + folder, depth(folder), filter, settings.latenessMicrosMax());
    }

    private static int depth(String folder) {
        return (int) folder.chars().filter(letter -> letter == '/').count();
    }

    /** A listing in the making. */
    private final class Listed {
        private final ScanSettings settings;
        private final List<LogPage> pages = new ArrayList<>();
        private final Map<String, Long> leftOut = new TreeMap<>();
        private final List<UnreadableFile> problems = new ArrayList<>();
        private final boolean isWhole;
        private int fileCount;

        Listed(ScanSettings settings, boolean isWhole) {
            this.settings = settings;
            this.isWhole = isWhole;
        }

        LogPage make(LogLocation location, List<ObjectEntry> entries) {
            List<LogFile> files = new ArrayList<>(entries.size());
            Map<String, Long> others = new HashMap<>();
            boolean hasDigests = false;
            for (ObjectEntry entry : entries) {
                KeyFacts facts =
                        layout.read(location.address(entry), settings.latenessMicrosMax(), location.isSingleFile());
                if (facts.isEventFile()) {
                    files.add(LogFile.of(
                            location,
                            entry,
                            nameOf(location, entry.key()),
                            facts,
                            layout.paths().time()));
                } else {
                    others.merge(facts.leftOutReasonOrNull(), 1L, Long::sum);
                    hasDigests |= facts.isDigest();
                }
            }
            return new LogPage(entries, files, others, hasDigests, layout.paths());
        }

        void add(LogPage page) {
            pages.add(page);
            fileCount += page.files().size();
            page.leftOut().forEach((reason, count) -> leftOut.merge(reason, count, Long::sum));
        }

        LogListing toListing() {
            return new LogListing(pages, fileCount, leftOut, problems, LogListing.Held.NOTHING, isWhole);
        }
    }

    /**
     * Every event file of a listing, with what is known about its content.
     *
     * @param statisticsOrNull of the held files
     */
    public List<KnownFile> known(LogSnapshot listed, HeldFiles held, LedgerStatistics statisticsOrNull) {
        List<KnownFile> known = new ArrayList<>();
        LedgerView remembered = remembered(listed.listing(), listed.settings());
        for (LogPage page : listed.listing().listedPages()) {
            known.addAll(page.knownFiles(remembered, held, statisticsOrNull));
        }
        return known;
    }

    /** A file that the books of a lake know and that is not listed. */
    public KnownFile knownFromLake(String name, LedgerFile file, LedgerStatistics statistics) {
        return new KnownFile(name, file.entry(), null, file, statistics, layout.paths());
    }

    /**
     * Adds values of the files that are remembered. Lists nothing.
     *
     * @param isThere whether a file counts; the totals of a place are of all of its files or of none
     */
    public void addValues(ValueCatalog.Builder values, BiPredicate<LogLocation, RememberedFile> isThere) {
        for (LogLocation location : locations) {
            String address = location.store().location();
            Collection<RememberedFile> known = ledger.remembered(address).values();
            List<RememberedFile> there =
                    known.stream().filter(file -> isThere.test(location, file)).toList();
            if (there.isEmpty()) {
                continue;
            }
            values.add(ledger.totals(address));
            there.stream().filter(file -> !file.isCounted()).forEach(values::addUncounted);
            if (there.size() < known.size()) {
                values.isAtMost();
            }
        }
    }

    /** What is remembered about the locations of these files; nothing when the settings say so. */
    LedgerView remembered(LogListing listing, ScanSettings settings) {
        if (!settings.remembersFiles() || listing.fileCount() == 0) {
            return LedgerView.NOTHING;
        }
        long version = ledger.version();
        Map<LogLocation, Map<String, RememberedFile>> byLocation = new HashMap<>();
        for (LogLocation location : locations) {
            byLocation.put(location, ledger.remembered(location.store().location()));
        }
        return new LedgerView(version, byLocation);
    }

    /** Loads what is remembered in the background, so that a plan need not wait for it. */
    public void warmUp() {
        for (LogLocation location : locations) {
            ledger.warmUp(location.store().location());
        }
    }

    /** The key, as long as that says where a file is. */
    private String nameOf(LogLocation location, String key) {
        return namesAreAddresses ? location.store().location() + "/" + key : key;
    }

    /** As above, of a full address, also of a file that is not there any more or never was. */
    public String nameOfAddress(String address) {
        String root = locations.size() == 1 ? locations.get(0).store().location() + "/" : "";
        return address.startsWith(root) ? address.substring(root.length()) : address;
    }

    /** Addresses that a file of this name may have. */
    public List<String> addressesOfName(String name) {
        return locations.size() == 1 ? List.of(name, locations.get(0).store().location() + "/" + name) : List.of(name);
    }

    private UnreadableFile describe(LogLocation location, ListingProblem problem) {
        return new UnreadableFile(nameOf(location, problem.key()), problem.reason(), -1, 0, -1);
    }
}
