/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.dataset.iceberg;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.store.ObjectStore;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SessionCatalog;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.rest.HTTPClient;
import org.apache.iceberg.rest.RESTSessionCatalog;
import org.apache.iceberg.rest.RESTUtil;

/**
 * Where the tables of a lake are registered. Safe for all threads; close it when the last {@link LakeTable} is done.
 */
public final class LakeCatalog implements AutoCloseable {
    /** Name of the catalog in its database; the same for every lake, for other engines to name. */
    public static final String CATALOG = "spoor";

    /** The namespace of a lake's tables, where nothing else is said. */
    public static final String NAMESPACE = "spoor";

    /** The property of a REST catalog that says otherwise; names of several levels are joined by dots. */
    public static final String NAMESPACE_PROPERTY = "namespace";

    private static final int BUSY_MILLIS_MAX = 30_000;
    private static final int OPEN_TRIES_MAX = 4;

    private final Catalog catalog;
    private final Closeable closing;
    private final Namespace space;
    private final StoreFileIO io;

    private LakeCatalog(Catalog catalog, Closeable closing, Namespace space, StoreFileIO io) {
        this.catalog = catalog;
        this.closing = closing;
        this.space = space;
        this.io = io;
    }

    /**
     * A catalog in a JDBC database.
     *
     * @param url for example {@code jdbc:sqlite:/data/lake/ledger.sqlite} or {@code jdbc:postgresql://host/lake}
     * @param store where the lake is; stays the caller's
     * @param roots addresses of the store's root for Iceberg, today's first, then those it had before it was moved
     */
    public static LakeCatalog jdbc(String url, ObjectStore store, List<String> roots) {
        Objects.requireNonNull(url, "url is null");
        StoreFileIO io = new StoreFileIO(store, roots);
        Map<String, String> all = new HashMap<>();
        all.put("uri", url);
        all.put("warehouse", roots.get(0));
        all.put("jdbc.schema-version", "V1");
        if (url.startsWith("jdbc:sqlite:")) {
            all.put("jdbc.busy_timeout", Integer.toString(BUSY_MILLIS_MAX));
            all.put("clients", "1");
        }
        for (int tries = 1; ; tries++) {
            JdbcCatalog catalog = new JdbcCatalog(ignored -> io, null, true);
            try {
                return opened(
                        () -> {
                            catalog.initialize(CATALOG, all);
                            return catalog;
                        },
                        catalog::close,
                        url,
                        Namespace.of(NAMESPACE),
                        io);
            } catch (EngineException e) {
                // two processes that make the catalog's tables at once get in each other's way
                catalog.close();
                if (tries == OPEN_TRIES_MAX) {
                    throw e;
                }
            }
        }
    }

    /**
     * A catalog behind Iceberg's REST protocol. The server keeps which metadata is current; data and metadata are read and
     * written through the store, so the server's own storage settings and credentials for it are not used.
     *
     * @param properties those of Iceberg's own client: {@code uri}, {@code token}, {@code credential},
     *     {@code warehouse} and so on; {@value #NAMESPACE_PROPERTY} names the namespace of the lake's tables, for servers
     *     that have several lakes
     * @param store where the lake is; stays the caller's
     * @param roots as in {@link #jdbc}
     */
    public static LakeCatalog rest(Map<String, String> properties, ObjectStore store, List<String> roots) {
        StoreFileIO io = new StoreFileIO(store, roots);
        Map<String, String> all = new HashMap<>(properties);
        Namespace space = Namespace.of(Objects.requireNonNullElse(all.remove(NAMESPACE_PROPERTY), NAMESPACE)
                .split("\\."));
        RESTSessionCatalog sessions = new RESTSessionCatalog(
                config -> HTTPClient.builder(config)
                        .uri(config.get(CatalogProperties.URI))
                        .withHeaders(RESTUtil.configHeaders(config))
                        .build(),
                (context, config) -> io);
        return opened(
                () -> {
                    sessions.initialize(CATALOG, all);
                    return sessions.asCatalog(SessionCatalog.SessionContext.createEmpty());
                },
                sessions,
                all.get(CatalogProperties.URI),
                space,
                io);
    }

    private static LakeCatalog opened(
            Supplier<Catalog> opening, Closeable closing, String uri, Namespace space, StoreFileIO io) {
        try {
            return new LakeCatalog(opening.get(), closing, space, io);
        } catch (RuntimeException e) {
            throw new EngineException(
                    ErrorCode.LEDGER_FAILURE, "the lake's catalog " + uri + " cannot be opened: " + e.getMessage(), e);
        }
    }

    /**
     * The table of that name, made if there is none: partitioned by the day of {@code timeColumn}, sorted by it.
     * Columns that an older table lacks are added to it.
     */
    public LakeTable openTable(String name, List<Field> columns, String timeColumn) {
        TableIdentifier id = TableIdentifier.of(space, name);
        try {
            Table table = catalog.tableExists(id) ? catalog.loadTable(id) : created(id, columns, timeColumn);
            LakeTable opened = new LakeTable(table, io);
            opened.addMissing(columns);
            return opened;
        } catch (EngineException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new EngineException(
                    ErrorCode.LEDGER_FAILURE, "the lake's table " + name + " cannot be opened: " + e.getMessage(), e);
        }
    }

    private Table created(TableIdentifier id, List<Field> columns, String timeColumn) {
        Schema schema = SchemaMapping.toIceberg(new ArrayList<>(columns));
        makeNamespace();
        try {
            return catalog.buildTable(id, schema)
                    .withPartitionSpec(
                            PartitionSpec.builderFor(schema).day(timeColumn).build())
                    .withSortOrder(SortOrder.builderFor(schema).asc(timeColumn).build())
                    .withLocation(io.locationOf(id.name()))
                    .withProperties(properties())
                    .create();
        } catch (AlreadyExistsException e) {
            return catalog.loadTable(id);
        }
    }

    private void makeNamespace() {
        SupportsNamespaces spaces = (SupportsNamespaces) catalog;
        if (spaces.namespaceExists(space)) {
            return;
        }
        try {
            spaces.createNamespace(space);
        } catch (RuntimeException e) {
            // another process may have been faster, which the JDBC catalog reports as a failed insert
            if (!spaces.namespaceExists(space)) {
                throw e;
            }
        }
    }

    private static Map<String, String> properties() {
        Map<String, String> properties = new HashMap<>();
        properties.put(TableProperties.FORMAT_VERSION, "2");
        properties.put(TableProperties.PARQUET_COMPRESSION, "zstd");
        properties.put(TableProperties.METADATA_DELETE_AFTER_COMMIT_ENABLED, "true");
        properties.put(TableProperties.METADATA_PREVIOUS_VERSIONS_MAX, "20");
        properties.put(TableProperties.MANIFEST_MIN_MERGE_COUNT, "20");
        return properties;
    }

    @Override
    public void close() {
        try {
            closing.close();
        } catch (IOException e) {
            throw new EngineException(
                    ErrorCode.LEDGER_FAILURE, "the lake's catalog was not closed: " + e.getMessage(), e);
        }
    }
}
