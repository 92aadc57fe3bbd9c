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
import dev.spoor.store.ObjectStore;
import dev.spoor.store.ObjectStores;
import dev.spoor.store.StoreLocation;
import dev.spoor.store.StoreOptions;
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
 * @param place of its data and metadata
 * @param ledgerUrl JDBC address of a ledger elsewhere, such as {@code jdbc:postgresql://host/db?user=u&password=p}; empty
 *     for an SQLite file in the folder, which only a local lake may have
 * @param restCatalog where the tables are registered, as properties of Iceberg's REST client ({@code uri}, {@code token},
 *     {@code credential}, {@code warehouse}, {@code namespace} and others); empty for the ledger's database
 */
public record LakeLocation(StoreLocation place, Optional<String> ledgerUrl, Map<String, String> restCatalog) {
    private static final String LEDGER_FILE = "ledger.sqlite";

    public LakeLocation {
        Objects.requireNonNull(place, "place is null");
        Objects.requireNonNull(ledgerUrl, "ledgerUrl is null");
        restCatalog = Map.copyOf(restCatalog);
    }

    /** The ledger's database is its catalog. */
    public LakeLocation(StoreLocation place, Optional<String> ledgerUrl) {
        this(place, ledgerUrl, Map.of());
    }

    /** In a local folder, the ledger's database is its catalog. */
    public LakeLocation(Path folder, Optional<String> ledgerUrl) {
        this(StoreLocation.of(folder), ledgerUrl);
    }

    /** Whether there is a lake; one whose ledger is elsewhere is taken to be there. */
    public boolean exists() {
        return ledgerUrl.isPresent()
                || !place.isLocal()
                || Files.isRegularFile(place.path().resolve(LEDGER_FILE));
    }

    /** Opens the lake, or makes it. */
    Lake open(EventSource source, StoreOptions options, Clock clock) {
        if (place.isLocal()) {
            try {
                Files.createDirectories(place.path());
            } catch (IOException e) {
                throw new EngineException(
                        ErrorCode.STORE_FAILURE,
                        "the lake's folder " + place + " cannot be made: " + e.getMessage(),
                        e);
            }
        } else if (ledgerUrl.isEmpty()) {
            // a ledger of each machine's own would not see what the others did, and each would delete their files
            throw new EngineException(
                            ErrorCode.INVALID_CONFIGURATION,
                            "the lake " + place + " needs a ledger that all who use it share")
                    .advise("name a PostgreSQL database with --ledger jdbc:postgresql://HOST/DATABASE, or, if this is"
                            + " the only machine that ever uses the lake, a file with --ledger jdbc:sqlite:PATH");
        }
        ObjectStore store = ObjectStores.open(place, options);
        return Lake.open(
                store,
                ledgerUrl.orElse("jdbc:sqlite:" + store.location() + "/" + LEDGER_FILE),
                restCatalog,
                StoredColumns.of(source.schema()),
                source.layout().paths().time().column(),
                clock);
    }
}
