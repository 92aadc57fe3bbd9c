/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.vector;

import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * Turns the key columns of a row into bytes whose unsigned order is the order of the rows, and which are equal exactly
 * where the keys are not distinct (NULL is equal to NULL). Works for every type of {@link SqlTypes}; one thread.
 *
 * <p>Order: text by UTF-8 bytes, which is code point order; doubles with -0.0 equal to 0.0 and one NaN above all; ROW by
 * field, ARRAY by element and then by length, with NULL last inside both. MAP has no order in SQL: its bytes only tell
 * equality, whatever the order of its entries.
 *
 * <p>Each key is a byte that tells NULL from a value, then the value: numbers big-endian with the sign bit flipped, text
 * with an escape for 0 and a terminator. A descending key's value bytes are inverted.
 */
public final class KeyEncoder {
    private static final int NULL_FIRST = 0;
    private static final int VALUE = 1;
    private static final int NULL_LAST = 2;

    private final List<Key> keys;

    /** Direction of one key and where its value bytes come from at the moment. */
    private static final class Key {
        final boolean ascending;
        final int nullMark;
        final ValueEncoder encoder;
        StringDictionary dictionary;
        IntVector codes;
        FieldVector vector;
        boolean constant;

        Key(Field field, boolean ascending, boolean nullsFirst) {
            this.ascending = ascending;
            this.nullMark = nullsFirst ? NULL_FIRST : NULL_LAST;
            this.encoder = ValueEncoder.of(field);
        }
    }

    private KeyEncoder(List<Key> keys) {
        this.keys = keys;
    }

    /** For equality only: grouping, joins, DISTINCT. */
    public static KeyEncoder forEquality(List<Field> fields) {
        List<Key> keys = new ArrayList<>(fields.size());
        fields.forEach(field -> keys.add(new Key(field, true, true)));
        return new KeyEncoder(keys);
    }

    /** For order; the lists go together. */
    public static KeyEncoder forOrder(List<Field> fields, List<Boolean> ascending, List<Boolean> nullsFirst) {
        List<Key> keys = new ArrayList<>(fields.size());
        for (int i = 0; i < fields.size(); i++) {
            keys.add(new Key(fields.get(i), ascending.get(i), nullsFirst.get(i)));
        }
        return new KeyEncoder(keys);
    }

    /** Takes the next rows from these columns, one for each key, borrowed until the next call. */
    public void bind(List<Column> columns) {
        for (int i = 0; i < keys.size(); i++) {
            bind(i, columns.get(i));
        }
    }

    /** Takes the next rows from these columns of the batch, one for each key, borrowed until the next call. */
    public void bind(Batch batch, List<Integer> columns) {
        for (int i = 0; i < keys.size(); i++) {
            bind(i, batch.column(columns.get(i)));
        }
    }

    private void bind(int index, Column column) {
        Key key = keys.get(index);
        key.constant = false;
        key.dictionary = null;
        key.codes = null;
        if (column instanceof DictionaryColumn encoded) {
            key.dictionary = encoded.dictionary();
            key.codes = encoded.codes();
            key.vector = encoded.codes();
        } else if (column instanceof ConstantColumn value) {
            key.vector = value.value();
            key.constant = true;
        } else {
            key.vector = ((FlatColumn) column).vector();
        }
    }

    /** Whether any key of the row is NULL. */
    public boolean hasNull(int row) {
        for (int i = 0; i < keys.size(); i++) {
            if (isNull(i, row)) {
                return true;
            }
        }
        return false;
    }

    /** Whether this key of the row is NULL. */
    public boolean isNull(int key, int row) {
        Key bound = keys.get(key);
        return bound.vector.isNull(bound.constant ? 0 : row);
    }

    /** Appends the key of a row. */
    public void encode(int row, KeyBuffer out) {
        for (int i = 0; i < keys.size(); i++) {
            encode(i, row, out);
        }
    }

    /** Appends one key of a row. */
    public void encode(int index, int row, KeyBuffer out) {
        Key key = keys.get(index);
        int at = key.constant ? 0 : row;
        if (key.vector.isNull(at)) {
            out.putByte(key.nullMark);
            return;
        }
        out.putByte(VALUE);
        int start = out.length();
        if (key.dictionary != null) {
            out.putTerminated(key.dictionary.value(key.codes.get(at)));
        } else {
            key.encoder.encode(key.vector, at, out);
        }
        if (!key.ascending) {
            out.invert(start);
        }
    }

    /** Appends a nested value or NULL, which goes last. */
    static void encodeNested(ValueEncoder encoder, FieldVector vector, int row, KeyBuffer out) {
        if (vector.isNull(row)) {
            out.putByte(NULL_LAST);
        } else {
            out.putByte(VALUE);
            encoder.encode(vector, row, out);
        }
    }
}
