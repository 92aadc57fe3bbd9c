/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.source.cloudtrail;

import dev.spoor.json.JsonMembers;
import dev.spoor.json.JsonText;
import dev.spoor.json.TextBuffer;
import dev.spoor.json.ValueSlots;
import dev.spoor.source.EventTime;
import java.util.List;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * What is left of a record when every column has taken its part: fields without a column, members without a field, and
 * values that a column's type cannot hold, under the keys that lead to them. Columns and remainder together hold the
 * whole record. An array of which any part is left is left as a whole.
 *
 * <p>The rules are the mirror of {@link NestedValues} and {@link TypedValues}: what these write as NULL, this keeps.
 * Values that a VARCHAR column holds by their JSON text count as held.
 */
final class Remainder {
    /** A column of the schema and the slot of its value. */
    record Held(Field field, String key, int slot) {}

    private final List<Held> columns;
    private final Known[] fields;
    private final int[] slotOf;
    private final ValueText key = new ValueText();
    private final ValueText scratch = new ValueText();

    Remainder(List<Held> columns) {
        this.columns = List.copyOf(columns);
        this.fields = columns.stream().map(column -> new Known(column.field())).toArray(Known[]::new);
        this.slotOf = columns.stream().mapToInt(Held::slot).toArray();
    }

    /** Appends the remainder as compact JSON; appends nothing and answers false if there is none. */
    boolean append(byte[] text, ValueSlots slots, TextBuffer out) {
        if (isHeldWhole(text, slots)) {
            return false;
        }
        int before = out.length();
        out.append('{');
        for (int i = 0; i < slots.otherCount(); i++) {
            separate(out, before);
            out.append(text, slots.otherKeyStart(i), slots.otherKeyEnd(i)).append(':');
            JsonText.normalize(text, slots.otherStart(i), slots.otherEnd(i), out);
        }
        for (Held column : columns) {
            if (slots.isPresent(column.slot())) {
                int mark = out.length();
                separate(out, before);
                out.append('"').append(column.key()).append("\":");
                if (!appendValue(column.field(), text, slots.start(column.slot()), slots.end(column.slot()), out)) {
                    out.truncate(mark);
                }
            }
        }
        return close(out, before);
    }

    /** Whether nothing is left of a record, as it is with nearly all. */
    private boolean isHeldWhole(byte[] text, ValueSlots slots) {
        if (slots.otherCount() > 0) {
            return false;
        }
        for (int i = 0; i < fields.length; i++) {
            int slot = slotOf[i];
            if (slots.isPresent(slot) && !isHeldWhole(fields[i], text, slots.start(slot), slots.end(slot))) {
                return false;
            }
        }
        return true;
    }

    /** The mirror of {@link #appendValue}: whether it would append nothing. */
    private boolean isHeldWhole(Known type, byte[] text, int start, int end) {
        if (type.isText || JsonText.isNull(text, start)) {
            return true;
        }
        if (!type.isRow || text[start] != '{') {
            return isHeld(type.field, text, start, end);
        }
        long seen = 0;
        int child = -1;
        JsonMembers members = type.members.open(text, start, end);
        while (members.next()) {
            child = type.childOf(key.ofString(text, members.keyStart() + 1, members.keyEnd() - 1), child + 1);
            if (child < 0
                    || (seen >>> child & 1) == 1
                    || !isHeldWhole(type.children[child], text, members.valueStart(), members.valueEnd())) {
                return false;
            }
            seen |= 1L << child;
        }
        return true;
    }

    /** A field, looked into once. Not shared by two values at a time: rows of one kind do not lie in each other. */
    private static final class Known {
        private final Field field;
        private final boolean isText;
        private final boolean isRow;
        private final Known[] children;
        private final JsonMembers members = new JsonMembers();

        Known(Field field) {
            this.field = field;
            this.isText = field.getType() instanceof ArrowType.Utf8;
            this.isRow = field.getType() instanceof ArrowType.Struct;
            this.children = isRow ? field.getChildren().stream().map(Known::new).toArray(Known[]::new) : new Known[0];
        }

        /** The child of a name, -1 if there is none; looked for from one on, because records keep an order. */
        int childOf(ValueText key, int likely) {
            for (int i = 0; i < children.length; i++) {
                int at = likely + i < children.length ? likely + i : likely + i - children.length;
                if (NestedValues.isName(children[at].field.getName(), key)) {
                    return at;
                }
            }
            return -1;
        }
    }

    /** Appends what the type cannot hold of a value; false, and nothing appended, if it holds all. */
    private boolean appendValue(Field type, byte[] text, int start, int end, TextBuffer out) {
        if (JsonText.isNull(text, start)) {
            return false;
        }
        if (text[start] == '{' && type.getType() instanceof ArrowType.Struct) {
            return appendMembers(type, text, start, end, out);
        }
        if (isHeld(type, text, start, end)) {
            return false;
        }
        JsonText.normalize(text, start, end, out);
        return true;
    }

    private boolean appendMembers(Field row, byte[] text, int start, int end, TextBuffer out) {
        int before = out.length();
        out.append('{');
        long seen = 0;
        JsonMembers members = new JsonMembers().open(text, start, end);
        while (members.next()) {
            int child = childOf(row, key.ofString(text, members.keyStart() + 1, members.keyEnd() - 1));
            int mark = out.length();
            separate(out, before);
            out.append(text, members.keyStart(), members.keyEnd()).append(':');
            boolean taken = child >= 0 && (seen >>> child & 1) == 0;
            if (!taken) {
                JsonText.normalize(text, members.valueStart(), members.valueEnd(), out);
            } else {
                seen |= 1L << child;
                Field field = row.getChildren().get(child);
                if (!appendValue(field, text, members.valueStart(), members.valueEnd(), out)) {
                    out.truncate(mark);
                }
            }
        }
        return close(out, before);
    }

    private boolean isHeld(Field field, byte[] text, int start, int end) {
        ArrowType type = field.getType();
        if (type instanceof ArrowType.Timestamp) {
            return TypedValues.micros(text, start, end, scratch) != EventTime.NOT_A_TIME
                    && EventTime.isExactInMicros(scratch.bytes(), scratch.offset(), scratch.end());
        }
        if (type instanceof ArrowType.Bool) {
            return TypedValues.truth(text, start, end) >= 0;
        }
        if (type instanceof ArrowType.Map) {
            return text[start] == '{' && hasDistinctKeys(text, start, end);
        }
        if (type instanceof ArrowType.List) {
            return text[start] == '[' && holdsElements(field.getChildren().get(0), text, start, end);
        }
        return type instanceof ArrowType.Utf8;
    }

    private boolean hasDistinctKeys(byte[] text, int start, int end) {
        NestedValues.KeySet keys = new NestedValues.KeySet();
        JsonMembers members = new JsonMembers().open(text, start, end);
        while (members.next()) {
            if (!keys.add(key.ofString(text, members.keyStart() + 1, members.keyEnd() - 1))) {
                return false;
            }
        }
        return true;
    }

    private boolean holdsElements(Field element, byte[] text, int start, int end) {
        TextBuffer left = new TextBuffer();
        JsonMembers elements = new JsonMembers().open(text, start, end);
        while (elements.next()) {
            if (appendValue(element, text, elements.valueStart(), elements.valueEnd(), left)) {
                return false;
            }
        }
        return true;
    }

    private static int childOf(Field row, ValueText key) {
        int index = 0;
        for (Field child : row.getChildren()) {
            if (NestedValues.isName(child.getName(), key)) {
                return index;
            }
            index++;
        }
        return -1;
    }

    private static void separate(TextBuffer out, int objectStart) {
        if (out.length() > objectStart + 1) {
            out.append(',');
        }
    }

    private static boolean close(TextBuffer out, int objectStart) {
        if (out.length() == objectStart + 1) {
            out.truncate(objectStart);
            return false;
        }
        out.append('}');
        return true;
    }
}
