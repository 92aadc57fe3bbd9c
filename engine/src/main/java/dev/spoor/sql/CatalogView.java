/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql;

import dev.spoor.catalog.Catalog;
import dev.spoor.catalog.CatalogTable;
import dev.spoor.error.EngineException;
import dev.spoor.sql.parser.DependentTable;
import dev.spoor.sql.parser.FunctionTable;
import dev.spoor.sql.parser.VersionedTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.calcite.config.CalciteConnectionConfig;
import org.apache.calcite.config.CalciteConnectionConfigImpl;
import org.apache.calcite.config.CalciteConnectionProperty;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.impl.AbstractSchema;
import org.apache.calcite.schema.impl.AbstractTable;
import org.apache.calcite.sql.SqlIdentifier;

/** The tables of a {@link Catalog} as Calcite wants to see them. Made for one statement; not thread-safe. */
final class CatalogView extends CalciteCatalogReader {
    private static final Map<String, String> CASE_INSENSITIVE =
            Map.of(CalciteConnectionProperty.CASE_SENSITIVE.camelName(), "false");

    private final Catalog catalog;
    private final CalciteSchema root;
    private final Set<String> notes = new LinkedHashSet<>();

    private CatalogView(Catalog catalog, CalciteSchema root, RelDataTypeFactory types, CalciteConnectionConfig config) {
        super(root, List.of(), types, config);
        this.catalog = catalog;
        this.root = root;
    }

    /** Asks the catalog for a table. */
    private interface Finder {
        CatalogTable findOrNull();
    }

    /** What a user should be told about the tables that the statement names, in the order of naming. */
    List<String> notes() {
        return List.copyOf(notes);
    }

    /**
     * Makes a table known that the query names. Names beyond the listed tables are the catalog's to understand: qualified
     * ones, ids of event data stores. What it does not know is left for the validator to refuse.
     */
    void meet(SqlIdentifier named) {
        meet(named, () -> catalog.find(named.names).orElse(null));
    }

    /** Works out the values that a table depends on. */
    interface DependentValues {
        /**
         * A value.
         *
         * @param index from 0
         * @param what takes it, for messages
         */
        PlanTimeValue of(int index, String what);
    }

    /** Makes a table known that depends on values. */
    void meet(DependentTable named, DependentValues values) {
        if (named instanceof VersionedTable versioned) {
            meet(named, () -> catalog.find(versioned.tableName(), VersionPoint.of(versioned, values.of(0, "AS OF")))
                    .orElse(null));
        } else {
            FunctionTable call = (FunctionTable) named;
            meet(named, () -> FunctionCall.of(call, catalog, values));
        }
    }

    /** Makes a table known that depends on values that are not known yet: which columns it has does not depend on them. */
    void meetUnbound(DependentTable named, ParameterTypes parameters) {
        if (named instanceof VersionedTable versioned) {
            meet(named, () -> catalog.find(versioned.tableName()).orElse(null));
        } else {
            FunctionTable call = (FunctionTable) named;
            meet(named, () -> FunctionCall.unbound(call, catalog, parameters));
        }
    }

    private void meet(SqlIdentifier named, Finder finder) {
        if (super.getTable(named.names) != null) {
            return;
        }
        CatalogTable table;
        try {
            table = finder.findOrNull();
        } catch (EngineException e) {
            throw e.at(CalciteErrors.position(named.getParserPosition()));
        }
        if (table == null) {
            return;
        }
        table.note().ifPresent(notes::add);
        CalciteSchema schema = root;
        for (String name : named.names.subList(0, named.names.size() - 1)) {
            CalciteSchema inner = schema.getSubSchema(name, false);
            schema = inner != null ? inner : schema.add(name, new AbstractSchema());
        }
        schema.add(named.names.get(named.names.size() - 1), new EngineTable(table));
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
        return new CatalogView(catalog, root, types, new CalciteConnectionConfigImpl(properties));
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

        boolean isJsonText(String columnName) {
            return table.columns().stream()
                    .anyMatch(column -> column.name().equalsIgnoreCase(columnName) && column.isJsonText());
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
