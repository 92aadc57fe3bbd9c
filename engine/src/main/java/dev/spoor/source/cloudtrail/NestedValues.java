/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.source.cloudtrail;

import dev.spoor.json.JsonMembers;
import dev.spoor.json.JsonText;
import dev.spoor.source.EventTime;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.TimeStampMicroVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;

/**
 * Writes JSON values into vectors of any shape. A value of the wrong kind is NULL: {@link Remainder} keeps it. Members
 * of ROWs match in any letter case, the first of several equal ones wins; keys of MAPs are as the record spells them.
 * Rows that are never written are NULL.
 */
final class NestedValues {
    private final ValueText value = new ValueText();

    /** Writes the value between two places of well-formed JSON text. */
    void write(FieldVector vector, int row, byte[] text, int start, int end) {
        if (JsonText.isNull(text, start)) {
            return;
        }
        if (vector instanceof VarCharVector texts) {
            value.of(text, start, end);
            texts.setSafe(row, value.bytes(), value.offset(), value.length());
        } else if (vector instanceof TimeStampMicroVector times) {
            long micros = TypedValues.micros(text, start, end, value);
            if (micros != EventTime.NOT_A_TIME) {
                times.setSafe(row, micros);
            }
        } else if (vector instanceof BitVector bits) {
            int truth = TypedValues.truth(text, start, end);
            if (truth >= 0) {
                bits.setSafe(row, truth);
            }
        } else if (vector instanceof MapVector map) {
            writeMap(map, row, text, start, end);
        } else if (vector instanceof ListVector list) {
            writeList(list, row, text, start, end);
        } else if (vector instanceof StructVector struct) {
            writeStruct(struct, row, text, start, end);
        } else {
            throw new IllegalStateException("no CloudTrail column is of the type of " + vector.getField());
        }
    }

    /** The index of the child of a ROW that a key names, in any letter case; -1 if there is none. */
    static int childOf(FieldVector struct, ValueText key) {
        int index = 0;
        for (FieldVector child : struct.getChildrenFromFields()) {
            if (isName(child.getName(), key)) {
                return index;
            }
            index++;
        }
        return -1;
    }

    /** Whether a key spells a name, in any ASCII letter case. */
    static boolean isName(String name, ValueText key) {
        if (name.length() != key.length()) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (lower(name.charAt(i)) != lower(key.bytes()[key.offset() + i])) {
                return false;
            }
        }
        return true;
    }

    private void writeStruct(StructVector struct, int row, byte[] text, int start, int end) {
        if (text[start] != '{') {
            return;
        }
        struct.setIndexDefined(row);
        long written = 0;
        JsonMembers members = new JsonMembers().open(text, start, end);
        while (members.next()) {
            int child = childOf(struct, value.ofString(text, members.keyStart() + 1, members.keyEnd() - 1));
            if (child >= 0 && (written >>> child & 1) == 0) {
                written |= 1L << child;
                FieldVector vector = struct.getChildrenFromFields().get(child);
                write(vector, row, text, members.valueStart(), members.valueEnd());
            }
        }
    }

    private void writeList(ListVector list, int row, byte[] text, int start, int end) {
        if (text[start] != '[') {
            return;
        }
        int first = list.startNewValue(row);
        int count = 0;
        JsonMembers elements = new JsonMembers().open(text, start, end);
        while (elements.next()) {
            write(list.getDataVector(), first + count, text, elements.valueStart(), elements.valueEnd());
            count++;
        }
        list.endValue(row, count);
    }

    private void writeMap(MapVector map, int row, byte[] text, int start, int end) {
        if (text[start] != '{') {
            return;
        }
        StructVector entries = (StructVector) map.getDataVector();
        VarCharVector keys = (VarCharVector) entries.getChildrenFromFields().get(0);
        FieldVector values = entries.getChildrenFromFields().get(1);
        KeySet seen = new KeySet();
        int first = map.startNewValue(row);
        int count = 0;
        JsonMembers members = new JsonMembers().open(text, start, end);
        while (members.next()) {
            value.ofString(text, members.keyStart() + 1, members.keyEnd() - 1);
            if (seen.add(value)) {
                entries.setIndexDefined(first + count);
                keys.setSafe(first + count, value.bytes(), value.offset(), value.length());
                write(values, first + count, text, members.valueStart(), members.valueEnd());
                count++;
            }
        }
        map.endValue(row, count);
    }

    private static int lower(int c) {
        return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
    }

    /** The keys of an object that were met so far. */
    static final class KeySet {
        private static final int LINEAR_MAX = 16;

        private final byte[][] few = new byte[LINEAR_MAX][];
        private int size;
        private Set<String> many;

        /** Whether the key is new. */
        boolean add(ValueText key) {
            if (many != null) {
                return many.add(latin1(key.bytes(), key.offset(), key.length()));
            }
            for (int i = 0; i < size; i++) {
                if (Arrays.equals(few[i], 0, few[i].length, key.bytes(), key.offset(), key.end())) {
                    return false;
                }
            }
            if (size < LINEAR_MAX) {
                few[size++] = Arrays.copyOfRange(key.bytes(), key.offset(), key.end());
                return true;
            }
            many = new HashSet<>();
            for (byte[] each : few) {
                many.add(latin1(each, 0, each.length));
            }
            return many.add(latin1(key.bytes(), key.offset(), key.length()));
        }

        /** Bytes as a string, one to one. */
        private static String latin1(byte[] bytes, int offset, int length) {
            return new String(bytes, offset, length, java.nio.charset.StandardCharsets.ISO_8859_1);
        }
    }
}
