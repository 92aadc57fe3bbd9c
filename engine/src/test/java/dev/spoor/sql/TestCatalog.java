/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql;

import dev.spoor.catalog.Catalog;
import dev.spoor.catalog.CatalogTable;
import dev.spoor.scan.PruneReport;
import dev.spoor.scan.ScanContext;
import dev.spoor.scan.ScanPlan;
import dev.spoor.scan.ScanRequest;
import dev.spoor.scan.ScanRun;
import dev.spoor.scan.ScanSource;
import dev.spoor.schema.EventColumn;
import dev.spoor.schema.FieldPath;
import dev.spoor.source.cloudtrail.CloudTrailSchema;
import dev.spoor.vector.SqlTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.Field;

/** The tables of a session without any log behind them: for tests that plan and do not run. */
final class TestCatalog implements Catalog {
    private final List<CatalogTable> tables = List.of(
            new CatalogTable("", "events", lakeColumns(), new NoRows("events"), "each event once"),
            new CatalogTable("", "deliveries", lakeColumns(), new NoRows("deliveries"), "every record"),
            new CatalogTable(
                    "sys",
                    "columns",
                    List.of(column("table_name", SqlTypes.varchar("table_name"), false)),
                    new NoRows("sys.columns"),
                    "columns"));

    private static List<CatalogTable.TableColumn> lakeColumns() {
        List<CatalogTable.TableColumn> columns = new ArrayList<>();
        for (EventColumn column : CloudTrailSchema.schema().columns()) {
            Field field =
                    column.kind() == EventColumn.Kind.FREE_FORM ? SqlTypes.textMap(column.name()) : column.field();
            columns.add(new CatalogTable.TableColumn(
                    column.displayName(),
                    field,
                    FieldPath.of(column.name()),
                    column.kind() == EventColumn.Kind.PROVENANCE,
                    column.doc()));
        }
        return columns;
    }

    private static CatalogTable.TableColumn column(String name, Field field, boolean hidden) {
        return new CatalogTable.TableColumn(name, field, FieldPath.of(name), hidden, name);
    }

    @Override
    public Optional<CatalogTable> find(List<String> name) {
        String schema = name.size() > 1 ? name.get(0) : "";
        String table = name.get(name.size() - 1);
        return tables.stream()
                .filter(t -> t.schema().equalsIgnoreCase(schema) && t.name().equalsIgnoreCase(table))
                .findFirst();
    }

    @Override
    public List<CatalogTable> tables() {
        return tables;
    }

    private record NoRows(String name) implements ScanSource {
        @Override
        public ScanPlan plan(ScanRequest request) {
            return new ScanPlan() {
                @Override
                public PruneReport report() {
                    return PruneReport.none();
                }

                @Override
                public ScanRun start(ScanContext context) {
                    throw new UnsupportedOperationException("this table is never read");
                }
            };
        }
    }
}
