/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.catalog;

import dev.spoor.scan.ScanSource;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * A table as SQL sees it.
 *
 * @param schema such as "sys", or "" for the default schema
 * @param name as displayed; matched in any letter case
 * @param columns in the order of SELECT *
 * @param source where its rows come from; a scan names columns by {@link TableColumn#path}
 * @param doc one sentence
 */
public record CatalogTable(String schema, String name, List<TableColumn> columns, ScanSource source, String doc) {
    public CatalogTable {
        columns = List.copyOf(columns);
    }

    /**
     * @param name as displayed; matched in any letter case
     * @param field type as SQL sees it
     * @param path what to ask the source for; steps may be added below ROW and free-form columns
     * @param hidden not part of SELECT *
     * @param doc one sentence
     */
    public record TableColumn(String name, Field field, dev.spoor.schema.FieldPath path, boolean hidden, String doc) {}
}
