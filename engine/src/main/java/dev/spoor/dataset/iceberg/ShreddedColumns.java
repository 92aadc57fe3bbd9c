/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.dataset.iceberg;

import dev.spoor.schema.FieldIds;
import dev.spoor.schema.FieldPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.types.Types;

/**
 * The columns of a table that hold what is at a place inside of another column. The property {@code spoor.shredded.57} of
 * the table says which place the column with id 57 is for; names are made to be easy to type in other engines.
 */
final class ShreddedColumns {
    private static final String PROPERTY = "spoor.shredded.";

    private ShreddedColumns() {}

    /** By place; columns with their permanent ids, in the table's order. */
    static Map<FieldPath, Field> of(Table table) {
        Map<FieldPath, Field> columns = new LinkedHashMap<>();
        for (Field column : SchemaMapping.toFields(table.schema())) {
            OptionalInt id = FieldIds.of(column);
            String place = id.isEmpty() ? null : table.properties().get(PROPERTY + id.getAsInt());
            if (place != null) {
                try {
                    columns.putIfAbsent(FieldPath.parse(place), column);
                } catch (IllegalArgumentException e) {
                    continue; // whoever wrote it meant something else
                }
            }
        }
        return columns;
    }

    /** Adds columns and properties in one commit; those that the table has stay as they are. */
    static void add(Table table, List<FieldPath> places) {
        Set<FieldPath> missing = new LinkedHashSet<>(places);
        missing.removeAll(of(table).keySet());
        if (missing.isEmpty()) {
            return;
        }
        Transaction transaction = table.newTransaction();
        var schema = transaction.updateSchema().caseSensitive(false);
        Set<String> taken = new LinkedHashSet<>();
        table.schema().columns().forEach(column -> taken.add(column.name().toLowerCase(Locale.ROOT)));
        List<String> names = new ArrayList<>();
        for (FieldPath place : missing) {
            String name = nameOf(place, taken);
            taken.add(name);
            names.add(name);
            String doc = "Text of the value at " + place.quoted() + "; NULL also where nobody has looked for it";
            schema.addColumn(name, Types.StringType.get(), doc);
        }
        schema.commit();
        var properties = transaction.updateProperties();
        int next = 0;
        for (FieldPath place : missing) {
            int id = transaction.table().schema().findField(names.get(next++)).fieldId();
            properties.set(PROPERTY + id, place.quoted());
        }
        properties.commit();
        transaction.commitTransaction();
    }

    /** Such as {@code requestparameters_bucketname}; a number is added to a name that is taken. */
    private static String nameOf(FieldPath place, Set<String> taken) {
        StringBuilder name = new StringBuilder(place.column());
        for (String step : place.steps()) {
            name.append('_');
            step.toLowerCase(Locale.ROOT).chars().forEach(c -> {
                boolean isPlain = c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
                name.append(isPlain ? (char) c : '_');
            });
        }
        String plain = name.toString();
        String free = plain;
        for (int number = 2; taken.contains(free); number++) {
            free = plain + "_" + number;
        }
        return free;
    }
}
