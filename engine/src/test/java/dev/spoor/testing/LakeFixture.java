/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.testing;

import dev.spoor.dataset.LakeHead;
import dev.spoor.dataset.iceberg.Lake;
import dev.spoor.dataset.iceberg.LakeTable;
import dev.spoor.format.parquet.ParquetFile;
import dev.spoor.format.parquet.ParquetReadRequest;
import dev.spoor.format.parquet.ParquetReader;
import dev.spoor.lifecycle.CompactionProgress;
import dev.spoor.lifecycle.CompactionReport;
import dev.spoor.lifecycle.CompactionSettings;
import dev.spoor.lifecycle.Compactor;
import dev.spoor.lifecycle.Ingestion;
import dev.spoor.lifecycle.RetentionReport;
import dev.spoor.prune.ScanConstraint;
import dev.spoor.scan.Cancellation;
import dev.spoor.scan.LogLocation;
import dev.spoor.schema.FieldPath;
import dev.spoor.schema.ProjectedColumn;
import dev.spoor.schema.Projection;
import dev.spoor.source.EventSource;
import dev.spoor.source.KeyParts;
import dev.spoor.source.Layout;
import dev.spoor.source.ShreddedPaths;
import dev.spoor.source.StoredColumns;
import dev.spoor.source.StoredEvents;
import dev.spoor.source.cloudtrail.CloudTrailSource;
import dev.spoor.store.ObjectFeed;
import dev.spoor.store.ObjectStore;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Memory;
import dev.spoor.vector.SqlTypes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.arrow.vector.VarCharVector;

/** A lake under test: a store of its own and a ledger beside it. Opened anew for each use, as processes do. */
public final class LakeFixture {
    public static final EventSource SOURCE = new CloudTrailSource();

    private final ObjectStore store;
    private final String ledgerUrl;
    private final Path spill;

    /** @param folder for the ledger and for what is put aside */
    public LakeFixture(ObjectStore store, Path folder) {
        this(store, folder, "jdbc:sqlite:" + folder.resolve("ledger.sqlite"));
    }

    /** @param folder for what is put aside */
    public LakeFixture(ObjectStore store, Path folder, String ledgerUrl) {
        this.store = store;
        this.ledgerUrl = ledgerUrl;
        this.spill = folder.resolve("spill");
    }

    public Lake open() {
        return Lake.open(
                store,
                ledgerUrl,
                Map.of(),
                StoredColumns.of(SOURCE.schema()),
                SOURCE.layout().paths().time().column(),
                Clock.systemUTC());
    }

    public CompactionSettings settings() {
        return settings(spill);
    }

    static CompactionSettings settings(Path spill) {
        return CompactionSettings.of(256L << 20, 2, spill, 1L << 30);
    }

    public CompactionReport compact(ObjectStore logs) {
        return compact(logs, settings());
    }

    public CompactionReport compact(ObjectStore logs, CompactionSettings settings) {
        return compact(logs, settings, new Silence(), () -> {});
    }

    public CompactionReport compact(
            ObjectStore logs, CompactionSettings settings, Compactor.Listener listener, Cancellation cancellation) {
        return using(logs, settings, listener, compactor -> compactor.run(cancellation));
    }

    /** Drops days that lie so many days before an instant. */
    public RetentionReport retain(ObjectStore logs, CompactionSettings settings, int days, boolean confirmed) {
        return using(logs, settings, new Silence(), compactor -> compactor.retain(days, confirmed, () -> {}));
    }

    /** Brings in what a feed tells of, until it is cancelled. */
    public void ingest(
            ObjectStore logs,
            ObjectFeed feed,
            Ingestion.Rhythm rhythm,
            Ingestion.Listener listener,
            Cancellation cancellation) {
        ExecutorService cpu = Executors.newCachedThreadPool();
        ExecutorService io = Executors.newFixedThreadPool(2);
        try (Lake lake = open()) {
            List<LogLocation> places = List.of(new LogLocation(logs, false));
            Compactor compactor = new Compactor(
                    lake, SOURCE, places, settings(), new Compactor.Threads(cpu, io, Clock.systemUTC()), new Silence());
            Layout layout = SOURCE.layout();
            new Ingestion(lake.ledger(), compactor, places, layout, rhythm, feed, cpu, Clock.systemUTC(), listener)
                    .run(cancellation);
        } finally {
            cpu.shutdownNow();
            io.shutdownNow();
        }
    }

    private <T> T using(
            ObjectStore logs, CompactionSettings settings, Compactor.Listener listener, Function<Compactor, T> work) {
        try (Lake lake = open()) {
            return using(logs, lake, settings, listener, work);
        }
    }

    /** Brings the log files of a store into a lake, which stays the caller's. */
    static CompactionReport compact(ObjectStore logs, Lake lake, CompactionSettings settings) {
        return using(logs, lake, settings, new Silence(), compactor -> compactor.run(() -> {}));
    }

    private static <T> T using(
            ObjectStore logs,
            Lake lake,
            CompactionSettings settings,
            Compactor.Listener listener,
            Function<Compactor, T> work) {
        ExecutorService cpu = Executors.newCachedThreadPool();
        ExecutorService io = Executors.newFixedThreadPool(2);
        try {
            Compactor.Threads threads = new Compactor.Threads(cpu, io, Clock.systemUTC());
            return work.apply(
                    new Compactor(lake, SOURCE, List.of(new LogLocation(logs, false)), settings, threads, listener));
        } finally {
            cpu.shutdownNow();
            io.shutdownNow();
        }
    }

    /** Hears everything and says nothing. */
    public static class Silence implements Compactor.Listener {
        @Override
        public void waiting() {}

        @Override
        public void problem(String address, String reason) {}

        @Override
        public void progress(CompactionProgress now) {}
    }

    /** What queries would see now: address of the log file and whole record of each row of both tables. */
    public record Contents(List<String> events, List<String> repeats) {
        public List<String> deliveries() {
            List<String> all = new ArrayList<>(events);
            all.addAll(repeats);
            return all.stream().sorted().toList();
        }
    }

    public Contents read() {
        try (Lake lake = open()) {
            LakeHead head = lake.ledger().head();
            return new Contents(
                    rows(lake, lake.events(), head.eventsSnapshot()),
                    rows(lake, lake.repeats(), head.repeatsSnapshot()));
        }
    }

    private static List<String> rows(Lake lake, LakeTable table, OptionalLong snapshot) {
        List<String> rows = new ArrayList<>();
        if (snapshot.isEmpty()) {
            return rows;
        }
        Projection wanted = new Projection(List.of(column("$path"), column("eventjson")));
        StoredEvents stored =
                SOURCE.storedEvents(wanted, path -> KeyParts.NONE, UnaryOperator.identity(), ShreddedPaths.NONE);
        try (Memory memory = Memory.root(Long.MAX_VALUE)) {
            for (var file : table.files(table.snapshot(snapshot.getAsLong()).orElseThrow())) {
                ParquetFile parquet = ParquetFile.open(
                        lake.store(), lake.store().find(file.key()).orElseThrow());
                ParquetReadRequest request = new ParquetReadRequest(
                        stored.stored(), table.columns(), ScanConstraint.all(), null, memory, 1000);
                try (ParquetReader reader = new ParquetReader(parquet, request)) {
                    for (Batch batch = reader.next(); batch != null; batch = reader.next()) {
                        try (Batch whole = batch;
                                Batch taken = stored.toWanted(whole, memory)) {
                            VarCharVector files =
                                    (VarCharVector) taken.column(0).flat(memory);
                            VarCharVector records =
                                    (VarCharVector) taken.column(1).flat(memory);
                            for (int i = 0; i < taken.rowCount(); i++) {
                                rows.add(text(files, i) + " " + text(records, i));
                            }
                        }
                    }
                }
            }
        }
        rows.sort(null);
        return rows;
    }

    private static ProjectedColumn column(String name) {
        return new ProjectedColumn(FieldPath.of(name), SqlTypes.varchar(name));
    }

    private static String text(VarCharVector vector, int row) {
        return vector.isNull(row) ? "NULL" : new String(vector.get(row), StandardCharsets.UTF_8);
    }
}
