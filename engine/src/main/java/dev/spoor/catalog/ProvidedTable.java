/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.catalog;

import dev.spoor.catalog.CatalogTable.TableColumn;
import dev.spoor.vector.SqlTypes;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;

/**
 * Makes a table under {@code sys} whose rows somebody outside of the engine has. Values of a row are String, Long (BIGINT;
 * microseconds since 1970 of a TIMESTAMP, UTC) and Boolean, or null. One thread.
 */
public final class ProvidedTable {
    private final String name;
    private final String doc;
    private final List<TableColumn> columns = new ArrayList<>();

    /** @param doc one sentence */
    public ProvidedTable(String name, String doc) {
        this.name = name;
        this.doc = doc;
    }

    public ProvidedTable text(String column, String columnDoc) {
        columns.add(SystemTables.text(column, columnDoc));
        return this;
    }

    public ProvidedTable number(String column, String columnDoc) {
        columns.add(SystemTables.number(column, columnDoc));
        return this;
    }

    public ProvidedTable time(String column, String columnDoc) {
        columns.add(SystemTables.time(column, columnDoc));
        return this;
    }

    public ProvidedTable truth(String column, String columnDoc) {
        columns.add(SystemTables.column(SqlTypes.field(column, SqlTypes.BOOLEAN), columnDoc));
        return this;
    }

    /** @param rows asked for each scan; what is AutoCloseable is closed when the scan ends */
    public CatalogTable of(Supplier<? extends Iterator<Object[]>> rows) {
        List<String> names = columns.stream().map(TableColumn::name).toList();
        return new CatalogTable(
                SystemTables.SCHEMA, name, columns, new RowsSource(SystemTables.SCHEMA + "." + name, names, rows), doc);
    }
}
