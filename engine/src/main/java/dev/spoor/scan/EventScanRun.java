/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.scan;

import dev.spoor.dataset.RememberedFile;
import dev.spoor.error.EngineException;
import dev.spoor.format.Fault;
import dev.spoor.format.FileOutcome;
import dev.spoor.format.FileStatistics;
import dev.spoor.format.ReadRequest;
import dev.spoor.prune.ValueKind;
import dev.spoor.prune.ValueSet;
import dev.spoor.source.KeyParts;
import dev.spoor.source.KeyPattern;
import dev.spoor.vector.Memory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.LongFunction;

/** A scan of events under way: what its workers share. */
public final class EventScanRun implements ScanRun {
    /** Findings that are kept of one file; a file with more says so. */
    private static final int FAULTS_PER_FILE_MAX = 100;

    /** After so many files that nobody may read, and none that one may, the others are not tried. */
    private static final int DENIED_MAX = 100;

    /** How the filter of repeated records finds its way. */
    enum Neighbours {
        /** By the times of records, which is quicker. */
        BY_TIME,
        /** By their hashes, so that those can be asked for. */
        BY_HASH
    }

    private final EventScanSource source;
    private final ScanRequest request;
    private final LogFiles files;
    private final ScanSettings settings;
    private final FilePruner.Result pruned;
    private final ScanContext context;
    private final LongFunction<Optional<TimeCoverage>> coverage;
    private final FileQueue queue;
    private final DuplicateFilter duplicates;
    private final boolean collectsStatistics;
    private final boolean remembersFiles;
    private ValueSet timesRead = ValueSet.empty(ValueKind.TIMESTAMP);
    private final Map<LogLocation, List<RememberedFile>> learnt = new HashMap<>();
    private final LongAdder events = new LongAdder();
    private final LongAdder removed = new LongAdder();
    private final LongAdder filesRead = new LongAdder();
    private final LongAdder unreadable = new LongAdder();
    private final LongAdder denied = new LongAdder();
    private final LongAdder bytesRead = new LongAdder();
    private final LongAdder bytesInflated = new LongAdder();
    private final AtomicLong rowsLeft;
    private final long beginning;
    private final Function<String, KeyParts> partsOfPath;

    EventScanRun(
            EventScanSource source,
            ScanRequest request,
            LogSnapshot logs,
            FilePruner.Result pruned,
            ScanContext context,
            Neighbours neighbours,
            LongFunction<Optional<TimeCoverage>> coverage) {
        this.source = source;
        this.coverage = coverage;
        this.request = request;
        this.files = logs.files();
        this.settings = logs.settings();
        this.pruned = pruned;
        this.context = context;
        this.queue = new FileQueue(pruned.files(), settings, context.memory(), context.io());
        this.duplicates =
                source.repeats() == EventScanSource.Repeats.REMOVED ? filter(context.memory(), neighbours) : null;
        this.remembersFiles = settings.remembersFiles();
        boolean asksForTimes = duplicates != null && neighbours == Neighbours.BY_HASH;
        this.collectsStatistics =
                asksForTimes || remembersFiles && !pruned.unknown().isEmpty();
        this.rowsLeft =
                new AtomicLong(request.rowLimit() == ScanRequest.NO_LIMIT ? Long.MAX_VALUE : request.rowLimit());
        this.beginning = files.unreadable().beginning(context.memory());
        this.unreadable.add(pruned.problemCount());
        for (LogListing.Unreadable held : pruned.heldUnreadable()) {
            String name = held.file().name();
            unreadable.increment();
            files.unreadable()
                    .add(
                            name,
                            List.of(new UnreadableFile(
                                    name,
                                    held.known().unreadableReasonOrNull(),
                                    -1,
                                    held.known().records(),
                                    -1)));
        }
        this.partsOfPath = partsByName()::get;
    }

    private static DuplicateFilter filter(Memory memory, Neighbours neighbours) {
        return switch (neighbours) {
            case BY_TIME -> new DuplicateFilter(memory);
            case BY_HASH -> DuplicateFilter.thatAnswers(memory);
        };
    }

    @Override
    public BatchReader openWorker() {
        int batchRows = (int) Math.max(1, Math.min(context.batchRows(), rowsLeft.get()));
        return new EventBatchReader(
                this,
                source.openReader(new ReadRequest(
                        request.projection(),
                        context.memory(),
                        batchRows,
                        duplicates,
                        context.hashSeed(),
                        source.window(),
                        collectsStatistics,
                        partsOfPath)));
    }

    /** What the keys of the files to read name, by the names that readers get. */
    private Map<String, KeyParts> partsByName() {
        Map<String, KeyParts> parts = new HashMap<>();
        boolean isWanted = request.projection().columns().stream()
                .anyMatch(column -> column.path().column().equals(KeyPattern.COLUMN));
        if (isWanted) {
            for (LogFile file : pruned.files()) {
                parts.put(file.name(), file.facts().parts());
            }
        }
        return parts;
    }

    /**
     * Waits until every file was read, or left because the query has enough rows. Only the records that were given until
     * then are known after it.
     */
    public void awaitAllFiles() {
        queue.awaitAll(this::hasEnough, context.cancellation());
    }

    /** Whether a record of this content was given, or was met again; false where repeats are kept. */
    public boolean hasGiven(long hashHigh, long hashLow) {
        return duplicates != null && duplicates.contains(hashHigh, hashLow);
    }

    /** Whether a record with an id of this hash may have been given or met again: false is certain. */
    public boolean mayHaveGivenId(long hashHigh, long hashLow) {
        return duplicates != null && duplicates.mayContainId(hashHigh, hashLow);
    }

    /** Times that the events read until now may have: at least theirs. */
    public synchronized ValueSet timesRead() {
        return timesRead;
    }

    private synchronized void addTimes(FileOutcome outcome) {
        FileStatistics known = outcome.statistics();
        if (outcome.records() == 0 || timesRead.isEverything()) {
            return;
        }
        if (known == null) {
            timesRead = ValueSet.everything(ValueKind.TIMESTAMP);
            return;
        }
        ValueSet times = known.minEventMicros() > known.maxEventMicros()
                ? ValueSet.empty(ValueKind.TIMESTAMP)
                : ValueSet.between(ValueKind.TIMESTAMP, known.minEventMicros(), known.maxEventMicros());
        timesRead = timesRead.union(known.nullTimes() ? times.orNull() : times);
    }

    FileQueue queue() {
        return queue;
    }

    ScanContext context() {
        return context;
    }

    /** Whether enough rows were given. */
    public boolean hasEnough() {
        return rowsLeft.get() <= 0;
    }

    /** Counts rows that were given, to know when they are enough. */
    public void countRows(int rows) {
        rowsLeft.addAndGet(-rows);
    }

    /** A file of which nothing could be fetched. */
    void fileFailed(LoadedFile file) {
        filesRead.increment();
        unreadable.increment();
        if (file.isDenied() && !settings.wholeFilesOnly()) {
            denied.increment();
            checkNotAllDenied(file.failureOrNull());
        }
        List<UnreadableFile> findings = List.of(new UnreadableFile(file.file().name(), file.faultOrNull(), -1, 0, -1));
        files.unreadable().report(beginning, file.file().name(), findings);
        remember(
                file.file(),
                new RememberedFile(file.file().entry(), 0, 0, file.faultOrNull(), null, file.failureOrNull()));
    }

    /** One file that nobody may read is an unreadable file; if all are, something is set up wrong, and that is said. */
    private void checkNotAllDenied(EngineException last) {
        long tried = filesRead.sum();
        if (denied.sum() >= Math.min(pruned.files().size(), DENIED_MAX) && denied.sum() >= tried) {
            throw new EngineException(
                            last.code(), "none of the " + tried + " files could be read: " + last.getMessage(), last)
                    .advise(last.hint().orElse("ask for the permission that is missing"));
        }
    }

    /** A file that was decoded to its end, or as far as its bytes go. */
    void fileRead(LoadedFile file, FileOutcome outcome) {
        List<UnreadableFile> findings = count(file, outcome);
        files.unreadable().report(beginning, file.file().name(), findings);
        if (collectsStatistics && file.isAsListed() && pruned.unknown().contains(file.file())) {
            String reason = findings.isEmpty() ? null : findings.get(0).reason();
            boolean isClean = findings.isEmpty() && outcome.statistics() != null;
            remember(
                    file.file(),
                    new RememberedFile(
                            file.file().entry(),
                            outcome.records(),
                            outcome.duplicates(),
                            reason,
                            isClean
                                    ? StatisticsOfFile.toStats(
                                            outcome.statistics(), files.layout().paths())
                                    : null,
                            null,
                            isClean ? outcome.statistics().countsOrNull() : null,
                            isClean && outcome.statistics().countsOrNull() != null));
        }
    }

    /** A file whose reading was stopped in the middle, because the query has enough. Nothing is learnt from it. */
    void fileLeft(LoadedFile file, FileOutcome soFar) {
        files.unreadable().add(file.file().name(), count(file, soFar));
    }

    private List<UnreadableFile> count(LoadedFile file, FileOutcome outcome) {
        filesRead.increment();
        addTimes(outcome);
        bytesRead.add(file.length());
        bytesInflated.add(outcome.inflatedBytes());
        events.add(outcome.records());
        removed.add(outcome.duplicates());
        List<UnreadableFile> findings = findings(file, outcome);
        if (!findings.isEmpty()) {
            unreadable.increment();
        }
        return findings;
    }

    private static List<UnreadableFile> findings(LoadedFile file, FileOutcome outcome) {
        String name = file.file().name();
        List<UnreadableFile> findings = new ArrayList<>();
        if (file.faultOrNull() != null) {
            findings.add(new UnreadableFile(name, file.faultOrNull(), -1, outcome.records(), -1));
        }
        for (Fault fault : outcome.faults()) {
            if (findings.size() == FAULTS_PER_FILE_MAX) {
                String more = "and " + (outcome.faults().size() - FAULTS_PER_FILE_MAX) + " or more further faults";
                findings.add(new UnreadableFile(name, more, -1, outcome.records(), -1));
                break;
            }
            findings.add(new UnreadableFile(
                    name, fault.reason(), fault.byteOffset(), outcome.records(), fault.lostRecords()));
        }
        return findings;
    }

    private void remember(LogFile file, RememberedFile what) {
        if (!remembersFiles) {
            return;
        }
        synchronized (learnt) {
            learnt.computeIfAbsent(file.location(), location -> new ArrayList<>())
                    .add(what);
            if (filesRead.sum() >= pruned.files().size()) {
                publish();
            }
        }
    }

    /** With {@link #learnt} locked: lets others know. At the end of the scan, so that the query's own last words may rely on it. */
    private void publish() {
        learnt.forEach(
                (location, known) -> files.ledger().remember(location.store().location(), known));
        learnt.clear();
    }

    @Override
    public Optional<TimeCoverage> coverage(long nowMicros) {
        return coverage.apply(nowMicros);
    }

    @Override
    public ScanStatistics statistics() {
        PruneReport report = pruned.report();
        return new ScanStatistics(
                events.sum(),
                removed.sum(),
                report.filesTotal(),
                report.filesTotal() - report.filesToRead(),
                filesRead.sum(),
                unreadable.sum(),
                bytesRead.sum(),
                bytesInflated.sum());
    }

    @Override
    public void close() {
        queue.close();
        if (duplicates != null) {
            duplicates.close();
        }
        synchronized (learnt) {
            publish();
            if (remembersFiles && filesRead.sum() > 0) {
                files.ledger().flush();
            }
        }
    }
}
