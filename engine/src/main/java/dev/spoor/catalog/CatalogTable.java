/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.catalog;

import dev.spoor.scan.ScanSource;
import dev.spoor.schema.FieldPath;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * A table as SQL sees it.
 *
 * @param schema such as "sys", or "" for the default schema
 * @param name as displayed; matched in any letter case
 * @param columns in the order of SELECT *
 * @param source where its rows come from; a scan names columns by {@link TableColumn#path}
 * @param doc one sentence
 * @param note what a user of the table should be told
 */
public record CatalogTable(
        String schema, String name, List<TableColumn> columns, ScanSource source, String doc, Optional<String> note) {
    public CatalogTable {
        columns = List.copyOf(columns);
    }

    /** A table with nothing to tell about its use. */
    public CatalogTable(String schema, String name, List<TableColumn> columns, ScanSource source, String doc) {
        this(schema, name, columns, source, doc, Optional.empty());
    }

    /**
     * A column.
     *
     * @param name as displayed; matched in any letter case
     * @param field type as SQL sees it
     * @param path what to ask the source for; steps may be added below ROW and free-form columns
     * @param hidden not part of SELECT *
     * @param doc one sentence
     * @param stored the type that the source keeps, which statistics speak about
     * @param isJsonText VARCHAR that holds JSON text of which the source can read single keys
     */
    public record TableColumn(
            String name, Field field, FieldPath path, boolean hidden, String doc, Field stored, boolean isJsonText) {
        /** A column of the type that is stored. */
        public TableColumn(String name, Field field, FieldPath path, boolean hidden, String doc) {
            this(name, field, path, hidden, doc, field, false);
        }
    }
}
