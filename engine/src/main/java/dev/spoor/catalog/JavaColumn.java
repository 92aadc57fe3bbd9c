/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.catalog;

import dev.spoor.vector.Column;
import dev.spoor.vector.FlatColumn;
import dev.spoor.vector.Memory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.TimeStampMicroVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.types.pojo.Field;

/** Java values as a column, for the few types that system tables have. */
final class JavaColumn {
    private JavaColumn() {}

    /**
     * A column owned by the caller.
     *
     * @param field VARCHAR (String), BIGINT and TIMESTAMP (Long), BOOLEAN (Boolean), DATE (Integer), ARRAY of VARCHAR (List of String)
     * @param index of the value in each row; null is NULL
     */
    static Column of(Field field, List<Object[]> rows, int index, Memory memory) {
        FieldVector vector = field.createVector(memory.allocator());
        try {
            vector.setInitialCapacity(rows.size());
            vector.allocateNew();
            for (int row = 0; row < rows.size(); row++) {
                write(vector, row, rows.get(row)[index]);
            }
            vector.setValueCount(rows.size());
            return new FlatColumn(vector);
        } catch (RuntimeException e) {
            vector.close();
            throw e;
        }
    }

    private static void write(FieldVector vector, int row, Object valueOrNull) {
        if (valueOrNull == null) {
            if (vector instanceof ListVector lists) {
                lists.setNull(row);
            }
            return; // fresh vectors are NULL throughout
        }
        if (vector instanceof VarCharVector texts) {
            texts.setSafe(row, ((String) valueOrNull).getBytes(StandardCharsets.UTF_8));
        } else if (vector instanceof BigIntVector numbers) {
            numbers.setSafe(row, (Long) valueOrNull);
        } else if (vector instanceof TimeStampMicroVector times) {
            times.setSafe(row, (Long) valueOrNull);
        } else if (vector instanceof DateDayVector days) {
            days.setSafe(row, (Integer) valueOrNull);
        } else if (vector instanceof BitVector booleans) {
            booleans.setSafe(row, (Boolean) valueOrNull ? 1 : 0);
        } else if (vector instanceof ListVector lists) {
            writeList(lists, row, (List<?>) valueOrNull);
        } else {
            throw new IllegalArgumentException("no system table has columns of " + vector.getField());
        }
    }

    private static void writeList(ListVector lists, int row, List<?> values) {
        int start = lists.startNewValue(row);
        VarCharVector elements = (VarCharVector) lists.getDataVector();
        for (int i = 0; i < values.size(); i++) {
            elements.setSafe(start + i, ((String) values.get(i)).getBytes(StandardCharsets.UTF_8));
        }
        lists.endValue(row, values.size());
    }
}
