/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.testing;

import dev.spoor.Engine;
import dev.spoor.EngineConfig;
import dev.spoor.LakeLocation;
import dev.spoor.QueryStats;
import dev.spoor.ResultStream;
import dev.spoor.Session;
import dev.spoor.Settings;
import dev.spoor.format.TimeWindow;
import dev.spoor.sample.SampleFile;
import dev.spoor.scan.ValueCatalog;
import dev.spoor.store.ObjectStore;
import dev.spoor.store.StoreLocation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An open engine with one session, for tests. Closing it closes both, which fails when memory, files or threads were
 * leaked. Unless a setting says otherwise, the ledger is off, so that tests never see each other's statistics, and no key is
 * trusted to bound how late its events are, so that answers are exact.
 */
public final class EngineFixture implements AutoCloseable {
    private final Engine engine;
    private final Session session;
    private QueryStats lastStats;

    private EngineFixture(Engine engine) {
        this.engine = engine;
        this.session = engine.newSession();
    }

    /** Over what a configuration says. */
    public static EngineFixture over(EngineConfig config) {
        return new EngineFixture(Engine.open(config));
    }

    /** Over logs, and unless it is null a lake, wherever they are, with settings by key and tables of its own. */
    public static EngineFixture over(
            List<StoreLocation> logs,
            LakeLocation lakeOrNull,
            Map<String, String> settings,
            Map<String, String> tables) {
        EngineConfig config = new EngineConfig(logs, tables, settings(settings), TimeWindow.ALL);
        return over(lakeOrNull == null ? config : config.withLake(lakeOrNull));
    }

    /** Over a folder or a file, with settings by key. */
    public static EngineFixture over(Path logs, Map<String, String> settings) {
        return over(logs, settings, Map.of());
    }

    /** Over a folder or a file, with settings by key and tables of its own. */
    public static EngineFixture over(Path logs, Map<String, String> settings, Map<String, String> tables) {
        return new EngineFixture(
                Engine.open(new EngineConfig(StoreLocation.listOf(logs), tables, settings(settings), TimeWindow.ALL)));
    }

    /** Over a lake and the logs beside it, if any, with settings by key and tables of its own. */
    public static EngineFixture over(
            List<Path> logs, Path lake, Map<String, String> settings, Map<String, String> tables) {
        EngineConfig config = new EngineConfig(
                StoreLocation.listOf(logs.toArray(Path[]::new)), tables, settings(settings), TimeWindow.ALL);
        return new EngineFixture(Engine.open(config.withLake(new LakeLocation(lake, Optional.empty()))));
    }

    /** Over logs and, unless it is null, a lake, where records outside of a window do not exist. */
    public static EngineFixture over(Path logs, Path lakeOrNull, TimeWindow window) {
        EngineConfig config = new EngineConfig(StoreLocation.listOf(logs), Map.of(), settings(Map.of()), window);
        return new EngineFixture(Engine.open(
                lakeOrNull == null ? config : config.withLake(new LakeLocation(lakeOrNull, Optional.empty()))));
    }

    /** Over a store, with settings by key. */
    public static EngineFixture over(ObjectStore store, Map<String, String> settings) {
        return new EngineFixture(
                Engine.open(new EngineConfig(List.of(), Map.of(), settings(settings), TimeWindow.ALL), store));
    }

    /** Writes the files under the folder; returns it. */
    public static Path write(List<SampleFile> files, Path folder) {
        for (SampleFile file : files) {
            write(folder.resolve(file.key()), file.gzip());
        }
        return folder;
    }

    /** Writes a file and the folders above it. */
    public static void write(Path path, byte[] bytes) {
        try {
            Files.createDirectories(path.getParent());
            Files.write(path, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Settings settings(Map<String, String> changed) {
        Settings settings = Settings.initial().with("cache", "off").with("lateness", "none");
        for (Map.Entry<String, String> entry : changed.entrySet()) {
            settings = settings.with(entry.getKey(), entry.getValue());
        }
        return settings;
    }

    /** Changes a setting for the queries that follow. */
    public EngineFixture set(String key, String value) {
        session.set(key, value);
        return this;
    }

    /** Runs a query to its end. */
    public Table query(String sql) {
        try (ResultStream stream = session.query(sql)) {
            Table table = StreamTable.read(stream);
            lastStats = stream.stats();
            return table;
        }
    }

    /** Starts a query; the caller closes the stream. */
    public ResultStream start(String sql) {
        return session.query(sql);
    }

    /** What the last {@link #query} did. */
    /** What there is to complete. */
    public ValueCatalog values() {
        return session.values();
    }

    public QueryStats lastStats() {
        return lastStats;
    }

    @Override
    public void close() {
        try (Engine owned = engine) {
            session.close();
        }
    }
}
