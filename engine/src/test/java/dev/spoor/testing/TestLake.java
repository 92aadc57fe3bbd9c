/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.testing;

import dev.spoor.dataset.iceberg.Lake;
import dev.spoor.lifecycle.CompactionProgress;
import dev.spoor.lifecycle.CompactionSettings;
import dev.spoor.lifecycle.Compactor;
import dev.spoor.lifecycle.Shredding;
import dev.spoor.scan.LogLocation;
import dev.spoor.source.EventSource;
import dev.spoor.source.StoredColumns;
import dev.spoor.source.cloudtrail.CloudTrailSource;
import dev.spoor.store.LocalObjectStore;
import dev.spoor.store.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A lake in a folder, as the shell makes it, for tests of those who read it. */
public final class TestLake {
    private static final long MEMORY_BYTES = 256L << 20;
    private static final EventSource SOURCE = new CloudTrailSource();

    private TestLake() {}

    /** Opens the lake of a folder, which is made if there is none. The caller closes it. */
    public static Lake open(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return open(LocalObjectStore.open(folder), folder);
    }

    /** Opens the lake of a store, which is made if there is none, with its ledger in a folder. The caller closes it. */
    public static Lake open(ObjectStore store, Path ledgerFolder) {
        return Lake.open(
                store,
                "jdbc:sqlite:" + ledgerFolder.resolve("ledger.sqlite"),
                Map.of(),
                StoredColumns.of(SOURCE.schema()),
                SOURCE.layout().paths().time().column(),
                Clock.systemUTC());
    }

    /** Brings the log files that are in a folder now into the lake of another. */
    public static void compact(Path logs, Path folder) {
        compact(logs, folder, Shredding.AUTOMATIC);
    }

    /** The same, with chosen columns for values inside of JSON text. */
    public static void compact(Path logs, Path folder, Shredding shredding) {
        try (Lake lake = open(folder);
                LocalObjectStore store = LocalObjectStore.open(logs)) {
            compact(store, lake, folder.resolve("spill"), shredding);
        }
    }

    /** Brings the log files that are in a store now into a lake. */
    public static void compact(ObjectStore logs, Lake lake, Path spill) {
        compact(logs, lake, spill, Shredding.AUTOMATIC);
    }

    private static void compact(ObjectStore logs, Lake lake, Path spill, Shredding shredding) {
        CompactionSettings settings = CompactionSettings.of(MEMORY_BYTES, 2, spill, MEMORY_BYTES)
                .withBatches(40, 1L << 30)
                .withShredding(shredding);
        ExecutorService cpu = Executors.newCachedThreadPool();
        ExecutorService io = Executors.newFixedThreadPool(2);
        try {
            new Compactor(
                            lake,
                            SOURCE,
                            List.of(new LogLocation(logs, false)),
                            settings,
                            new Compactor.Threads(cpu, io, Clock.systemUTC()),
                            new Silence())
                    .run(() -> {});
        } finally {
            cpu.shutdownNow();
            io.shutdownNow();
        }
    }

    /** Listens to a compaction and says nothing. */
    public static final class Silence implements Compactor.Listener {
        @Override
        public void waiting() {}

        @Override
        public void problem(String address, String reason) {}

        @Override
        public void progress(CompactionProgress now) {}
    }
}
