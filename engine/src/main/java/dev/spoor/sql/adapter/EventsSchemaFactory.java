/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql.adapter;

import dev.spoor.catalog.Catalog;
import dev.spoor.catalog.CatalogTable;
import dev.spoor.catalog.EventStore;
import dev.spoor.dataset.CacheFolder;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.format.TimeWindow;
import dev.spoor.function.FunctionLibrary;
import dev.spoor.scan.ScanSettings;
import dev.spoor.source.cloudtrail.CloudTrailSource;
import dev.spoor.store.StoreLocation;
import dev.spoor.store.StoreOptions;
import java.io.File;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.model.ModelHandler;
import org.apache.calcite.schema.Schema;
import org.apache.calcite.schema.SchemaFactory;
import org.apache.calcite.schema.SchemaPlus;
import org.apache.calcite.schema.Table;
import org.apache.calcite.schema.impl.AbstractSchema;

/**
 * Mounts CloudTrail logs in a Calcite connection. Operands of the model: {@code logs}, a folder or file or a list of them,
 * relative to the model file. Nothing is remembered between connections.
 */
public final class EventsSchemaFactory implements SchemaFactory {
    /** Needed by Calcite, which makes one by name. */
    public EventsSchemaFactory() {}

    @Override
    public Schema create(SchemaPlus parent, String name, Map<String, Object> operands) {
        File base = (File) operands.get(ModelHandler.ExtraOperand.BASE_DIRECTORY.camelName);
        List<StoreLocation> logs = new ArrayList<>();
        Object given = operands.get("logs");
        for (Object path : given instanceof List<?> list ? list : given == null ? List.of() : List.of(given)) {
            StoreLocation place = StoreLocation.parse(path.toString());
            logs.add(
                    base == null || !place.isLocal()
                            ? place
                            : StoreLocation.of(base.toPath().resolve(place.path())));
        }
        if (logs.isEmpty()) {
            throw new EngineException(
                    ErrorCode.INVALID_CONFIGURATION, "schema '" + name + "' of the model needs the operand 'logs'");
        }
        ScanSettings defaults = ScanSettings.DEFAULT;
        ScanSettings settings = new ScanSettings(
                false,
                defaults.prunes(),
                defaults.latenessMicrosMax(),
                defaults.prefetchBytesMax(),
                defaults.fileBytesMax());
        EventStore store = EventStore.open(
                logs,
                StoreOptions.local(CacheFolder.ofUser(), warning -> {}),
                null,
                Map.of(),
                TimeWindow.ALL,
                settings,
                new CloudTrailSource(),
                FunctionLibrary.standard());
        return schemaOf(store);
    }

    /** The tables of the default schema of a catalog. */
    static Schema schemaOf(Catalog catalog) {
        Map<String, Table> tables = new HashMap<>();
        for (CatalogTable table : catalog.tables()) {
            if (table.schema().isEmpty()) {
                tables.put(table.name(), new FlatTable(table));
            }
        }
        return new AbstractSchema() {
            @Override
            protected Map<String, Table> getTableMap() {
                return tables;
            }
        };
    }
}
