/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.catalog;

import dev.spoor.dataset.LakeLedger;
import dev.spoor.dataset.ScheduleLedger;
import dev.spoor.dataset.iceberg.Lake;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** The ledger that says what schedules did: a lake's, or that of the cache folder. Nothing is opened before somebody asks. */
final class KnownSchedules implements AutoCloseable {
    private final Optional<Lake> lake;
    private final Optional<Path> cacheFolder;
    private Optional<LakeLedger> opened = Optional.empty();

    /** @param cacheFolder empty when nothing is remembered */
    KnownSchedules(Optional<Lake> lake, Optional<Path> cacheFolder) {
        this.lake = lake;
        this.cacheFolder = cacheFolder;
    }

    /** Empty if nothing was ever run. */
    synchronized Optional<LakeLedger> ledger() {
        if (lake.isPresent()) {
            return lake.map(Lake::ledger);
        }
        if (opened.isEmpty()) {
            opened = cacheFolder.flatMap(folder -> ScheduleLedger.openIfAny(folder, Clock.systemUTC()));
        }
        return opened;
    }

    /**
     * Makes it where there is none.
     *
     * @param clock that it tells the time by, if it is not open yet
     * @throws EngineException INVALID_CONFIGURATION where nothing is remembered
     */
    synchronized LakeLedger make(Clock clock) {
        Optional<LakeLedger> known = ledger();
        if (known.isPresent()) {
            return known.get();
        }
        Path folder = cacheFolder.orElseThrow(
                () -> new EngineException(ErrorCode.INVALID_CONFIGURATION, "a schedule must remember what it has done")
                        .advise("give a lake with --lake DIR, or leave the setting cache on"));
        opened = Optional.of(ScheduleLedger.open(folder, clock));
        return opened.get();
    }

    @Override
    public synchronized void close() {
        opened.ifPresent(LakeLedger::close);
        opened = Optional.empty();
    }
}
