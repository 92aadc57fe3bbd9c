/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.dataset;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.Properties;

/**
 * The ledger of schedules over logs without a lake: a file in the cache folder. With it goes the history, and what alerts have told
 * already is told again.
 */
public final class ScheduleLedger {
    private static final String FILE_NAME = "schedule.sqlite";

    private ScheduleLedger() {}

    /** Opens it, making it when it is missing. The caller closes it. */
    public static LakeLedger open(Path cacheFolder, Clock clock) {
        try {
            Files.createDirectories(cacheFolder);
        } catch (IOException e) {
            throw new EngineException(
                    ErrorCode.LEDGER_FAILURE, "the folder " + cacheFolder + " cannot be made: " + e.getMessage(), e);
        }
        return LakeLedger.open("jdbc:sqlite:" + cacheFolder.resolve(FILE_NAME), new Properties(), clock);
    }

    /** Opens it if there is one. */
    public static Optional<LakeLedger> openIfAny(Path cacheFolder, Clock clock) {
        return Files.exists(cacheFolder.resolve(FILE_NAME)) ? Optional.of(open(cacheFolder, clock)) : Optional.empty();
    }
}
