/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql;

import dev.spoor.catalog.Catalog;
import dev.spoor.catalog.CatalogTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.apache.calcite.config.CalciteConnectionConfig;
import org.apache.calcite.config.CalciteConnectionConfigImpl;
import org.apache.calcite.config.CalciteConnectionProperty;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.impl.AbstractSchema;
import org.apache.calcite.schema.impl.AbstractTable;

/** The tables of a {@link Catalog} as Calcite wants to see them. Made for one statement; not thread-safe. */
final class CatalogView extends CalciteCatalogReader {
    private static final Map<String, String> CASE_INSENSITIVE =
            Map.of(CalciteConnectionProperty.CASE_SENSITIVE.camelName(), "false");

    private CatalogView(CalciteSchema root, RelDataTypeFactory types, CalciteConnectionConfig config) {
        super(root, List.of(), types, config);
    }

    static CatalogView of(Catalog catalog, RelDataTypeFactory types) {
        CalciteSchema root = CalciteSchema.createRootSchema(false, false, "");
        Map<String, CalciteSchema> schemas = new HashMap<>();
        schemas.put("", root);
        for (CatalogTable table : catalog.tables()) {
            CalciteSchema schema = schemas.computeIfAbsent(
                    table.schema().toLowerCase(Locale.ROOT), name -> root.add(table.schema(), new AbstractSchema()));
            schema.add(table.name(), new EngineTable(table));
        }
        Properties properties = new Properties();
        properties.putAll(CASE_INSENSITIVE);
        return new CatalogView(root, types, new CalciteConnectionConfigImpl(properties));
    }

    /** A table of ours behind a Calcite face. */
    static final class EngineTable extends AbstractTable {
        private final CatalogTable table;
        private RelDataType rowType;

        EngineTable(CatalogTable table) {
            this.table = table;
        }

        CatalogTable catalogTable() {
            return table;
        }

        @Override
        public RelDataType getRowType(RelDataTypeFactory types) {
            if (rowType == null) {
                List<String> names = new ArrayList<>();
                List<RelDataType> columnTypes = new ArrayList<>();
                for (CatalogTable.TableColumn column : table.columns()) {
                    names.add(column.name());
                    columnTypes.add(TypeMap.toRel(column.field(), types));
                }
                rowType = types.createStructType(columnTypes, names);
            }
            return rowType;
        }

        boolean isHidden(String columnName) {
            for (CatalogTable.TableColumn column : table.columns()) {
                if (column.name().equalsIgnoreCase(columnName)) {
                    return column.hidden();
                }
            }
            return false;
        }
    }
}
