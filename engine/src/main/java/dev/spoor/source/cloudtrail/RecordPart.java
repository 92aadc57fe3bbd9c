/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.source.cloudtrail;

import dev.spoor.schema.EventColumn;
import dev.spoor.schema.EventSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * A place in a record and the part of a column that holds its value. Immutable.
 *
 * @param kind how the value comes out of the column
 * @param column index among the columns that records are cut by
 * @param outside fields to go down, by position, before the list that the place is in
 * @param inside ... and in the element of that list; unused outside of lists
 * @param isInList whether the place is inside of a list
 * @param members of a ROW, by the name that records spell
 * @param element of a LIST
 */
record RecordPart(
        Kind kind,
        int column,
        List<Integer> outside,
        List<Integer> inside,
        boolean isInList,
        Map<String, RecordPart> members,
        RecordPart element) {
    enum Kind {
        ROW,
        LIST,
        TEXT,
        BOOLEAN,
        TIME,
        JSON
    }

    /** The columns that take part: not those that say where a record came from, nor those that hold the rest of it. */
    static List<EventColumn> columns(EventSchema schema) {
        return schema.columns().stream().filter(RecordPart::takesPart).toList();
    }

    private static boolean takesPart(EventColumn column) {
        return switch (column.kind()) {
            case SCALAR, NESTED, FREE_FORM -> true;
            case EXTRA, WHOLE_RECORD, PROVENANCE -> false;
        };
    }

    /** The record itself. */
    static RecordPart root(List<EventColumn> columns) {
        Map<String, RecordPart> members = new HashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            EventColumn column = columns.get(i);
            RecordPart part = column.kind() == EventColumn.Kind.FREE_FORM
                    ? leaf(Kind.JSON, i, List.of(), List.of(), false)
                    : ofField(column.field(), i, List.of(), List.of(), false);
            if (part != null) {
                members.put(column.displayName(), part);
            }
        }
        return new RecordPart(Kind.ROW, -1, List.of(), List.of(), false, Map.copyOf(members), null);
    }

    private static RecordPart leaf(
            Kind kind, int column, List<Integer> outside, List<Integer> inside, boolean isInList) {
        return new RecordPart(kind, column, List.copyOf(outside), List.copyOf(inside), isInList, Map.of(), null);
    }

    /** Null for what is not cut out: maps, whose order no column keeps, and lists inside of lists. */
    private static RecordPart ofField(
            Field field, int column, List<Integer> outside, List<Integer> inside, boolean isInList) {
        ArrowType type = field.getType();
        if (type instanceof ArrowType.Struct) {
            Map<String, RecordPart> members = new HashMap<>();
            for (int i = 0; i < field.getChildren().size(); i++) {
                Field child = field.getChildren().get(i);
                RecordPart part = isInList
                        ? ofField(child, column, outside, then(inside, i), true)
                        : ofField(child, column, then(outside, i), inside, false);
                if (part != null) {
                    members.put(child.getName(), part);
                }
            }
            return new RecordPart(Kind.ROW, column, outside, inside, isInList, Map.copyOf(members), null);
        }
        if (type instanceof ArrowType.List) {
            RecordPart element = isInList ? null : ofField(field.getChildren().get(0), column, outside, inside, true);
            return element == null
                    ? null
                    : new RecordPart(Kind.LIST, column, outside, inside, false, Map.of(), element);
        }
        if (type instanceof ArrowType.Utf8) {
            return leaf(Kind.TEXT, column, outside, inside, isInList);
        } else if (type instanceof ArrowType.Bool) {
            return leaf(Kind.BOOLEAN, column, outside, inside, isInList);
        } else if (type instanceof ArrowType.Timestamp) {
            return leaf(Kind.TIME, column, outside, inside, isInList);
        }
        return null;
    }

    private static List<Integer> then(List<Integer> path, int step) {
        List<Integer> longer = new ArrayList<>(path);
        longer.add(step);
        return List.copyOf(longer);
    }
}
