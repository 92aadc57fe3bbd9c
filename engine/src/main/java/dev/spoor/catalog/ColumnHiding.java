/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.catalog;

import dev.spoor.catalog.CatalogTable.TableColumn;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.schema.EventColumn;
import dev.spoor.schema.EventSchema;
import dev.spoor.schema.FieldPath;
import dev.spoor.schema.StoredName;
import dev.spoor.source.FactPaths;
import dev.spoor.source.KeyPattern;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/** Takes hidden columns, and what would show them again, out of tables of events. Immutable. */
final class ColumnHiding {
    private final Set<String> columns = new HashSet<>();

    /** Fields in ROW columns: the column and the steps, in lower case. */
    private final Set<FieldPath> fields = new HashSet<>();

    /**
     * @param names as in {@link AccessPolicy#hiddenColumns}
     * @throws EngineException INVALID_CONFIGURATION for what is no column, and for a key in free-form text, which cannot be
     *     hidden alone
     */
    ColumnHiding(Set<String> names, EventSchema schema, FactPaths facts) {
        names.forEach(name -> add(name, schema));
        if (names.isEmpty()) {
            return;
        }
        boolean isInKeys = columns.contains(facts.time().column())
                || columns.contains(facts.region().column())
                || columns.contains(facts.account().column());
        for (EventColumn column : schema.columns()) {
            boolean shows = column.kind() == EventColumn.Kind.WHOLE_RECORD || column.kind() == EventColumn.Kind.EXTRA;
            boolean isKey = column.kind() == EventColumn.Kind.PROVENANCE;
            if (shows || (isKey && isInKeys)) {
                columns.add(column.name());
            }
        }
        if (isInKeys) {
            columns.add(KeyPattern.COLUMN);
        }
    }

    private void add(String name, EventSchema schema) {
        List<String> parts = List.of(name.toLowerCase(Locale.ROOT).split("\\.", -1));
        Optional<EventColumn> column = schema.column(parts.get(0));
        if (column.isEmpty()) {
            throw refused(name, "there is no such column");
        }
        List<String> steps = parts.subList(1, parts.size());
        Field at = column.get().field();
        for (String step : steps) {
            at = childOrNull(rowOf(at), step);
            if (at == null) {
                throw refused(name, "'" + step + "' is no field of a ROW; hide the column around it");
            }
        }
        if (steps.isEmpty()) {
            columns.add(column.get().name());
        } else {
            fields.add(new FieldPath(column.get().name(), steps));
        }
    }

    private static EngineException refused(String name, String why) {
        return new EngineException(
                ErrorCode.INVALID_CONFIGURATION, "the column '" + name + "' cannot be hidden: " + why);
    }

    /** The elements of an array, the type itself otherwise. */
    private static Field rowOf(Field field) {
        return field.getType() instanceof ArrowType.List ? field.getChildren().get(0) : field;
    }

    private static Field childOrNull(Field row, String name) {
        if (row.getType() instanceof ArrowType.Struct) {
            for (Field child : row.getChildren()) {
                if (StoredName.of(child).equalsIgnoreCase(name)) {
                    return child;
                }
            }
        }
        return null;
    }

    /** The columns that are left, with the fields that are left. */
    List<TableColumn> visible(List<TableColumn> all) {
        if (columns.isEmpty() && fields.isEmpty()) {
            return all;
        }
        List<TableColumn> visible = new ArrayList<>();
        for (TableColumn column : all) {
            if (!columns.contains(column.path().column())) {
                Field field = isTextOfHidden(column)
                        ? null
                        : without(column.field(), FieldPath.of(column.path().column()));
                if (field != null) {
                    visible.add(new TableColumn(
                            column.name(),
                            field,
                            column.path(),
                            column.hidden(),
                            column.doc(),
                            column.stored(),
                            column.isJsonText()));
                }
            }
        }
        return visible;
    }

    /** Whether a column shows a ROW that has hidden fields as one text. */
    private boolean isTextOfHidden(TableColumn column) {
        Field row = rowOf(column.field());
        return !(row.getType() instanceof ArrowType.Struct)
                && fields.stream()
                        .anyMatch(field -> field.column().equals(column.path().column()));
    }

    /** A type without the hidden fields; null if it has no others. */
    private Field without(Field field, FieldPath place) {
        boolean isRow = field.getType() instanceof ArrowType.Struct;
        boolean isList = field.getType() instanceof ArrowType.List;
        if ((!isRow && !isList) || fields.isEmpty()) {
            return field;
        }
        List<Field> kept = new ArrayList<>();
        for (Field child : field.getChildren()) {
            FieldPath at = isList ? place : place.then(StoredName.of(child).toLowerCase(Locale.ROOT));
            Field left = fields.contains(at) && !isList ? null : without(child, at);
            if (left != null) {
                kept.add(left);
            }
        }
        return kept.isEmpty() ? null : new Field(field.getName(), field.getFieldType(), kept);
    }
}
