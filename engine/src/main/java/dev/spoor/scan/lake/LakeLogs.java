/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.scan.lake;

import dev.spoor.dataset.CountedValues;
import dev.spoor.dataset.LakeFile;
import dev.spoor.dataset.LakeHead;
import dev.spoor.dataset.LakeLedger;
import dev.spoor.dataset.LakeLedger.PastHead;
import dev.spoor.dataset.LakeSnapshot;
import dev.spoor.dataset.LedgerFile;
import dev.spoor.dataset.LedgerStatistics;
import dev.spoor.dataset.RememberedFile;
import dev.spoor.dataset.iceberg.Lake;
import dev.spoor.dataset.iceberg.LakeTable;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.format.parquet.ParquetFile;
import dev.spoor.format.parquet.ParquetFileCache;
import dev.spoor.prune.ColumnStats;
import dev.spoor.prune.ValueKind;
import dev.spoor.prune.ValueSet;
import dev.spoor.scan.KnownFile;
import dev.spoor.scan.LogFiles;
import dev.spoor.scan.LogLocation;
import dev.spoor.scan.LogSnapshot;
import dev.spoor.scan.LogSurvey;
import dev.spoor.scan.ScanSettings;
import dev.spoor.scan.ValueCatalog;
import dev.spoor.schema.FieldPath;
import dev.spoor.schema.Projection;
import dev.spoor.source.EventSource;
import dev.spoor.source.KeyFacts;
import dev.spoor.source.Layout;
import dev.spoor.source.ShreddedPaths;
import dev.spoor.source.StoredEvents;
import dev.spoor.store.FolderScope;
import dev.spoor.store.ListingProblem;
import dev.spoor.store.ObjectEntry;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * A lake and the logs beside it, and what is kept of both between statements: the list of data files, footers, which log
 * files are held. Thread-safe; owns neither.
 */
public final class LakeLogs {
    private static final long FOOTER_BYTES_MAX = 64L << 20;
    private static final int VERSIONS_KEPT_MAX = 8;
    private static final int ATTEMPTS_MAX = 100;

    private final Lake lake;
    private final LogFiles files;
    private Map<String, LedgerFile> unreadableByAddress = Map.of();
    private long unreadableAsOf = -1;
    private volatile LakeBooks lastBooks;
    private final ParquetFileCache footers = new ParquetFileCache(FOOTER_BYTES_MAX);
    private final Map<Long, List<LakeFile>> filesByVersion = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, List<LakeFile>> eldest) {
            return size() > VERSIONS_KEPT_MAX;
        }
    };

    public LakeLogs(Lake lake, LogFiles files) {
        this.lake = Objects.requireNonNull(lake, "lake is null");
        this.files = Objects.requireNonNull(files, "files is null");
    }

    /**
     * Looks at both now. First the log files are listed and then the lake is asked what it holds, so a file that is
     * compacted and removed meanwhile is in one of them. Files that are listed on demand are listed later: logs in a far
     * store must stay for as long as a query takes after they were compacted.
     */
    public LakeMoment now(ScanSettings settings) {
        boolean isAlone = files.locations().isEmpty();
        LogSnapshot listed = isAlone ? null : files.snapshotIfAny(settings);
        LakeHead head = lake.ledger().head();
        LogSnapshot all = isAlone ? files.heldInPart(settings, unreadable(head)) : listed;
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            Optional<LogSnapshot> left = all.withoutHeld(head.number());
            if (left.isEmpty()) {
                LakeBooks books = books(head);
                head = books.head();
                left = Optional.of(all.withoutHeld(head.number(), books));
            }
            if (isKnown(lake.events(), head.eventsSnapshot()) && isKnown(lake.repeats(), head.repeatsSnapshot())) {
                return new LakeMoment(head, left.orElseThrow());
            }
            LakeHead newer = lake.ledger().head();
            if (newer.equals(head)) {
                break;
            }
            head = newer; // that version has expired since
        }
        throw new EngineException(
                        ErrorCode.LEDGER_FAILURE,
                        "the ledger of the lake in " + lake.store().location() + " names a version of its tables, "
                                + head + ", that they do not have")
                .advise("ledger and tables belong together: restore both from the same backup, or compact anew");
    }

    /** The books of this head, or of a newer one; read once for each head. */
    private LakeBooks books(LakeHead head) {
        LakeBooks known = lastBooks;
        if (known == null || !known.head().equals(head)) {
            known = LakeBooks.read(lake.ledger(), files.locations());
            lastBooks = known;
        }
        return known;
    }

    /** Log files that the lake could not read whole, by address; looked up once for each head. */
    private synchronized Map<String, LedgerFile> unreadable(LakeHead head) {
        if (unreadableAsOf != head.number()) {
            unreadableByAddress = Map.copyOf(lake.ledger().unreadableFiles());
            unreadableAsOf = head.number();
        }
        return unreadableByAddress;
    }

    /**
     * The lake without any log files, as queries saw it at an instant.
     *
     * @throws EngineException INVALID_ARGUMENT when it was empty then, or does not keep that version any more
     */
    public LakeMoment asOf(long micros, ScanSettings settings) {
        PastHead last = null;
        for (PastHead past : lake.ledger().pastHeads()) {
            if (past.seenMicros() <= micros) {
                return moment(past.eventsSnapshot(), past.repeatsSnapshot(), settings);
            }
            last = past;
        }
        String first = last == null ? "it is empty" : "its first version is of " + instant(last.seenMicros());
        throw new EngineException(
                ErrorCode.INVALID_ARGUMENT, "the lake has no version as old as " + instant(micros) + ": " + first);
    }

    /**
     * The lake without any log files, in a version.
     *
     * @param id of a version of the table of events
     * @throws EngineException INVALID_ARGUMENT when there is no such version, or none any more
     */
    public LakeMoment version(long id, ScanSettings settings) {
        OptionalLong repeats = OptionalLong.empty();
        long committed = isKnown(lake.events(), OptionalLong.of(id))
                ? lake.events().snapshot(id).orElseThrow().committedMicros()
                : Long.MIN_VALUE;
        for (PastHead past : lake.ledger().pastHeads()) {
            boolean isIt =
                    past.eventsSnapshot().isPresent() && past.eventsSnapshot().getAsLong() == id;
            if (isIt
                    || past.seenMicros() <= committed) { // a version that only moved rows follows one that brought them
                repeats = past.repeatsSnapshot();
                break;
            }
        }
        return moment(OptionalLong.of(id), repeats, settings);
    }

    private LakeMoment moment(OptionalLong events, OptionalLong repeats, ScanSettings settings) {
        if (!isKnown(lake.events(), events) || !isKnown(lake.repeats(), repeats)) {
            throw new EngineException(
                            ErrorCode.INVALID_ARGUMENT,
                            "the lake has no version " + (events.isPresent() ? events.getAsLong() : "without events")
                                    + ", or none any more")
                    .advise("sys.snapshots lists the versions that it keeps");
        }
        return new LakeMoment(new LakeHead(0, events, repeats), files.nothing(settings));
    }

    private static String instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
    }

    /** What the ledger knows about log files now. Reads all of it. */
    public LedgerFiles ledgerFiles() {
        return LedgerFiles.read(lake.ledger(), files.locations());
    }

    /**
     * Every log file that was listed, and every other one that the lake has ever seen.
     *
     * @param listed by {@link #now}
     */
    public List<KnownFile> knownFiles(LogSnapshot listed, LedgerFiles inLedger) {
        LedgerStatistics statistics = inLedger.statistics();
        List<KnownFile> known = new ArrayList<>(files.known(listed, inLedger.books()::knownOrNull, statistics));
        Set<String> names = new HashSet<>();
        known.forEach(file -> names.add(file.name()));
        inLedger.forEach((address, file) -> {
            String name = files.nameOfAddress(address);
            if (names.add(name)) {
                known.add(files.knownFromLake(name, file, statistics));
            }
        });
        return known;
    }

    /**
     * Times that the records of some log files have, as far as the lake holds them.
     *
     * @param names as users know the files
     * @return empty if that is not known of each
     */
    Optional<ValueSet> timesIn(Collection<String> names, FieldPath time) {
        LakeLedger ledger = lake.ledger();
        ValueSet times = ValueSet.empty(ValueKind.TIMESTAMP);
        for (String source : ledger.sources()) {
            String root = source + "/";
            Set<String> keys = new HashSet<>();
            names.forEach(name -> files.addressesOfName(name).stream()
                    .filter(address -> address.startsWith(root))
                    .forEach(address -> keys.add(address.substring(root.length()))));
            Map<String, ValueSet> known = timesOf(ledger.statistics(source, keys), time);
            for (LedgerFile file : ledger.find(source, keys).values()) {
                ValueSet ofFile = known.get(file.entry().key());
                if (file.isReplaced() || file.isRead() && ofFile == null) {
                    return Optional.empty();
                }
                times = file.isRead() ? times.union(ofFile) : times;
            }
        }
        return Optional.of(times);
    }

    private static Map<String, ValueSet> timesOf(List<RememberedFile> files, FieldPath time) {
        Map<String, ValueSet> times = new HashMap<>();
        for (RememberedFile file : files) {
            for (ColumnStats column : file.statsOrNull() == null ? List.<ColumnStats>of() : file.statsOrNull()) {
                if (column.path().equals(time)) {
                    times.put(file.entry().key(), column.mayHold());
                }
            }
        }
        return times;
    }

    /**
     * Visits what lies in the places of the logs, and then every other log file that the lake has read: what is in it is
     * there, wherever the file may be.
     *
     * @param inLedger what the lake knows of them
     * @param folders as for {@link LogSurvey#visit}
     */
    public void survey(
            LogSurvey survey, LedgerFiles inLedger, Function<String, FolderScope> folders, LogSurvey.Visitor visitor) {
        LedgerStatistics statistics = inLedger.statistics();
        Set<String> listed = new HashSet<>();
        survey.visit(folders, inLedger.books()::knownOrNull, statistics, new Noting(listed, visitor));
        Layout layout = files.layout();
        inLedger.forEach((address, file) -> {
            if (file.isRead() && !listed.contains(address)) {
                visitor.logFile(
                        address,
                        layout.read(address, Layout.LATENESS_NOT_TRUSTED, false),
                        files.knownFromLake(files.nameOfAddress(address), file, statistics));
            }
        });
    }

    /** Notes the addresses of log files that are visited. */
    private record Noting(Set<String> addresses, LogSurvey.Visitor visitor) implements LogSurvey.Visitor {
        @Override
        public void logFile(String address, KeyFacts facts, KnownFile known) {
            addresses.add(address);
            visitor.logFile(address, facts, known);
        }

        @Override
        public void digestFile(LogLocation location, ObjectEntry entry) {
            visitor.digestFile(location, entry);
        }

        @Override
        public void problem(LogLocation location, ListingProblem problem) {
            visitor.problem(location, problem);
        }
    }

    /** Adds values of the log files that the lake has read. Reads their statistics only where a ledger has no totals. */
    public void addValues(ValueCatalog.Builder values) {
        CountedValues known = lake.ledger().values().all();
        if (known.isComplete()) {
            values.add(known);
        } else {
            lake.ledger().forEachStatistics(values::addUncounted);
        }
    }

    /** Whether the lake holds a log file that is remembered beside it; as of now. */
    public BiPredicate<LogLocation, RememberedFile> isHeld() {
        LakeBooks books = books(lake.ledger().head());
        return (location, file) -> books.heldOrNull(location, file.entry()) != null;
    }

    private static boolean isKnown(LakeTable table, OptionalLong snapshot) {
        if (snapshot.isEmpty() || table.snapshot(snapshot.getAsLong()).isPresent()) {
            return true;
        }
        table.refresh();
        return table.snapshot(snapshot.getAsLong()).isPresent();
    }

    /** The data files of a version of a table of this lake; none for the version before the first. */
    List<LakeFile> dataFiles(LakeTable table, OptionalLong snapshot) {
        if (snapshot.isEmpty()) {
            return List.of();
        }
        synchronized (filesByVersion) {
            List<LakeFile> known = filesByVersion.get(snapshot.getAsLong());
            if (known != null) {
                return known;
            }
        }
        LakeSnapshot version = table.snapshot(snapshot.getAsLong())
                .orElseThrow(() -> new EngineException(
                        ErrorCode.INVALID_ARGUMENT,
                        "the lake does not keep version " + snapshot.getAsLong() + " any more; run the query again"));
        List<LakeFile> read = List.copyOf(table.files(version));
        synchronized (filesByVersion) {
            filesByVersion.put(snapshot.getAsLong(), read);
        }
        return read;
    }

    /** Footer of a data file, mostly from memory. */
    ParquetFile open(LakeFile file) {
        return footers.open(lake.store(), lake.entryOf(file));
    }

    /** For one worker, what turns stored columns into those of a projection, in files with such columns. */
    StoredEvents storedEvents(EventSource source, Projection wanted, ShreddedPaths shredded) {
        return source.storedEvents(
                wanted,
                address -> source.layout()
                        .read(address, Layout.LATENESS_NOT_TRUSTED, false)
                        .parts(),
                files::nameOfAddress,
                shredded);
    }

    public Lake lake() {
        return lake;
    }
}
