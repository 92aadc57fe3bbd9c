/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.lifecycle;

import dev.spoor.dataset.LakeBatch;
import dev.spoor.dataset.LakeChange;
import dev.spoor.dataset.LakeFile;
import dev.spoor.dataset.LakeLedger.Written;
import dev.spoor.dataset.RegisterResult;
import dev.spoor.dataset.iceberg.Lake;
import dev.spoor.dataset.iceberg.LakeTable;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.exec.QueryContext;
import dev.spoor.exec.QuerySettings;
import dev.spoor.exec.SpillSpace;
import dev.spoor.scan.Cancellation;
import dev.spoor.scan.LogLocation;
import dev.spoor.scan.ScanStatistics;
import dev.spoor.source.EventSource;
import dev.spoor.source.Layout;
import dev.spoor.store.ListingProblem;
import dev.spoor.store.ObjectEntry;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Memory;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;

/**
 * Brings log files into a lake: each record once into {@code events}, further deliveries into {@code repeats}. Reads only
 * what is new. It may be killed at any instant and run twice at once: a batch is either in the lake as a whole, with all
 * that the ledger says of its files, or its files are new again.
 *
 * <p>A batch is claimed in the ledger, written as data files, prepared in the ledger, committed to both tables, and closed
 * in the ledger, which moves the head that queries follow. {@link LakeRepair} finishes or undoes what a dead process left.
 */
public final class Compactor {
    /** In the summary of each version that a batch made: its number. */
    public static final String BATCH_MARK = "spoor.batch";

    /** How often the files of a batch may turn out to be others than were listed, before the run gives up. */
    private static final int CHANGED_BATCHES_MAX = 10;

    private final Lake lake;
    private final EventSource source;
    private final List<LogLocation> logs;
    private final CompactionSettings settings;
    private final Threads threads;
    private final Listener listener;

    /** What a compaction runs on: threads for workers and for reading ahead, and the time. */
    public record Threads(ExecutorService cpu, ExecutorService io, Clock clock) {}

    /** Is told how a compaction goes, on its thread. */
    public interface Listener {
        /** Somebody else is changing the lake; this compaction waits. */
        void waiting();

        /** Something of the logs cannot be listed. */
        void problem(String address, String reason);

        void progress(CompactionProgress now);
    }

    public Compactor(
            Lake lake,
            EventSource source,
            List<LogLocation> logs,
            CompactionSettings settings,
            Threads threads,
            Listener listener) {
        this.lake = lake;
        this.source = source;
        this.logs = List.copyOf(logs);
        this.settings = settings;
        this.threads = threads;
        this.listener = listener;
    }

    /** Compacts everything that is new now. Throws EngineException; the lake is then as after the last whole batch. */
    public CompactionReport run(Cancellation cancellation) {
        try (LeaseKeeper keeper = LeaseKeeper.take(lake.ledger(), settings.lease(), listener::waiting, cancellation)) {
            Cancellation both = () -> {
                cancellation.check();
                keeper.check();
            };
            return new Run(keeper, both).all();
        }
    }

    /**
     * Drops the days that lie further back than so many days, once it is told to.
     *
     * @param confirmed false to find out only what would be dropped
     */
    public RetentionReport retain(int days, boolean confirmed, Cancellation cancellation) {
        try (LeaseKeeper keeper = LeaseKeeper.take(lake.ledger(), settings.lease(), listener::waiting, cancellation)) {
            Run run = new Run(keeper, cancellation);
            run.repair.run();
            Upkeep upkeep = run.upkeep();
            Map<LakeTable, List<LakeFile>> old = upkeep.olderThan(days);
            if (confirmed) {
                upkeep.drop(old);
            }
            List<LakeFile> files = old.values().stream().flatMap(List::stream).toList();
            return new RetentionReport(
                    confirmed,
                    files.size(),
                    files.stream().mapToLong(LakeFile::sizeBytes).sum(),
                    files.stream().mapToLong(LakeFile::rowCount).sum(),
                    files.stream()
                            .map(file -> LocalDate.ofEpochDay(file.day().orElseThrow()))
                            .min(Comparator.naturalOrder()),
                    files.stream()
                            .map(file -> LocalDate.ofEpochDay(file.day().orElseThrow()))
                            .max(Comparator.naturalOrder()),
                    upkeep.expire(settings.history()));
        }
    }

    /** One run, and what it has done so far. */
    private final class Run {
        private final LeaseKeeper keeper;
        private final Cancellation cancellation;
        private final LakeRepair repair;
        private final BatchCompaction work;
        private RegisterResult registered = new RegisterResult(0, 0, 0, 0);
        private long batches;
        private long filesRead;
        private long bytesRead;
        private long events;
        private long repeats;
        private long filesTotal;
        private long bytesTotal;
        private int changedBatches;

        Run(LeaseKeeper keeper, Cancellation cancellation) {
            this.keeper = keeper;
            this.cancellation = cancellation;
            this.repair = new LakeRepair(lake, keeper.lease());
            this.work = new BatchCompaction(lake, source, settings);
        }

        CompactionReport all() {
            LakeRepair.Result repaired = repair.run();
            Upkeep upkeep = upkeep();
            upkeep.removeLeftovers();
            for (LogLocation location : logs) {
                register(location);
            }
            countNew();
            for (LogLocation location : logs) {
                compact(location);
            }
            return new CompactionReport(
                    registered,
                    batches,
                    filesRead,
                    bytesRead,
                    events,
                    repeats,
                    repaired.undone(),
                    repaired.finished(),
                    upkeep.rewrite(),
                    upkeep.expire(settings.history()),
                    lake.ledger().totals());
        }

        Upkeep upkeep() {
            return new Upkeep(
                    lake,
                    source,
                    keeper.lease(),
                    settings,
                    work -> {
                        try (Memory memory = Memory.root(settings.memoryBytes());
                                QueryContext context = context(memory)) {
                            work.accept(context);
                        }
                    },
                    threads.clock());
        }

        private void register(LogLocation location) {
            RegisterResult one = lake.ledger().register(location.store().location(), eventFiles(location));
            registered = new RegisterResult(
                    registered.listed() + one.listed(),
                    registered.added() + one.added(),
                    registered.changed() + one.changed(),
                    registered.vanished() + one.vanished());
        }

        /** The files that hold events, as they are listed now. */
        private Iterator<ObjectEntry> eventFiles(LogLocation location) {
            Layout layout = source.layout();
            Iterator<ObjectEntry> listed = location.store().list("", null, problem -> tell(location, problem));
            return new WantedEntries(listed, entry -> {
                cancellation.check();
                String address = location.store().location() + "/" + entry.key();
                return layout.read(address, Layout.LATENESS_NOT_TRUSTED, location.isSingleFile())
                        .isEventFile();
            });
        }

        private void tell(LogLocation location, ListingProblem problem) {
            listener.problem(location.store().location() + "/" + problem.key(), problem.reason());
        }

        private void countNew() {
            for (LogLocation location : logs) {
                var open = lake.ledger().pending(location.store().location());
                filesTotal += open.files();
                bytesTotal += open.bytes();
            }
        }

        private void compact(LogLocation location) {
            String address = location.store().location();
            while (true) {
                cancellation.check();
                Optional<LakeBatch> batch = lake.ledger()
                        .claim(keeper.lease(), address, settings.batchFilesMax(), settings.batchBytesMax());
                if (batch.isEmpty()) {
                    return;
                }
                compact(batch.get(), location);
            }
        }

        private void compact(LakeBatch batch, LogLocation location) {
            repair.alignTables();
            List<LakeFile> held =
                    lake.events().current().map(now -> lake.events().files(now)).orElse(List.of());
            BatchCompaction.Result result;
            try (Memory memory = Memory.root(settings.memoryBytes());
                    QueryContext context = context(memory)) {
                result = work.run(batch, location, held, context, this::progress);
            }
            if (!result.changed().isEmpty()) {
                giveBack(batch, location, result);
                return;
            }
            LakeBatch prepared = lake.ledger()
                    .prepare(
                            keeper.lease(),
                            batch,
                            result.read(),
                            new Written(
                                    keys(result.events()),
                                    result.eventRows(),
                                    keys(result.repeats()),
                                    result.repeatRows()));
            keeper.check();
            OptionalLong repeatsNow = commit(lake.repeats(), result.repeats(), prepared);
            OptionalLong eventsNow = commit(lake.events(), result.events(), prepared);
            lake.ledger().close(keeper.lease(), prepared, eventsNow, repeatsNow);
            batches++;
            filesRead += batch.files().size();
            bytesRead +=
                    batch.files().stream().mapToLong(ObjectEntry::sizeBytes).sum();
            events += result.eventRows();
            repeats += result.repeatRows();
            listener.progress(new CompactionProgress(filesTotal, filesRead, bytesTotal, bytesRead, events + repeats));
        }

        /** Files were replaced while they were read: they are listed again, and the batch is tried anew. */
        private void giveBack(LakeBatch batch, LogLocation location, BatchCompaction.Result result) {
            repair.undo(batch);
            changedBatches++;
            if (changedBatches > CHANGED_BATCHES_MAX) {
                throw new EngineException(
                                ErrorCode.COMMIT_CONFLICT,
                                "log files keep changing while they are read, such as "
                                        + result.changed().get(0).key())
                        .advise("run it again when nothing writes to these files");
            }
            register(location);
        }

        private OptionalLong commit(LakeTable table, List<LakeFile> files, LakeBatch batch) {
            if (files.isEmpty()) {
                return LakeRepair.currentId(table);
            }
            return OptionalLong.of(table.commit(LakeChange.append(
                            files, LakeRepair.currentId(table), Map.of(BATCH_MARK, Long.toString(batch.id()))))
                    .id());
        }

        private List<String> keys(List<LakeFile> files) {
            return files.stream().map(LakeFile::key).toList();
        }

        private void progress(ScanStatistics scanned) {
            listener.progress(new CompactionProgress(
                    filesTotal,
                    filesRead + scanned.filesRead(),
                    bytesTotal,
                    bytesRead + scanned.bytesRead(),
                    events + repeats + scanned.eventsScanned()));
        }

        private QueryContext context(Memory memory) {
            QuerySettings running = new QuerySettings(
                    settings.workers(), Batch.DEFAULT_ROWS, settings.spillBytesMax(), lake.hashSeed());
            SpillSpace spill = new SpillSpace(settings.spillPath(), settings.spillBytesMax());
            return new QueryContext(
                    memory,
                    running,
                    threads.clock().millis() * 1_000,
                    threads.cpu(),
                    threads.io(),
                    cancellation,
                    spill);
        }
    }
}
