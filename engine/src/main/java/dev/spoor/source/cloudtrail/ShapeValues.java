/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.source.cloudtrail;

import dev.spoor.source.EventTime;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Column;
import dev.spoor.vector.DictionaryColumn;
import dev.spoor.vector.Memory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.BitVectorHelper;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;

/**
 * The texts that a batch's columns hold for the parts of records. Where they lie is looked up once for each part. Bound to
 * one batch, which must stay open; one thread.
 */
final class ShapeValues {
    private static final int FIRST_BYTES = 256;
    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);

    private final Batch columns;
    private final Memory memory;
    private final Map<RecordPart, Place> places = new IdentityHashMap<>();
    private final byte[] time = new byte[EventTime.TEXT_BYTES_MAX];
    private byte[] scratch = new byte[FIRST_BYTES];
    private byte[] bytes = scratch;
    private int length;

    /**
     * Where the values of a part lie.
     *
     * @param codedOrNull the column, if it is encoded with a dictionary; then nothing else is set
     * @param outside which rows around the value or its list are there, as far as they have NULLs
     * @param listOrNull the list that the value is in
     * @param inside validity of the rows around the value in that list, as far as they have NULLs
     * @param leaf of the values
     */
    private record Place(
            DictionaryColumn codedOrNull,
            ArrowBuf[] outside,
            ListVector listOrNull,
            ArrowBuf[] inside,
            FieldVector leaf) {}

    /** @param columns those that shapes are made with; borrowed */
    ShapeValues(Batch columns, Memory memory) {
        this.columns = columns;
        this.memory = memory;
    }

    /** Finds the text of a part in a row; false if there is no value. */
    boolean find(RecordPart part, int element, int row) {
        Place place = places.get(part);
        if (place == null) {
            place = place(part);
            places.put(part, place);
        }
        if (place.codedOrNull != null) {
            if (place.codedOrNull.isNull(row)) {
                return false;
            }
            bytes = place.codedOrNull
                    .dictionary()
                    .value(place.codedOrNull.codes().get(row));
            length = bytes.length;
            return true;
        }
        if (isMissing(place.outside, row)) {
            return false;
        }
        int at = row;
        if (place.listOrNull != null) {
            ListVector list = place.listOrNull;
            if (list.isNull(row) || list.getElementStartIndex(row) + element >= list.getElementEndIndex(row)) {
                return false;
            }
            at = list.getElementStartIndex(row) + element;
            if (isMissing(place.inside, at)) {
                return false;
            }
        }
        return !place.leaf.isNull(at) && read(place.leaf, at);
    }

    private static boolean isMissing(ArrowBuf[] validities, int at) {
        for (ArrowBuf validity : validities) {
            if (BitVectorHelper.get(validity, at) == 0) {
                return true;
            }
        }
        return false;
    }

    private Place place(RecordPart part) {
        Column column = columns.column(part.column());
        if (column instanceof DictionaryColumn coded) {
            return new Place(coded, null, null, null, null);
        }
        List<ArrowBuf> outside = new ArrayList<>();
        FieldVector leaf = down(column.flat(memory), part.outside(), outside);
        if (!part.isInList()) {
            return new Place(null, some(outside), null, null, leaf);
        }
        ListVector list = (ListVector) leaf;
        List<ArrowBuf> inside = new ArrayList<>();
        leaf = down(list.getDataVector(), part.inside(), inside);
        return new Place(null, some(outside), list, some(inside), leaf);
    }

    private static ArrowBuf[] some(List<ArrowBuf> validities) {
        return validities.toArray(new ArrowBuf[0]);
    }

    /** Goes down from row to row and notes those that may be NULL. */
    private static FieldVector down(FieldVector from, List<Integer> steps, List<ArrowBuf> rows) {
        FieldVector vector = from;
        for (int step : steps) {
            if (vector.getNullCount() > 0) {
                rows.add(vector.getValidityBuffer());
            }
            vector = (FieldVector) ((StructVector) vector).getChildByOrdinal(step);
        }
        return vector;
    }

    private boolean read(FieldVector leaf, int at) {
        if (leaf instanceof VarCharVector texts) {
            int start = texts.getStartOffset(at);
            length = texts.getEndOffset(at) - start;
            if (scratch.length < length) {
                scratch = new byte[Math.max(length, 2 * scratch.length)];
            }
            texts.getDataBuffer().getBytes(start, scratch, 0, length);
            bytes = scratch;
        } else if (leaf instanceof BitVector bits) {
            bytes = bits.get(at) == 1 ? TRUE : FALSE;
            length = bytes.length;
        } else {
            bytes = time;
            length = EventTime.text(((TimeStampVector) leaf).get(at), time);
        }
        return true;
    }

    /** The text that was found; valid until the next one is looked for. Not to be changed. */
    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }
}
