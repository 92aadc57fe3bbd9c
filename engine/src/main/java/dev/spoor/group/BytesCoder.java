/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.group;

import dev.spoor.vector.Column;
import dev.spoor.vector.DictionaryColumn;
import dev.spoor.vector.FlatColumn;
import dev.spoor.vector.Memory;
import dev.spoor.vector.StringDictionary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.BitVectorHelper;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * Codes of VARCHAR, JSON, VARBINARY and DECIMAL (sixteen bytes each: one scale per column). A dictionary is translated
 * once: an array from its codes to ours, filled as codes appear.
 */
final class BytesCoder extends ValueCoder {
    /** Dictionaries whose translation is kept; a column seldom has more than one per scan worker. */
    private static final int TRANSLATIONS_MAX = 64;

    /** In a translation: the value was looked up and had no code. */
    private static final int MISSING = -2;

    private final ByteTable table;
    private final List<Translation> translations = new ArrayList<>();

    private static final class Translation {
        private final StringDictionary dictionary;
        private int[] codes = new int[0];
        private int filled;

        private Translation(StringDictionary dictionary) {
            this.dictionary = dictionary;
        }
    }

    BytesCoder(Field field, Memory memory) {
        super(field, memory);
        try {
            table = new ByteTable(reservation);
        } catch (RuntimeException e) {
            reservation.close();
            throw e;
        }
    }

    @Override
    public int size() {
        return table.size();
    }

    @Override
    void codeFlat(FieldVector vector, int rows, int[] codes, boolean add) {
        boolean nulls = vector.getNullCount() > 0;
        if (vector instanceof DecimalVector) {
            byte[] bytes = decimals(vector, rows);
            for (int row = 0; row < rows; row++) {
                int from = row * DecimalVector.TYPE_WIDTH;
                codes[row] = nulls && !present.get(row) ? NULL : code(bytes, from, DecimalVector.TYPE_WIDTH, add);
            }
            return;
        }
        BaseVariableWidthVector variable = (BaseVariableWidthVector) vector;
        int[] offsets = reader.offsets(variable, rows);
        byte[] bytes = reader.text(variable, rows);
        for (int row = 0; row < rows; row++) {
            int from = offsets[row];
            codes[row] = nulls && !present.get(row) ? NULL : code(bytes, from, offsets[row + 1] - from, add);
        }
    }

    @Override
    void codeDictionary(DictionaryColumn column, int[] codes, boolean add) {
        int rows = column.rowCount();
        StringDictionary dictionary = column.dictionary();
        Translation translation = translation(dictionary);
        int[] ours = translation.codes;
        int[] theirs = reader.ints(column.codes(), rows);
        boolean nulls = column.codes().getNullCount() > 0;
        for (int row = 0; row < rows; row++) {
            if (nulls && !present.get(row)) {
                codes[row] = NULL;
                continue;
            }
            int their = theirs[row];
            int our = ours[their];
            if (our < 0) {
                our = translate(dictionary, their, our, add);
                ours[their] = our;
                our = Math.max(our, UNKNOWN);
            }
            codes[row] = our;
        }
    }

    @Override
    public void encodeEntries(StringDictionary dictionary, int[] entries, int count, int[] codes) {
        int[] ours = translation(dictionary).codes;
        for (int i = 0; i < count; i++) {
            int entry = entries[i];
            if (entry == EntryCounts.NULL_ENTRY) {
                codes[i] = NULL;
                continue;
            }
            if (ours[entry] < 0) {
                ours[entry] = translate(dictionary, entry, ours[entry], true);
            }
            codes[i] = ours[entry];
        }
    }

    @Override
    void hashFlat(FieldVector vector, int rows, long[] hashes) {
        if (vector instanceof DecimalVector) {
            byte[] bytes = decimals(vector, rows);
            for (int row = 0; row < rows; row++) {
                hashes[row] = KeyHash.ofBytes(bytes, row * DecimalVector.TYPE_WIDTH, DecimalVector.TYPE_WIDTH);
            }
            return;
        }
        BaseVariableWidthVector variable = (BaseVariableWidthVector) vector;
        int[] offsets = reader.offsets(variable, rows);
        byte[] bytes = reader.text(variable, rows);
        for (int row = 0; row < rows; row++) {
            hashes[row] = KeyHash.ofBytes(bytes, offsets[row], offsets[row + 1] - offsets[row]);
        }
    }

    @Override
    void hashDictionary(DictionaryColumn column, long[] hashes) {
        for (int row = 0; row < column.rowCount(); row++) {
            if (!column.isNull(row)) {
                byte[] value = column.dictionary().value(column.codes().get(row));
                hashes[row] = KeyHash.ofBytes(value, 0, value.length);
            }
        }
    }

    @Override
    public long hash(int code) {
        return code == NULL ? KeyHash.NULL : table.hash(code);
    }

    @Override
    public int absorb(ValueCoder other, int otherCode) {
        if (otherCode == NULL) {
            return NULL;
        }
        ByteTable from = ((BytesCoder) other).table;
        return table.code(
                from.chunk(otherCode), from.start(otherCode), from.length(otherCode), from.hash(otherCode), true);
    }

    @Override
    public Column decode(int[] codes, int from, int count) {
        FieldVector vector = field().createVector(reservation.memory().allocator());
        try {
            if (vector instanceof BaseFixedWidthVector decimals) {
                writeDecimals(decimals, codes, from, count);
            } else {
                writeTexts((BaseVariableWidthVector) vector, codes, from, count);
            }
            vector.setValueCount(count);
            return new FlatColumn(field(), vector);
        } catch (RuntimeException | Error e) {
            vector.close();
            throw e;
        }
    }

    @Override
    public long memoryBytes() {
        return reservation.bytes();
    }

    @Override
    public void close() {
        reservation.close();
    }

    private int code(byte[] bytes, int from, int length, boolean add) {
        return table.code(bytes, from, length, KeyHash.ofBytes(bytes, from, length), add);
    }

    private int translate(StringDictionary dictionary, int code, int before, boolean add) {
        if (!add && before == MISSING) {
            return MISSING;
        }
        byte[] value = dictionary.value(code);
        int found = code(value, 0, value.length, add);
        return found < 0 ? MISSING : found;
    }

    /** The translation of a dictionary, long enough for its codes. */
    private Translation translation(StringDictionary dictionary) {
        Translation found = null;
        for (int i = 0; i < translations.size() && found == null; i++) {
            if (translations.get(i).dictionary.sameAs(dictionary)) {
                found = translations.get(i);
            }
        }
        if (found == null) {
            if (translations.size() == TRANSLATIONS_MAX) {
                reservation.remove(4L * translations.remove(0).codes.length);
            }
            found = new Translation(dictionary);
            translations.add(found);
        }
        if (found.filled < dictionary.size()) {
            found.codes = reservation.grow(found.codes, dictionary.size());
            Arrays.fill(found.codes, found.filled, found.codes.length, UNKNOWN);
            found.filled = found.codes.length;
        }
        return found;
    }

    private byte[] decimals(FieldVector vector, int rows) {
        byte[] bytes = new byte[rows * DecimalVector.TYPE_WIDTH];
        vector.getDataBuffer().getBytes(0, bytes, 0, bytes.length);
        return bytes;
    }

    private void writeDecimals(BaseFixedWidthVector vector, int[] codes, int from, int count) {
        vector.allocateNew(count);
        ArrowBuf data = vector.getDataBuffer();
        ArrowBuf validity = vector.getValidityBuffer();
        for (int i = 0; i < count; i++) {
            int code = codes[from + i];
            if (code != NULL) {
                data.setBytes(
                        (long) i * DecimalVector.TYPE_WIDTH,
                        table.chunk(code),
                        table.start(code),
                        DecimalVector.TYPE_WIDTH);
                BitVectorHelper.setBit(validity, i);
            }
        }
    }

    private void writeTexts(BaseVariableWidthVector vector, int[] codes, int from, int count) {
        long bytes = 0;
        for (int i = 0; i < count; i++) {
            bytes += codes[from + i] == NULL ? 0 : table.length(codes[from + i]);
        }
        vector.allocateNew(bytes, count);
        for (int i = 0; i < count; i++) {
            int code = codes[from + i];
            if (code == NULL) {
                vector.setNull(i);
            } else {
                vector.set(i, table.chunk(code), table.start(code), table.length(code));
            }
        }
    }
}
