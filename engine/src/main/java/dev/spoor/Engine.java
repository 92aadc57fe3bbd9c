/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor;

import dev.spoor.catalog.AccessPolicy;
import dev.spoor.catalog.Catalog;
import dev.spoor.catalog.CatalogTable;
import dev.spoor.catalog.EventStore;
import dev.spoor.dataset.FileLedger;
import dev.spoor.dataset.LakeLedger;
import dev.spoor.dataset.iceberg.Lake;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.function.FunctionLibrary;
import dev.spoor.scan.Cancellation;
import dev.spoor.scan.LogLocation;
import dev.spoor.scan.ScanSettings;
import dev.spoor.scan.ValueCatalog;
import dev.spoor.source.FactPaths;
import dev.spoor.source.Layout;
import dev.spoor.source.cloudtrail.CloudTrailSource;
import dev.spoor.sql.SqlFrontEnd;
import dev.spoor.store.ObjectStore;
import dev.spoor.store.StoreOptions;
import dev.spoor.store.StoreTraffic;
import dev.spoor.store.StoredObject;
import dev.spoor.vector.Memory;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * SQL over the logs of one configuration. Thread-safe; one engine serves any number of sessions. Closing it needs its
 * sessions closed; it then records what was learnt about files and frees all memory.
 */
public final class Engine implements AutoCloseable {
    private final EngineConfig config;
    private final Clock clock;
    private final Memory memory;
    private final ExecutorService cpu;
    private final ExecutorService io;
    private final Warnings warnings;
    private final EventStore store;
    private final SqlFrontEnd frontEnd;

    private Engine(EngineConfig config, Clock clock, Warnings warnings, Function<FunctionLibrary, EventStore> stores) {
        this.config = config;
        this.clock = clock;
        this.warnings = warnings;
        this.cpu = Executors.newCachedThreadPool(threads("spoor-cpu-"));
        FunctionLibrary functions = FunctionLibrary.standard();
        this.store = stores.apply(functions);
        this.io = ReadAheadThreads.forRequests(store.requestsMax(), threads("spoor-io-"));
        this.frontEnd = new SqlFrontEnd(functions);
        this.memory = Memory.root(Long.MAX_VALUE);
    }

    /** Opens an engine; LOCATION_NOT_FOUND if a folder or file of the configuration does not exist. */
    public static Engine open(EngineConfig config) {
        return open(config, Clock.systemUTC());
    }

    /** As above, with a clock that "now" in SQL is taken from. */
    public static Engine open(EngineConfig config, Clock clock) {
        return open(config, clock, warning -> {});
    }

    /**
     * As above, with somebody to tell.
     *
     * @param listener gets each of the {@link #warnings} once, as it comes up, on any thread; the last ones while the
     *     engine is closed
     */
    public static Engine open(EngineConfig config, Clock clock, Consumer<String> listener) {
        Warnings warnings = new Warnings(listener);
        StoreOptions options = config.settings().storeOptions(warnings);
        return new Engine(
                config,
                clock,
                warnings,
                functions -> EventStore.open(
                        config.logs(),
                        options,
                        config.lake()
                                .map(place -> openLake(place, options, clock))
                                .orElse(null),
                        config.tables(),
                        config.window(),
                        scanSettings(config.settings()),
                        new CloudTrailSource(),
                        functions));
    }

    /** Opens an engine over one store, which is closed with it. Nothing is remembered between runs. */
    public static Engine open(EngineConfig config, ObjectStore logs) {
        return open(config, logs, Clock.systemUTC());
    }

    /** As above, with a clock that "now" in SQL is taken from. */
    public static Engine open(EngineConfig config, ObjectStore logs, Clock clock) {
        return new Engine(
                config,
                clock,
                new Warnings(warning -> {}),
                functions -> EventStore.over(
                        List.of(new LogLocation(logs, false)),
                        config.lake()
                                .map(place -> openLake(
                                        place, config.settings().storeOptions(warning -> {}), Clock.systemUTC()))
                                .orElse(null),
                        FileLedger.inMemory(),
                        config.tables(),
                        config.window(),
                        scanSettings(config.settings()),
                        new CloudTrailSource(),
                        functions));
    }

    /** A session with the configuration's settings. */
    public Session newSession() {
        return newSession(config.settings());
    }

    /** A session with settings of its own. */
    public Session newSession(Settings settings) {
        return newSession(settings, AccessPolicy.OPEN, List.of());
    }

    /**
     * A session of somebody who may not see everything, or sees more.
     *
     * @param policy what of the events there is for its statements
     * @param more tables under {@code sys} that are not the engine's own
     * @throws EngineException INVALID_CONFIGURATION if the policy hides what is no column
     */
    public Session newSession(Settings settings, AccessPolicy policy, List<CatalogTable> more) {
        catalog(settings, policy, more);
        return new Session(this, settings, policy, more);
    }

    /** The tables that sessions see. */
    public Catalog catalog() {
        return store;
    }

    /** The columns that statistics of files are about. */
    FactPaths factPaths() {
        return store.factPaths();
    }

    /** The bytes of a log file, as the table of log files names it; empty if it is not in the places of the logs. */
    public Optional<StoredObject> logFile(String key) {
        return store.logFile(key);
    }

    /**
     * The books of schedules over these logs: in the lake's ledger, or else in a file of the cache folder, made when it is missing.
     * Closed with the engine.
     *
     * @throws EngineException INVALID_CONFIGURATION where there is no lake and nothing is remembered; LEDGER_FAILURE
     */
    public LakeLedger scheduleLedger() {
        return store.scheduleLedger(clock);
    }

    /** The bytes of a data file of the lake, as the table of data files names it; empty if there is no such. */
    public Optional<StoredObject> dataFile(String key) {
        return store.dataFile(key);
    }

    ValueCatalog values(Optional<Set<String>> accounts) {
        return store.values(accounts);
    }

    /** The tables as one statement sees them, under the settings that hold for it; see {@link #newSession}. */
    Catalog catalog(Settings settings, AccessPolicy policy, List<CatalogTable> more) {
        return catalog(settings, policy, more, () -> {});
    }

    /** As above, for a statement that may be stopped while files are listed for it. */
    Catalog catalog(Settings settings, AccessPolicy policy, List<CatalogTable> more, Cancellation cancellation) {
        return store.forStatement(scanSettings(settings).with(cancellation), policy, more);
    }

    /** As above, of the lake in a version and without log files; see {@link Session#pinned(long)}. */
    Catalog catalog(long lakeVersion, Settings settings, AccessPolicy policy, List<CatalogTable> more) {
        return store.ofVersion(lakeVersion, scanSettings(settings), policy, more);
    }

    private static Lake openLake(LakeLocation place, StoreOptions options, Clock clock) {
        if (!place.exists()) {
            throw new EngineException(ErrorCode.LOCATION_NOT_FOUND, "there is no lake in " + place.place())
                    .with("location", place.place().text())
                    .advise("bin/spoor compact --logs PATH --lake " + place.place() + " makes one");
        }
        return place.open(new CloudTrailSource(), options, clock);
    }

    /**
     * Troubles so far that cost time but no answer, each once: a broken cache, a folder that cannot be written. One
     * sentence each, in the order in which they came up.
     */
    public List<String> warnings() {
        return warnings.all();
    }

    @Override
    public void close() {
        try {
            store.close();
        } finally {
            cpu.shutdownNow();
            io.shutdownNow();
            memory.close();
        }
    }

    private static ScanSettings scanSettings(Settings settings) {
        return new ScanSettings(
                settings.get(Settings.CACHE),
                settings.get(Settings.PRUNING),
                latenessMicrosMax(settings.get(Settings.LATENESS)),
                settings.get(Settings.PREFETCH),
                settings.get(Settings.FILE_LIMIT));
    }

    /** {@code none} trusts no key; anything else is a time span. */
    private static long latenessMicrosMax(String lateness) {
        return lateness.equalsIgnoreCase("none")
                ? Layout.LATENESS_NOT_TRUSTED
                : TimeUnit.MILLISECONDS.toMicros(Setting.duration(lateness).toMillis());
    }

    /** What was asked of far stores since the engine was opened. */
    StoreTraffic traffic() {
        return store.traffic();
    }

    Clock clock() {
        return clock;
    }

    Memory memory() {
        return memory;
    }

    ExecutorService cpu() {
        return cpu;
    }

    ExecutorService io() {
        return io;
    }

    SqlFrontEnd frontEnd() {
        return frontEnd;
    }

    private static ThreadFactory threads(String prefix) {
        AtomicInteger next = new AtomicInteger(1);
        return task -> {
            Thread thread = new Thread(task, prefix + next.getAndIncrement());
            thread.setDaemon(true);
            return thread;
        };
    }
}
