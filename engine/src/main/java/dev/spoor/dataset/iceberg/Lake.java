/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.dataset.iceberg;

import dev.spoor.dataset.LakeFile;
import dev.spoor.dataset.LakeLedger;
import dev.spoor.store.ObjectEntry;
import dev.spoor.store.ObjectStore;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * A lake that is open: its books and its two tables. {@code events} holds each record once, {@code repeats} the further
 * deliveries of records that {@code events} has; together they are every delivery. Safe for all threads.
 */
public final class Lake implements AutoCloseable {
    /** Name of the table with each record once. */
    public static final String EVENTS = "events";

    /** Name of the table with further deliveries of the same records. */
    public static final String REPEATS = "repeats";

    private final ObjectStore store;
    private final LakeLedger ledger;
    private final LakeCatalog catalog;
    private final LakeTable events;
    private final LakeTable repeats;
    private final long hashSeed;

    private Lake(ObjectStore store, LakeLedger ledger, LakeCatalog catalog, LakeTable events, LakeTable repeats) {
        this.store = store;
        this.ledger = ledger;
        this.catalog = catalog;
        this.events = events;
        this.repeats = repeats;
        this.hashSeed = ledger.hashSeed();
    }

    /**
     * Opens a lake; an empty one is made where there is none.
     *
     * @param store where its data and metadata lie; closed with the lake, and with this call when it fails
     * @param ledgerUrl JDBC address of its ledger, with {@code user}, {@code password} and what else the database's driver
     *     takes
     * @param restCatalog properties of {@link LakeCatalog#rest}; empty when the ledger's database is the catalog too
     * @param columns what its tables have at least
     * @param timeColumn the one of them that they are partitioned by day and sorted by
     */
    public static Lake open(
            ObjectStore store,
            String ledgerUrl,
            Map<String, String> restCatalog,
            List<Field> columns,
            String timeColumn,
            Clock clock) {
        LakeLedger ledger = null;
        LakeCatalog catalog = null;
        try {
            ledger = LakeLedger.open(ledgerUrl, new Properties(), clock);
            List<String> roots = ledger.rememberRoot(addressOf(store));
            catalog = restCatalog.isEmpty()
                    ? LakeCatalog.jdbc(ledgerUrl, store, roots)
                    : LakeCatalog.rest(restCatalog, store, roots);
            LakeTable events = catalog.openTable(EVENTS, columns, timeColumn);
            LakeTable repeats = catalog.openTable(REPEATS, columns, timeColumn);
            return new Lake(store, ledger, catalog, events, repeats);
        } catch (RuntimeException e) {
            closeAll(catalog, ledger, store);
            throw e;
        }
    }

    /** The address that Iceberg knows the store's root by: a URI. */
    private static String addressOf(ObjectStore store) {
        return store.location().contains("://") ? store.location() : "file://" + store.location();
    }

    public ObjectStore store() {
        return store;
    }

    /**
     * Where a data file is read from. A data file never changes under its name, so the store is not asked; the time of the
     * entry says nothing.
     */
    public ObjectEntry entryOf(LakeFile file) {
        return new ObjectEntry(file.key(), file.sizeBytes(), 0, null);
    }

    public LakeLedger ledger() {
        return ledger;
    }

    /** Each record once. */
    public LakeTable events() {
        return events;
    }

    /** Deliveries of records that {@link #events} has already. */
    public LakeTable repeats() {
        return repeats;
    }

    /** The seed of the hashes that records are compared by; drawn when the lake was made, and nobody else's business. */
    public long hashSeed() {
        return hashSeed;
    }

    @Override
    public void close() {
        closeAll(catalog, ledger, store);
    }

    private static void closeAll(LakeCatalog catalogOrNull, LakeLedger ledgerOrNull, ObjectStore store) {
        try (store;
                LakeLedger books = ledgerOrNull;
                LakeCatalog tables = catalogOrNull) {
            // all three are closed, whichever of them fails
        }
    }
}
