/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.bench.lake;

import dev.spoor.LakeLocation;
import dev.spoor.LakeMaintenance;
import dev.spoor.Settings;
import dev.spoor.lifecycle.CompactionProgress;
import dev.spoor.lifecycle.Compactor;
import dev.spoor.sample.SampleSpec;
import dev.spoor.sample.SampleTrail;
import dev.spoor.store.StoreLocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The trail of the benchmarks in a folder, and the lake made of it; both are made when they are not there.
 *
 * @param folder of both
 * @param events in the trail, repeats not counted
 */
public record CompactedTrail(Path folder, long events, int threads) {
    /** The log files. */
    public Path logs() throws IOException {
        Path logs = folder.resolve("bucket");
        if (!Files.exists(logs)) {
            System.err.println("making " + events + " events in " + logs);
            new SampleTrail(SampleSpec.bench(events)).writeTo(logs, threads, done -> {});
        }
        return logs;
    }

    /** The lake, which has everything that is in the log files. */
    public Path lake() throws IOException {
        if (!Files.exists(lakeFolder())) {
            compact();
        }
        return lakeFolder();
    }

    Path lakeFolder() {
        return folder.resolve("lake");
    }

    /** What queries of the benchmarks and compaction run under. */
    public Settings settings() {
        return Settings.initial()
                .with("workers", Integer.toString(threads))
                .with("spill.path", folder.resolve("scratch").toString());
    }

    /** Makes the lake; returns the milliseconds that it took. */
    long compact() throws IOException {
        Path logs = logs();
        System.err.println("compacting");
        long start = System.nanoTime();
        LakeLocation location = new LakeLocation(lakeFolder(), Optional.empty());
        try (LakeMaintenance work = LakeMaintenance.open(
                location, StoreLocation.listOf(logs), settings(), Clock.systemUTC(), warning -> {})) {
            work.compact(new Compactor.Listener() {
                @Override
                public void waiting() {}

                @Override
                public void problem(String address, String reason) {
                    throw new IllegalStateException(address + " " + reason);
                }

                @Override
                public void progress(CompactionProgress now) {}
            });
        }
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }
}
