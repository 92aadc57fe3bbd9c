/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql;

import dev.spoor.vector.SqlTypes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;

/**
 * Which fields of the ROWs in an array are used, so that the others are not read: {@code r.type} of
 * {@code UNNEST(resources) AS t(r)} reads one column of the resources. Stateless.
 */
final class ElementFields {
    private ElementFields() {}

    /**
     * What an UNNEST needs of the array at a place.
     *
     * @param elementType of the array's elements
     * @param firstColumn of those that the UNNEST makes of the array
     * @param isExpanded whether each field of a ROW is a column of its own
     * @param needs of the UNNEST
     */
    static Set<ColumnPath> needsOf(
            ColumnPath array, RelDataType elementType, int firstColumn, boolean isExpanded, Set<ColumnPath> needs) {
        if (array.isJson() || !elementType.isStruct()) {
            return Set.of(array);
        }
        List<RelDataTypeField> fields = elementType.getFieldList();
        int columns = isExpanded ? fields.size() : 1;
        Set<ColumnPath> used = new LinkedHashSet<>();
        for (ColumnPath need : needs) {
            int column = need.column() - firstColumn;
            if (column < 0 || column >= columns) {
                continue;
            }
            List<String> steps = new ArrayList<>();
            if (isExpanded) {
                steps.add(fields.get(column).getName().toLowerCase(Locale.ROOT));
            }
            steps.addAll(need.steps());
            if (steps.isEmpty()) {
                return Set.of(array);
            }
            used.add(array.ofElements(steps));
        }
        // how many elements there are is read off any of their fields
        return used.isEmpty()
                ? Set.of(array.ofElements(List.of(cheapest(fields).getName().toLowerCase(Locale.ROOT))))
                : used;
    }

    private static RelDataTypeField cheapest(List<RelDataTypeField> fields) {
        return fields.stream()
                .filter(field -> !field.getType().isStruct()
                        && field.getType().getComponentType() == null
                        && field.getType().getKeyType() == null)
                .findFirst()
                .orElse(fields.get(0));
    }

    /** The part of an array's field that some paths use: all of it, unless they name fields of its elements. */
    static Field usedOf(Field array, ColumnPath place, Collection<ColumnPath> needs) {
        List<List<String>> used = new ArrayList<>();
        for (ColumnPath need : needs) {
            if (need.withWholeElements().equals(place)) {
                if (need.elementSteps().isEmpty()) {
                    return array;
                }
                used.add(need.elementSteps());
            }
        }
        return used.isEmpty()
                ? array
                : withChildren(array, List.of(narrowed(array.getChildren().get(0), used)));
    }

    private static Field narrowed(Field row, List<List<String>> used) {
        if (!(row.getType() instanceof ArrowType.Struct) || used.stream().anyMatch(List::isEmpty)) {
            return row;
        }
        List<Field> children = new ArrayList<>();
        for (Field child : row.getChildren()) {
            List<List<String>> inside = used.stream()
                    .filter(steps -> steps.get(0).equalsIgnoreCase(child.getName()))
                    .map(steps -> steps.subList(1, steps.size()))
                    .toList();
            if (!inside.isEmpty()) {
                children.add(narrowed(child, inside));
            }
        }
        return withChildren(row, children);
    }

    private static Field withChildren(Field field, List<Field> children) {
        return new Field(field.getName(), field.getFieldType(), children);
    }

    /** For people: {@code [type, arn]} when only these fields of the elements are used, else nothing. */
    static String difference(Field whole, Field used) {
        return SqlTypes.sameType(whole, used)
                ? ""
                : used.getChildren().get(0).getChildren().stream()
                        .map(Field::getName)
                        .collect(Collectors.joining(", ", "[", "]"));
    }

    /** Where a child of a ROW, which may have lost others, is among all fields of its type. */
    static int indexOf(Field row, int child, RelDataType type) {
        boolean isWhole = row.getChildren().size() == type.getFieldCount();
        String name = row.getChildren().get(child).getName();
        return isWhole
                ? child // fields of ROWs that a query makes may have no names
                : Objects.requireNonNull(type.getField(name, false, false), name)
                        .getIndex();
    }
}
