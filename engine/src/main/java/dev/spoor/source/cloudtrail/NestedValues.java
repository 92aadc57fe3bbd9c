/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.source.cloudtrail;

import dev.spoor.json.JsonMembers;
import dev.spoor.json.JsonText;
import dev.spoor.schema.StoredName;
import dev.spoor.source.EventTime;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.TimeStampMicroVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * Writes JSON values into vectors of any shape. A value of the wrong kind is NULL: {@link Remainder} keeps it. Members
 * of ROWs match in any letter case, the first of several equal ones wins; keys of MAPs are as the record spells them.
 * Rows that are never written are NULL.
 */
final class NestedValues {
    private final ValueText value = new ValueText();

    /** A vector and the vectors inside it, looked up once for a batch. */
    static final class Target {
        private final FieldVector vector;
        private final String name;
        private final TypedText typedTextOrNull;
        private final Target[] inside;
        private final boolean hasDistinctNames;

        /** @param storedOrNull the type that the value has in the schema; null for a value of any type */
        Target(FieldVector vector, Field storedOrNull) {
            this.vector = vector;
            this.name = StoredName.of(vector.getField());
            this.typedTextOrNull = vector instanceof VarCharVector && storedOrNull != null
                    ? TypedText.ofOrNull(storedOrNull.getType())
                    : null;
            List<FieldVector> children = vector.getChildrenFromFields();
            inside = new Target[children.size()];
            for (int i = 0; i < inside.length; i++) {
                inside[i] = new Target(children.get(i), childOrNull(storedOrNull, vector, i));
            }
            hasDistinctNames = Arrays.stream(inside)
                            .map(field -> field.name.toLowerCase(Locale.ROOT))
                            .distinct()
                            .count()
                    == inside.length;
        }

        /** ROW fields have names, the children of an ARRAY or a MAP have places. */
        private static Field childOrNull(Field storedOrNull, FieldVector vector, int index) {
            if (storedOrNull == null || !vector.getField().getType().equals(storedOrNull.getType())) {
                return null;
            }
            List<Field> stored = storedOrNull.getChildren();
            if (!(vector instanceof StructVector struct)) {
                return stored.get(index);
            }
            String wanted = StoredName.of(struct.getChildByOrdinal(index).getField());
            return stored.stream()
                    .filter(field -> field.getName().equalsIgnoreCase(wanted))
                    .findFirst()
                    .orElse(null);
        }
    }

    /** Writes the value between two places of well-formed JSON text. */
    void write(Target target, int row, byte[] text, int start, int end) {
        if (JsonText.isNull(text, start)) {
            return;
        }
        FieldVector vector = target.vector;
        if (target.typedTextOrNull != null) {
            TypedText typed = target.typedTextOrNull;
            if (typed.read(text, start, end)) {
                ((VarCharVector) vector).setSafe(row, typed.bytes(), 0, typed.length());
            }
        } else if (vector instanceof VarCharVector texts) {
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
            writeMap(map, target, row, text, start, end);
        } else if (vector instanceof ListVector list) {
            writeList(list, target, row, text, start, end);
        } else if (vector instanceof StructVector struct) {
            writeStruct(struct, target, row, text, start, end);
        } else {
            throw new IllegalStateException("no CloudTrail column is of the type of " + vector.getField());
        }
    }

    /** Whether a key spells a name, in any ASCII letter case. */
    static boolean isName(String name, ValueText key) {
        if (name.length() != key.length()) {
            return false;
        }
        byte[] bytes = key.bytes();
        int offset = key.offset();
        for (int i = 0; i < name.length(); i++) {
            int wanted = name.charAt(i);
            int found = bytes[offset + i];
            if (wanted != found && lower(wanted) != lower(found)) {
                return false;
            }
        }
        return true;
    }

    private void writeStruct(StructVector struct, Target target, int row, byte[] text, int start, int end) {
        if (text[start] != '{') {
            return;
        }
        struct.setIndexDefined(row);
        if (target.hasDistinctNames) {
            writeDistinct(target, row, text, start, end);
            return;
        }
        long written = 0;
        JsonMembers members = new JsonMembers().open(text, start, end);
        while (members.next()) {
            value.ofString(text, members.keyStart() + 1, members.keyEnd() - 1);
            long hits = 0; // several, where a view has a field under two names
            for (int child = 0; child < target.inside.length; child++) {
                if ((written >>> child & 1) == 0 && isName(target.inside[child].name, value)) {
                    written |= 1L << child;
                    hits |= 1L << child;
                }
            }
            for (; hits != 0; hits &= hits - 1) {
                Target child = target.inside[Long.numberOfTrailingZeros(hits)];
                write(child, row, text, members.valueStart(), members.valueEnd());
            }
        }
    }

    private void writeDistinct(Target target, int row, byte[] text, int start, int end) {
        Target[] fields = target.inside;
        long written = 0;
        int likely = 0; // records keep an order
        JsonMembers members = new JsonMembers().open(text, start, end);
        while (members.next()) {
            value.ofString(text, members.keyStart() + 1, members.keyEnd() - 1);
            for (int i = 0; i < fields.length; i++) {
                int child = likely + i < fields.length ? likely + i : likely + i - fields.length;
                if (isName(fields[child].name, value)) {
                    if ((written >>> child & 1) == 0) {
                        written |= 1L << child;
                        write(fields[child], row, text, members.valueStart(), members.valueEnd());
                    }
                    likely = child + 1;
                    break;
                }
            }
        }
    }

    private void writeList(ListVector list, Target target, int row, byte[] text, int start, int end) {
        if (text[start] != '[') {
            return;
        }
        int first = list.startNewValue(row);
        int count = 0;
        JsonMembers elements = new JsonMembers().open(text, start, end);
        while (elements.next()) {
            write(target.inside[0], first + count, text, elements.valueStart(), elements.valueEnd());
            count++;
        }
        list.endValue(row, count);
    }

    private void writeMap(MapVector map, Target target, int row, byte[] text, int start, int end) {
        if (text[start] != '{') {
            return;
        }
        Target entry = target.inside[0];
        StructVector entries = (StructVector) entry.vector;
        VarCharVector keys = (VarCharVector) entry.inside[0].vector;
        KeySet seen = new KeySet();
        int first = map.startNewValue(row);
        int count = 0;
        JsonMembers members = new JsonMembers().open(text, start, end);
        while (members.next()) {
            value.ofString(text, members.keyStart() + 1, members.keyEnd() - 1);
            if (seen.add(value)) {
                entries.setIndexDefined(first + count);
                keys.setSafe(first + count, value.bytes(), value.offset(), value.length());
                write(entry.inside[1], first + count, text, members.valueStart(), members.valueEnd());
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
