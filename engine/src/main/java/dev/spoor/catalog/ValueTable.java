/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.catalog;

import dev.spoor.scan.ValueCatalog;
import dev.spoor.scan.ValueCatalog.Value;
import dev.spoor.schema.EventSchema;
import dev.spoor.schema.FieldPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.apache.arrow.vector.types.pojo.Field;

/** The table of values that occur, {@code sys.known_values}. */
final class ValueTable {
    private ValueTable() {}

    /**
     * Makes it.
     *
     * @param schema spells the columns
     * @param paths the columns, in the order of their rows
     * @param values asked for each scan
     */
    static CatalogTable of(EventSchema schema, List<FieldPath> paths, Supplier<ValueCatalog> values) {
        return SystemTables.table(
                "known_values",
                List.of(
                        SystemTables.text("column_name", "Column, with the field inside of it"),
                        SystemTables.text("value", "Value; NULL for all records whose value is not told apart"),
                        SystemTables.text(
                                "event_source",
                                "Of an eventName, the service; NULL for other columns, and if not known"),
                        SystemTables.number(
                                "files",
                                "Log files that have it; of a user name or an issuer, once for each ARN with it"),
                        SystemTables.number(
                                "records", "Records that have it, repeats included; NULL if none were counted"),
                        SystemTables.number(
                                "uncounted_files",
                                "Those of the files in which records were not counted: an earlier version read them")),
                () -> rows(schema, paths, values.get()),
                "Values that occur in log files that were read by now, the most frequent first; of files that are gone since, too."
                        + " Nothing is listed or read for it. Whoever may see the events of some accounts only sees what"
                        + " files have that hold nothing else");
    }

    private static List<Object[]> rows(EventSchema schema, List<FieldPath> paths, ValueCatalog values) {
        List<Object[]> rows = new ArrayList<>();
        for (FieldPath path : paths) {
            String name = spelled(schema, path);
            for (Value value : values.of(path)) {
                boolean isCounted = value.files() > value.uncountedFiles();
                rows.add(new Object[] {
                    name,
                    value.textOrNull(),
                    value.serviceOrNull(),
                    value.files(),
                    isCounted ? (Long) value.records() : null,
                    value.uncountedFiles()
                });
            }
        }
        return rows;
    }

    /** As records spell it: {@code userIdentity.arn}. */
    private static String spelled(EventSchema schema, FieldPath path) {
        StringBuilder name = new StringBuilder();
        Field field = schema.column(path.column())
                .map(column -> {
                    name.append(column.displayName());
                    return column.field();
                })
                .orElseThrow();
        for (String step : path.steps()) {
            field = field.getChildren().stream()
                    .filter(child -> child.getName().toLowerCase(Locale.ROOT).equals(step))
                    .findFirst()
                    .orElseThrow();
            name.append('.').append(field.getName());
        }
        return name.toString();
    }
}
