/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.aggregate;

import dev.spoor.expr.ValueReader;
import dev.spoor.expr.Values;
import dev.spoor.vector.Column;
import dev.spoor.vector.Memory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.FieldVector;

/** Of DECIMAL, ARRAY and ROW: as Java objects, the slow way. */
final class ObjectExtremes extends Extremes {
    /** Heap of a number, and of each part of a nested value, roughly. */
    private static final int VALUE_BYTES = 64;

    private Object[] values;

    ObjectExtremes(boolean greatest, Memory memory) {
        super(greatest, memory);
        values = new Object[0];
    }

    @Override
    void grow(int groupCount) {
        super.grow(groupCount);
        values = reservation.grow(values, groupCount);
    }

    @Override
    void addRows(Column column, Selection selection, int[] groupIds) {
        ValueReader objects = ValueReader.of(column);
        int[] rows = selection.rows();
        int count = selection.count();
        for (int i = 0; i < count; i++) {
            if (offer(groupIds[rows[i]], objects.getObject(rows[i]))) {
                noteImproved(rows[i]);
            }
        }
    }

    @Override
    boolean mergeGroup(Extremes other, int group, int mine) {
        return offer(mine, ((ObjectExtremes) other).values[group]);
    }

    @Override
    void writeValue(FieldVector out, int row, int group) {
        Values.write(out, row, values[group]);
    }

    private boolean offer(int group, Object value) {
        if (values[group] != null) {
            int order = Values.compare(value, values[group]);
            if (greatest ? order <= 0 : order >= 0) {
                return false;
            }
            reservation.remove(bytesOf(values[group]));
        }
        reservation.add(bytesOf(value));
        values[group] = value;
        seen[group] = 1;
        return true;
    }

    /** Heap of a value, roughly. */
    static long bytesOf(Object value) {
        if (value instanceof List<?> parts) {
            long bytes = VALUE_BYTES;
            for (Object part : parts) {
                bytes += bytesOf(part);
            }
            return bytes;
        }
        if (value instanceof Map<?, ?> map) {
            return VALUE_BYTES + bytesOf(List.copyOf(map.keySet())) + bytesOf(new ArrayList<>(map.values()));
        }
        return value instanceof String text ? VALUE_BYTES + 2L * text.length() : VALUE_BYTES;
    }
}
