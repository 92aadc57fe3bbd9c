/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor;

import dev.spoor.dataset.iceberg.Lake;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.source.EventSource;
import dev.spoor.source.StoredColumns;
import dev.spoor.store.LocalObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a lake is.
 *
 * @param folder of its data and metadata
 * @param ledgerUrl JDBC address of a ledger elsewhere, such as {@code jdbc:postgresql://host/db?user=u&password=p}; empty
 *     for an SQLite file in the folder
 */
public record LakeLocation(Path folder, Optional<String> ledgerUrl) {
    private static final String LEDGER_FILE = "ledger.sqlite";

    public LakeLocation {
        Objects.requireNonNull(folder, "folder is null");
        Objects.requireNonNull(ledgerUrl, "ledgerUrl is null");
    }

    /** Whether there is a lake; one whose ledger is elsewhere is taken to be there. */
    public boolean exists() {
        return ledgerUrl.isPresent() || Files.isRegularFile(folder.resolve(LEDGER_FILE));
    }

    /** Opens the lake, or makes it. */
    Lake open(EventSource source, Clock clock) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new EngineException(
                    ErrorCode.STORE_FAILURE, "the lake's folder " + folder + " cannot be made: " + e.getMessage(), e);
        }
        LocalObjectStore store = LocalObjectStore.open(folder);
        return Lake.open(
                store,
                ledgerUrl.orElse("jdbc:sqlite:" + store.location() + "/" + LEDGER_FILE),
                Map.of(),
                StoredColumns.of(source.schema()),
                source.layout().paths().time().column(),
                clock);
    }
}
