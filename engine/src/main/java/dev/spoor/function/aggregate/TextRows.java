/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.aggregate;

import dev.spoor.vector.BulkReader;
import dev.spoor.vector.Column;
import dev.spoor.vector.ConstantColumn;
import dev.spoor.vector.DictionaryColumn;
import dev.spoor.vector.FlatColumn;
import dev.spoor.vector.StringDictionary;
import org.apache.arrow.vector.BaseVariableWidthVector;

/** The bytes of a text or binary column's rows, in any shape. Reusable; one thread; rows must not be NULL. */
final class TextRows {
    private final BulkReader reader = new BulkReader();
    private StringDictionary dictionary;
    private int[] codes;
    private int[] offsets;
    private byte[] text;
    private boolean constant;
    private byte[] bytes;
    private int start;
    private int length;

    /** Reads this column from now on; valid as long as the column is. */
    void set(Column column) {
        dictionary = null;
        constant = false;
        if (column instanceof DictionaryColumn encoded) {
            dictionary = encoded.dictionary();
            codes = reader.ints(encoded.codes(), column.rowCount());
        } else if (column instanceof ConstantColumn one) {
            constant = true;
            setFlat((BaseVariableWidthVector) one.value(), 1);
            at(0);
        } else {
            setFlat((BaseVariableWidthVector) ((FlatColumn) column).vector(), column.rowCount());
        }
    }

    /** Moves to a row. */
    void at(int row) {
        if (dictionary != null) {
            bytes = dictionary.value(codes[row]);
            start = 0;
            length = bytes.length;
        } else {
            int at = constant ? 0 : row;
            bytes = text;
            start = offsets[at];
            length = offsets[at + 1] - start;
        }
    }

    /** The array that holds the row's bytes; not to be changed. */
    byte[] bytes() {
        return bytes;
    }

    int start() {
        return start;
    }

    int length() {
        return length;
    }

    /** Whether {@link #bytes()} is exactly the value and is never reused. */
    boolean isOwnArray() {
        return dictionary != null;
    }

    private void setFlat(BaseVariableWidthVector vector, int rows) {
        offsets = reader.offsets(vector, rows);
        text = reader.text(vector, rows);
    }
}
