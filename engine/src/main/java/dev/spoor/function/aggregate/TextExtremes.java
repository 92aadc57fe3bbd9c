/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.aggregate;

import dev.spoor.vector.Column;
import dev.spoor.vector.Memory;
import java.util.Arrays;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.FieldVector;

/** Of VARCHAR, JSON and VARBINARY: by unsigned bytes, which for text is the order of code points. */
final class TextExtremes extends Extremes {
    private static final int ARRAY_OVERHEAD_BYTES = 16;

    private final TextRows text = new TextRows();
    private byte[][] values;

    TextExtremes(boolean greatest, Memory memory) {
        super(greatest, memory);
        values = new byte[0][];
    }

    @Override
    void grow(int groupCount) {
        super.grow(groupCount);
        values = reservation.grow(values, groupCount);
    }

    @Override
    void addRows(Column column, Selection selection, int[] groupIds) {
        text.set(column);
        int[] rows = selection.rows();
        int count = selection.count();
        for (int i = 0; i < count; i++) {
            int group = groupIds[rows[i]];
            text.at(rows[i]);
            byte[] best = values[group];
            if (best == text.bytes()) {
                continue;
            }
            if (best == null || isBetter(text.bytes(), text.start(), text.length(), best)) {
                byte[] better = text.isOwnArray()
                        ? text.bytes()
                        : Arrays.copyOfRange(text.bytes(), text.start(), text.start() + text.length());
                set(group, better);
                noteImproved(rows[i]);
            }
        }
    }

    @Override
    boolean mergeGroup(Extremes other, int group, int mine) {
        byte[] value = ((TextExtremes) other).values[group];
        if (values[mine] != null && !isBetter(value, 0, value.length, values[mine])) {
            return false;
        }
        set(mine, value);
        return true;
    }

    @Override
    void writeValue(FieldVector out, int row, int group) {
        ((BaseVariableWidthVector) out).setSafe(row, values[group]);
    }

    private void set(int group, byte[] value) {
        reservation.add(value.length + ARRAY_OVERHEAD_BYTES);
        if (values[group] != null) {
            reservation.remove(values[group].length + ARRAY_OVERHEAD_BYTES);
        }
        values[group] = value;
        seen[group] = 1;
    }

    private boolean isBetter(byte[] bytes, int start, int length, byte[] than) {
        int order = Arrays.compareUnsigned(bytes, start, start + length, than, 0, than.length);
        return greatest ? order > 0 : order < 0;
    }
}
