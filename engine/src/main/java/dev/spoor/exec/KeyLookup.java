/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.exec;

import dev.spoor.vector.Batch;
import dev.spoor.vector.Column;
import dev.spoor.vector.ConstantColumn;
import dev.spoor.vector.DictionaryColumn;
import dev.spoor.vector.StringDictionary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.vector.IntVector;

/**
 * Looks up the keys of left rows in a table. A single dictionary-encoded key is looked up once for each distinct value,
 * a constant once for each batch. One thread.
 */
final class KeyLookup {
    /** Dictionaries whose results are kept at a time; gathered batches come from as many as there are workers. */
    private static final int DICTIONARIES_MAX = 16;

    private static final int UNKNOWN = -2;

    private final JoinKeys keys;
    private final List<Known> known = new ArrayList<>();
    private JoinTable table;

    /** Key numbers by code of one dictionary. */
    private static final class Known {
        final StringDictionary dictionary;
        int[] numbers = new int[0];

        Known(StringDictionary dictionary) {
            this.dictionary = dictionary;
        }
    }

    KeyLookup(JoinKeys keys) {
        this.keys = keys;
    }

    /** Looks up in this table from now on. */
    void start(JoinTable newTable) {
        table = newTable;
        known.clear();
    }

    /** Writes the key number of each row, or {@link KeyTable#NONE}. */
    void find(Batch batch, int[] numbers) {
        int rows = batch.rowCount();
        keys.bind(batch);
        if (rows > 0 && isOneValue(batch)) {
            Arrays.fill(numbers, 0, rows, find(0));
        } else if (keys.columns().size() == 1 && batch.column(keys.columns().get(0)) instanceof DictionaryColumn text) {
            findByCode(text, numbers);
        } else {
            for (int row = 0; row < rows; row++) {
                numbers[row] = find(row);
            }
        }
    }

    private int find(int row) {
        return keys.encode(row) ? table.find(keys.key()) : KeyTable.NONE;
    }

    private boolean isOneValue(Batch batch) {
        for (int column : keys.columns()) {
            Column key = batch.column(column);
            if (!(key instanceof ConstantColumn)) {
                return false;
            }
        }
        return true;
    }

    private void findByCode(DictionaryColumn text, int[] numbers) {
        int[] byCode = byCode(text.dictionary());
        IntVector codes = text.codes();
        for (int row = 0; row < text.rowCount(); row++) {
            if (codes.isNull(row)) {
                numbers[row] = find(row);
                continue;
            }
            int code = codes.get(row);
            if (byCode[code] == UNKNOWN) {
                byCode[code] = find(row);
            }
            numbers[row] = byCode[code];
        }
    }

    private int[] byCode(StringDictionary dictionary) {
        Known found = null;
        for (Known each : known) {
            if (each.dictionary.sameAs(dictionary)) {
                found = each;
            }
        }
        if (found == null) {
            if (known.size() == DICTIONARIES_MAX) {
                known.remove(0);
            }
            found = new Known(dictionary);
            known.add(found);
        }
        int had = found.numbers.length;
        if (had < dictionary.size()) {
            found.numbers = Arrays.copyOf(found.numbers, Math.max(dictionary.size(), had * 2));
            Arrays.fill(found.numbers, had, found.numbers.length, UNKNOWN);
        }
        return found.numbers;
    }
}
