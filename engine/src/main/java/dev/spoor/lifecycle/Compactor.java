/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.lifecycle;

import dev.spoor.dataset.LakeBatch;
import dev.spoor.dataset.LakeChange;
import dev.spoor.dataset.LakeFile;
import dev.spoor.dataset.LakeLedger;
import dev.spoor.dataset.LakeLedger.Written;
import dev.spoor.dataset.LedgerTotals;
import dev.spoor.dataset.ListingLog.Listing;
import dev.spoor.dataset.RegisterResult;
import dev.spoor.dataset.ValueTotals;
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
import dev.spoor.scan.ValueCatalog;
import dev.spoor.source.EventSource;
import dev.spoor.source.FactPaths;
import dev.spoor.store.ListingProblem;
import dev.spoor.store.ObjectEntry;
import dev.spoor.vector.Memory;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

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

    /** A file that a listing shows first is one that no notice told of when it is older than any notice takes. */
    private static final long UNANNOUNCED_AFTER_MICROS = TimeUnit.MINUTES.toMicros(15);

    /** A file is in the folder of the day it was delivered on, which may be the day before it is seen. */
    private static final int DAYS_LISTED_AGAIN = 1;

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

    /**
     * Lists all places and compacts everything that is new in them. Throws EngineException; the lake is then as after the
     * last whole batch.
     */
    public CompactionReport run(Cancellation cancellation) {
        return run(logs, cancellation);
    }

    /**
     * Lists some of the places only, and compacts everything that is new in all of them as far as the ledger knows.
     *
     * @param listed of the places
     */
    public CompactionReport run(Collection<LogLocation> listed, Cancellation cancellation) {
        return run(listed, Duration.ZERO, cancellation);
    }

    /**
     * Lists all places, but of those that are far away, and were listed completely a short while ago, only the folders of
     * the days since; and compacts everything that is new in them. Digest files wait for the next complete listing, and so
     * do files that come to the folder of an earlier day.
     *
     * @param completeMax how long ago that may be
     */
    public CompactionReport runRecent(Duration completeMax, Cancellation cancellation) {
        return run(logs, completeMax, cancellation);
    }

    private CompactionReport run(Collection<LogLocation> listed, Duration completeMax, Cancellation cancellation) {
        try (LeaseKeeper keeper = LeaseKeeper.take(lake.ledger(), settings.lease(), listener::waiting, cancellation)) {
            Cancellation both = () -> {
                cancellation.check();
                keeper.check();
            };
            return new Run(keeper, both).all(listed, completeMax);
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
        private long unannounced;
        private long problems;
        private long batches;
        private long filesRead;
        private long bytesRead;
        private long events;
        private long repeats;
        private long deferred;
        private long filesTotal;
        private long bytesTotal;
        private int changedBatches;

        Run(LeaseKeeper keeper, Cancellation cancellation) {
            this.keeper = keeper;
            this.cancellation = cancellation;
            this.repair = new LakeRepair(lake, keeper.lease());
            this.work = new BatchCompaction(lake, source, settings);
        }

        CompactionReport all(Collection<LogLocation> listed, Duration completeMax) {
            LakeRepair.Result repaired = repair.run();
            countValues();
            Upkeep upkeep = upkeep();
            upkeep.removeLeftovers();
            for (LogLocation location : listed) {
                Optional<LocalDate> since = completeUntil(location, completeMax);
                if (since.isPresent()) {
                    registerSince(location, since.get());
                } else {
                    register(location);
                }
            }
            for (LogLocation location : logs) {
                lake.ledger().retry(keeper.lease(), location.store().location());
            }
            countNew();
            for (LogLocation location : logs) {
                compact(location);
            }
            DigestKeeper digests = new DigestKeeper(lake.ledger().digests(), threads.io(), cancellation);
            for (LogLocation location : logs) {
                digests.fetch(location, listener);
            }
            return new CompactionReport(
                    registered,
                    unannounced,
                    batches,
                    filesRead,
                    bytesRead,
                    events,
                    repeats,
                    deferred,
                    repaired.undone(),
                    repaired.finished(),
                    upkeep.rewrite(),
                    upkeep.expire(settings.history()),
                    digests.kept(),
                    lake.ledger().totals(),
                    lake.ledger().digests().totals());
        }

        /** Of a ledger of an earlier version: by the statistics of the log files, without numbers of records. */
        private void countValues() {
            LakeLedger ledger = lake.ledger();
            if (ledger.values().isComplete()) {
                return;
            }
            FactPaths paths = source.layout().paths();
            ValueTotals values = new ValueTotals();
            long[] known = {0};
            ledger.forEachStatistics(file -> {
                known[0]++;
                values.addUncounted(paths.account(), ValueCatalog.columns(paths), file.statsOrNull());
            });
            long read = ledger.totals().read() + ledger.totals().unreadable();
            for (long left = read - known[0]; left > 0; left--) {
                values.addUncounted(paths.account(), ValueCatalog.columns(paths), null);
            }
            ledger.values().replace(keeper.lease(), values.all());
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

        /** The day before a complete listing of a far place ended, if that is not too long ago. */
        private Optional<LocalDate> completeUntil(LogLocation location, Duration completeMax) {
            if (location.store().requestsMax() == 0) {
                return Optional.empty();
            }
            long latest = nowMicros() - TimeUnit.MILLISECONDS.toMicros(completeMax.toMillis());
            return lake.ledger()
                    .listings()
                    .last(location.store().location())
                    .filter(last -> last.endedMicros() > latest)
                    .map(last -> LocalDate.ofEpochDay(
                            Math.floorDiv(last.endedMicros(), TimeUnit.DAYS.toMicros(1)) - DAYS_LISTED_AGAIN));
        }

        private void registerSince(LogLocation location, LocalDate day) {
            PlaceListing listing =
                    new PlaceListing(location, source.layout(), lake.ledger().digests(), cancellation);
            registered = registered.plus(lake.ledger()
                    .registerSome(
                            location.store().location(),
                            listing.eventFilesSince(day, problem -> tell(location, problem)),
                            PlaceListing.deliveryDays(location, source.layout())));
            listing.finish();
        }

        private void register(LogLocation location) {
            String address = location.store().location();
            long begin = nowMicros();
            long problemsBefore = problems;
            boolean isFirst = lake.ledger().listings().last(address).isEmpty();
            PlaceListing listing =
                    new PlaceListing(location, source.layout(), lake.ledger().digests(), cancellation);
            RegisterResult brought = lake.ledger()
                    .register(
                            address,
                            listing.eventFiles(problem -> tell(location, problem)),
                            PlaceListing.deliveryDays(location, source.layout()));
            listing.finish();
            registered = registered.plus(brought);
            long missed = isFirst
                    ? 0
                    : lake.ledger().listings().firstListed(address, begin, begin - UNANNOUNCED_AFTER_MICROS);
            unannounced += missed;
            if (problems == problemsBefore) {
                lake.ledger().listings().add(new Listing(address, nowMicros(), brought, missed));
            }
        }

        private long nowMicros() {
            return TimeUnit.MILLISECONDS.toMicros(threads.clock().millis());
        }

        private void tell(LogLocation location, ListingProblem problem) {
            problems++;
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
            try (Memory memory = Memory.root(settings.memoryBytes())) {
                result = work.run(batch, location, held, () -> context(memory), this::progress);
            }
            if (result.denial().isPresent() && hasReadNothingYet()) {
                repair.undo(batch);
                throw setUpWrong(batch, result.denial().get());
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
                                    result.repeatRows(),
                                    result.values()));
            keeper.check();
            OptionalLong repeatsNow = commit(lake.repeats(), result.repeats(), prepared);
            OptionalLong eventsNow = commit(lake.events(), result.events(), prepared);
            lake.ledger().close(keeper.lease(), prepared, eventsNow, repeatsNow);
            batches++;
            deferred += result.deferred();
            filesRead += batch.files().size();
            bytesRead +=
                    batch.files().stream().mapToLong(ObjectEntry::sizeBytes).sum();
            events += result.eventRows();
            repeats += result.repeatRows();
            listener.progress(new CompactionProgress(filesTotal, filesRead, bytesTotal, bytesRead, events + repeats));
        }

        /** One file that nobody may read is tried again; if there never was another one, something is set up wrong. */
        private boolean hasReadNothingYet() {
            LedgerTotals totals = lake.ledger().totals();
            return totals.read() + totals.unreadable() == 0;
        }

        private static EngineException setUpWrong(LakeBatch batch, EngineException last) {
            return new EngineException(
                            last.code(),
                            "none of the " + batch.files().size() + " files could be read: " + last.getMessage(),
                            last)
                    .advise(last.hint().orElse("ask for the permission that is missing"));
        }

        /** Files were replaced while they were read: they are looked at again, and the batch is tried anew. */
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
            List<ObjectEntry> found = new ArrayList<>();
            List<String> gone = new ArrayList<>();
            for (ObjectEntry file : result.changed()) {
                location.store().find(file.key()).ifPresentOrElse(found::add, () -> gone.add(file.key()));
            }
            lake.ledger().hear(batch.source(), found, gone, PlaceListing.deliveryDays(location, source.layout()));
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
                    settings.readers(), settings.batchRows(), settings.spillBytesMax(), lake.hashSeed());
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
