/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.source.cloudtrail;

import dev.spoor.schema.StoredName;
import dev.spoor.source.EventTime;
import java.nio.charset.StandardCharsets;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;

/**
 * Copies stored values into vectors of the types that a view gives them. What is JSON text in the store is read as
 * {@link NestedValues} reads it in records.
 */
final class StoredValues {
    private final NestedValues json = new NestedValues();
    private final byte[] time = new byte[EventTime.TEXT_BYTES_MAX];

    /** Copies rows 0 to count - 1; rows of the target that stay untouched are NULL. */
    void copyAll(FieldVector from, FieldVector to, int count) {
        if (from instanceof VarCharVector texts && !(to instanceof VarCharVector)) {
            readAll(texts, to, count);
            return;
        }
        for (int row = 0; row < count; row++) {
            copy(from, row, to, row);
        }
    }

    private void readAll(VarCharVector texts, FieldVector to, int count) {
        NestedValues.Target target = new NestedValues.Target(to, null);
        for (int row = 0; row < count; row++) {
            if (!texts.isNull(row)) {
                byte[] text = texts.get(row);
                json.write(target, row, text, 0, text.length);
            }
        }
    }

    private void copy(FieldVector from, int fromRow, FieldVector to, int toRow) {
        if (from.isNull(fromRow)) {
            return;
        }
        if (to instanceof VarCharVector texts) {
            copyText(from, fromRow, texts, toRow);
        } else if (to instanceof StructVector row) {
            copyRow((StructVector) from, fromRow, row, toRow);
        } else if (to instanceof MapVector || to instanceof ListVector) {
            copyList((ListVector) from, fromRow, (ListVector) to, toRow);
        } else if (to instanceof TimeStampVector times) {
            times.setSafe(toRow, ((TimeStampVector) from).get(fromRow));
        } else {
            to.copyFromSafe(fromRow, toRow, from);
        }
    }

    private void copyText(FieldVector from, int fromRow, VarCharVector to, int toRow) {
        if (from instanceof TimeStampVector times) {
            int length = EventTime.text(times.get(fromRow), time);
            if (length > 0) {
                to.setSafe(toRow, time, 0, length);
            }
        } else if (from instanceof BitVector bits) {
            to.setSafe(toRow, Boolean.toString(bits.get(fromRow) == 1).getBytes(StandardCharsets.US_ASCII));
        } else {
            to.setSafe(toRow, ((VarCharVector) from).get(fromRow));
        }
    }

    private void copyRow(StructVector from, int fromRow, StructVector to, int toRow) {
        to.setIndexDefined(toRow);
        for (FieldVector member : to.getChildrenFromFields()) {
            copy(member(from, StoredName.of(member.getField())), fromRow, member, toRow);
        }
    }

    private static FieldVector member(StructVector row, String name) {
        for (FieldVector member : row.getChildrenFromFields()) {
            if (member.getName().equalsIgnoreCase(name)) {
                return member;
            }
        }
        throw new IllegalStateException("no field " + name + " in " + row.getField());
    }

    /** Also maps, whose entries are rows of key and value. */
    private void copyList(ListVector from, int fromRow, ListVector to, int toRow) {
        int first = from.getElementStartIndex(fromRow);
        int count = from.getElementEndIndex(fromRow) - first;
        int at = to.startNewValue(toRow);
        for (int i = 0; i < count; i++) {
            copy(from.getDataVector(), first + i, to.getDataVector(), at + i);
        }
        to.endValue(toRow, count);
    }
}
