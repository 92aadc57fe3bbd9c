/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor;

import dev.spoor.format.TimeWindow;
import java.nio.file.Path;
import java.util.List;

/**
 * What an engine opens.
 *
 * @param logs folders at any level of a trail, or single files; at least one
 * @param settings defaults of its sessions
 * @param window event time that its sessions look at; {@link TimeWindow#ALL} for all
 */
public record EngineConfig(List<Path> logs, Settings settings, TimeWindow window) {
    public EngineConfig {
        logs = List.copyOf(logs);
    }

    public static EngineConfig of(Path... logs) {
        return new EngineConfig(List.of(logs), Settings.initial(), TimeWindow.ALL);
    }

    public EngineConfig with(Settings changed) {
        return new EngineConfig(logs, changed, window);
    }
}
