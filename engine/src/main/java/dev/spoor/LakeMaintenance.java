/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor;

import dev.spoor.dataset.iceberg.Lake;
import dev.spoor.lifecycle.CompactionReport;
import dev.spoor.lifecycle.CompactionSettings;
import dev.spoor.lifecycle.Compactor;
import dev.spoor.lifecycle.Ingestion;
import dev.spoor.lifecycle.RetentionReport;
import dev.spoor.lifecycle.Shredding;
import dev.spoor.scan.LogLocation;
import dev.spoor.source.EventSource;
import dev.spoor.source.cloudtrail.CloudTrailSource;
import dev.spoor.store.ObjectFeed;
import dev.spoor.store.ObjectFeeds;
import dev.spoor.store.ObjectStores;
import dev.spoor.store.StoreLocation;
import dev.spoor.store.StoreOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Changes a lake: brings log files into it and keeps it in order. One process at a time changes a lake; another one waits.
 * {@link #cancel} from any thread, all else from one.
 */
public final class LakeMaintenance implements AutoCloseable {
    private final EventSource source = new CloudTrailSource();
    private final Lake lake;
    private final List<LogLocation> logs = new ArrayList<>();
    private final Settings settings;
    private final StoreOptions options;
    private final Shredding shredding;
    private final ExecutorService cpu = Executors.newCachedThreadPool(daemons());
    private final ExecutorService io;
    private final Clock clock;
    private final QueryCancellation cancellation = new QueryCancellation(Duration.ZERO);

    private LakeMaintenance(
            LakeLocation location,
            List<StoreLocation> logs,
            Settings settings,
            Clock clock,
            Consumer<String> warnings) {
        this.settings = settings;
        this.clock = clock;
        this.shredding = Shredding.parse(settings.get(Settings.SHRED), source.schema());
        this.options = settings.storeOptions(warnings);
        try {
            for (StoreLocation place : logs) {
                this.logs.add(LogLocation.of(ObjectStores.open(place, options)));
            }
            this.lake = location.open(source, options, clock);
        } catch (RuntimeException e) {
            this.logs.forEach(each -> each.store().close());
            throw e;
        }
        int requestsMax = lake.store().requestsMax();
        for (LogLocation each : this.logs) {
            requestsMax = Math.max(requestsMax, each.store().requestsMax());
        }
        this.io = ReadAheadThreads.forRequests(requestsMax, daemons());
    }

    /**
     * Opens a lake for changes, making it if there is none; LOCATION_NOT_FOUND for logs that are not there.
     *
     * @param logs folders at any level of a trail, or single files
     * @param settings memory, workers and limits, as for queries
     * @param warnings gets a sentence for each trouble that costs time but nothing else, on any thread
     */
    public static LakeMaintenance open(
            LakeLocation location,
            List<StoreLocation> logs,
            Settings settings,
            Clock clock,
            Consumer<String> warnings) {
        return new LakeMaintenance(location, logs, settings, clock, warnings);
    }

    /** Brings everything new into the lake. Throws EngineException; what was committed before it stays. */
    public CompactionReport compact(Compactor.Listener listener) {
        return explained(() -> compactor(listener).run(cancellation));
    }

    /**
     * As {@link #compact}, where that is done often: see {@link Compactor#runRecent}.
     *
     * @param completeMax how long ago the last complete listing may be
     */
    public CompactionReport compactRecent(Duration completeMax, Compactor.Listener listener) {
        return explained(() -> compactor(listener).runRecent(completeMax, cancellation));
    }

    /**
     * Brings log files into the lake as notices tell that they arrive, until {@link #cancel}; then it ends with CANCELLED.
     * Throws other EngineExceptions for troubles that do not pass by themselves.
     *
     * @param feed address of what gives the notices, such as the URL of an SQS queue
     * @param changes is told of each change of the lake
     */
    public void ingest(String feed, Ingestion.Rhythm rhythm, Compactor.Listener changes, Ingestion.Listener listener) {
        explained(() -> {
            try (ObjectFeed opened = ObjectFeeds.open(feed, options)) {
                new Ingestion(
                                lake.ledger(),
                                compactor(changes),
                                logs,
                                source.layout(),
                                rhythm,
                                opened,
                                cpu,
                                clock,
                                listener)
                        .run(cancellation);
            }
            return null;
        });
    }

    /**
     * Drops the days that lie further back than so many days from both tables. Log files that were read stay read.
     *
     * @param confirmed false to find out only what would be dropped
     */
    public RetentionReport retain(int days, boolean confirmed, Compactor.Listener listener) {
        return explained(() -> compactor(listener).retain(days, confirmed, cancellation));
    }

    private Compactor compactor(Compactor.Listener listener) {
        CompactionSettings how = CompactionSettings.of(
                        settings.get(Settings.QUERY_MEMORY),
                        settings.get(Settings.WORKERS),
                        Path.of(settings.get(Settings.SPILL_PATH)),
                        settings.get(Settings.SPILL_LIMIT))
                .withShredding(shredding);
        return new Compactor(lake, source, logs, how, new Compactor.Threads(cpu, io, clock), listener);
    }

    private static <T> T explained(Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
            throw Failures.explained(e);
        }
    }

    /** Ends what runs, and all that is begun later, with CANCELLED. */
    public void cancel() {
        cancellation.cancel();
    }

    /** CANCELLED once {@link #cancel} was called. */
    public void checkCancelled() {
        cancellation.check();
    }

    @Override
    public void close() {
        try {
            lake.close();
            logs.forEach(location -> location.store().close());
        } finally {
            cpu.shutdownNow();
            io.shutdownNow();
        }
    }

    private static ThreadFactory daemons() {
        return task -> {
            Thread thread = new Thread(task, "spoor-lake");
            thread.setDaemon(true);
            return thread;
        };
    }
}
