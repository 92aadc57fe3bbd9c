/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.output;

import java.util.List;
import org.apache.arrow.vector.ValueVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * Nested values as Athena and CloudTrail Lake print them: {@code [a, b]}, {@code {k=v}}, a row as
 * {@code {type=IAMUser, arn=null}}. For people; JSON is for programs.
 */
final class NestedText {
    private NestedText() {}

    /** Appends a value that is not NULL. */
    static void append(StringBuilder out, Field field, ValueVector vector, int index) {
        if (vector instanceof MapVector map) {
            appendMap(out, field, map, index);
        } else if (vector instanceof ListVector list) {
            Field element = field.getChildren().get(0);
            out.append('[');
            for (int i = list.getElementStartIndex(index); i < list.getElementEndIndex(index); i++) {
                out.append(i == list.getElementStartIndex(index) ? "" : ", ");
                appendPart(out, element, list.getDataVector(), i);
            }
            out.append(']');
        } else {
            appendRow(out, field, (StructVector) vector, index);
        }
    }

    private static void appendMap(StringBuilder out, Field field, MapVector map, int index) {
        List<Field> entry = field.getChildren().get(0).getChildren();
        StructVector entries = (StructVector) map.getDataVector();
        out.append('{');
        for (int i = map.getElementStartIndex(index); i < map.getElementEndIndex(index); i++) {
            out.append(i == map.getElementStartIndex(index) ? "" : ", ");
            appendPart(out, entry.get(0), entries.getChildByOrdinal(0), i);
            out.append('=');
            appendPart(out, entry.get(1), entries.getChildByOrdinal(1), i);
        }
        out.append('}');
    }

    private static void appendRow(StringBuilder out, Field field, StructVector row, int index) {
        out.append('{');
        for (int i = 0; i < field.getChildren().size(); i++) {
            Field child = field.getChildren().get(i);
            out.append(i == 0 ? "" : ", ").append(child.getName()).append('=');
            appendPart(out, child, row.getChildByOrdinal(i), index);
        }
        out.append('}');
    }

    private static void appendPart(StringBuilder out, Field field, ValueVector vector, int index) {
        if (vector.isNull(index)) {
            out.append("null");
        } else {
            CellText.append(out, field, vector, index);
        }
    }
}
