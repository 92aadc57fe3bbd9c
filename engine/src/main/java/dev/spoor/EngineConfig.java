/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor;

import dev.spoor.format.TimeWindow;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What an engine opens.
 *
 * @param logs folders at any level of a trail, or single files; at least one
 * @param tables more tables over the logs: name to view, such as {@code cloudtrail_logs} to {@code athena:projection}; see
 *     {@link dev.spoor.catalog.EventStore#open}
 * @param settings defaults of its sessions
 * @param window event time that its sessions look at; {@link TimeWindow#ALL} for all
 */
public record EngineConfig(List<Path> logs, Map<String, String> tables, Settings settings, TimeWindow window) {
    public EngineConfig {
        logs = List.copyOf(logs);
        tables = Map.copyOf(tables);
    }

    public static EngineConfig of(Path... logs) {
        return new EngineConfig(List.of(logs), Map.of(), Settings.initial(), TimeWindow.ALL);
    }

    public EngineConfig with(Settings changed) {
        return new EngineConfig(logs, tables, changed, window);
    }
}
