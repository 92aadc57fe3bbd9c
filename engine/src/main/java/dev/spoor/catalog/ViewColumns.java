/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.catalog;

import dev.spoor.catalog.CatalogTable.TableColumn;
import dev.spoor.scan.VerifiedSource;
import dev.spoor.schema.EventColumn;
import dev.spoor.schema.EventSchema;
import dev.spoor.schema.FieldPath;
import dev.spoor.vector.SqlTypes;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Field;

/** Columns of a view in the making: each is a stored column under the type that the view gives it. */
final class ViewColumns {
    private final EventSchema schema;
    private final List<TableColumn> columns = new ArrayList<>();

    ViewColumns(EventSchema schema) {
        this.schema = schema;
    }

    /** Columns of text. */
    ViewColumns text(String... names) {
        for (String name : names) {
            add(SqlTypes.varchar(name));
        }
        return this;
    }

    /** Free-form columns as MAP(VARCHAR, VARCHAR). */
    ViewColumns textMaps(String... names) {
        for (String name : names) {
            add(SqlTypes.textMap(name));
        }
        return this;
    }

    /** A column of {@code SELECT *}, named as its field is. */
    ViewColumns add(Field field) {
        return add(field, false);
    }

    /** A column that must be named. */
    ViewColumns hidden(Field field) {
        return add(field, true);
    }

    /** A column of which log files hold nothing. */
    ViewColumns absent(Field field, String doc) {
        columns.add(new TableColumn(field.getName(), field, FieldPath.ABSENT, false, doc));
        return this;
    }

    /** A column that is made of the keys of files. */
    ViewColumns partition(PartitionScheme.PartitionColumn column) {
        columns.add(new TableColumn(
                column.name(),
                column.pattern().field(column.name()),
                column.pattern().path(),
                false,
                "Partition column: " + column.pattern() + " of the file's key"));
        return this;
    }

    /** The stored columns that tell where a record came from and what no column holds; hidden, as they are stored. */
    ViewColumns provenance() {
        for (EventColumn column : schema.columns()) {
            if (column.kind() == EventColumn.Kind.PROVENANCE || column.kind() == EventColumn.Kind.EXTRA) {
                hidden(column.field());
            }
        }
        columns.add(verified());
        return this;
    }

    /** The hidden column that tells what verification says of the file of a record. */
    static TableColumn verified() {
        String name = VerifiedSource.VERIFIED.column();
        return new TableColumn(
                name,
                SqlTypes.varchar(name),
                VerifiedSource.VERIFIED,
                true,
                "What verification says of the file that held the record, as in sys.log_files; NULL if it was never verified");
    }

    List<TableColumn> toList() {
        return List.copyOf(columns);
    }

    private ViewColumns add(Field field, boolean hidden) {
        String name = field.getName();
        EventColumn stored = schema.column(name).orElseThrow(() -> new IllegalArgumentException("no column " + name));
        boolean isJsonText =
                stored.kind() == EventColumn.Kind.FREE_FORM && field.getType().equals(SqlTypes.VARCHAR);
        columns.add(new TableColumn(
                name, field, FieldPath.of(stored.name()), hidden, stored.doc(), stored.field(), isJsonText));
        return this;
    }
}
