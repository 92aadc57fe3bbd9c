/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor;

import dev.spoor.format.TimeWindow;
import dev.spoor.store.StoreLocation;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What an engine opens.
 *
 * @param logs folders at any level of a trail, or single files, here or in a remote store; at least one, or a lake
 * @param tables more tables over the logs: name to view, such as {@code cloudtrail_logs} to {@code athena:projection}; see
 *     {@link dev.spoor.catalog.EventStore#open}
 * @param settings defaults of its sessions
 * @param window event time that its sessions look at; {@link TimeWindow#ALL} for all
 * @param lake a lake that logs have been compacted to: its events are in the answers, and of the logs only
 *     the files that it does not hold are read
 */
public record EngineConfig(
        List<StoreLocation> logs,
        Map<String, String> tables,
        Settings settings,
        TimeWindow window,
        Optional<LakeLocation> lake) {
    public EngineConfig {
        logs = List.copyOf(logs);
        tables = Map.copyOf(tables);
        Objects.requireNonNull(lake, "lake is null");
    }

    /** Without a lake. */
    public EngineConfig(List<StoreLocation> logs, Map<String, String> tables, Settings settings, TimeWindow window) {
        this(logs, tables, settings, window, Optional.empty());
    }

    /** Of local folders and files. */
    public static EngineConfig of(Path... logs) {
        return new EngineConfig(StoreLocation.listOf(logs), Map.of(), Settings.initial(), TimeWindow.ALL);
    }

    public EngineConfig with(Settings changed) {
        return new EngineConfig(logs, tables, changed, window, lake);
    }

    /** The same without logs, for an engine over a store that the caller opened. */
    public EngineConfig withoutLogs() {
        return new EngineConfig(List.of(), tables, settings, window, lake);
    }

    /** The same with a lake. */
    public EngineConfig withLake(LakeLocation place) {
        return new EngineConfig(logs, tables, settings, window, Optional.of(place));
    }
}
