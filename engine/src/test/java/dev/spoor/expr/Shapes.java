/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.expr;

import dev.spoor.vector.Batch;
import dev.spoor.vector.Column;
import dev.spoor.vector.ConstantColumn;
import dev.spoor.vector.DictionaryColumn;
import dev.spoor.vector.FlatColumn;
import dev.spoor.vector.Memory;
import dev.spoor.vector.StringDictionary;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.types.pojo.Field;

/** Columns of Java values in each of the three shapes, and back. */
public final class Shapes {
    private Shapes() {}

    public static Column flat(Field field, List<?> values, Memory memory) {
        FieldVector vector = Values.newVector(field, values.size(), memory);
        for (int i = 0; i < values.size(); i++) {
            Values.write(vector, i, values.get(i));
        }
        vector.setValueCount(values.size());
        return new FlatColumn(field, vector);
    }

    /** Text only. The dictionary also holds a value that no row has. */
    public static Column dictionary(Field field, List<?> values, Memory memory) {
        Map<Object, Integer> codes = new LinkedHashMap<>();
        codes.put("no row holds \uD83D\uDE00 this", 0);
        IntVector vector = new IntVector(field.getName(), memory.allocator());
        vector.allocateNew(Math.max(1, values.size()));
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i) == null) {
                vector.setNull(i);
            } else {
                vector.set(i, codes.computeIfAbsent(values.get(i), v -> codes.size()));
            }
        }
        vector.setValueCount(values.size());
        byte[][] texts = codes.keySet().stream()
                .map(v -> ((String) v).getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        return new DictionaryColumn(field, vector, StringDictionary.of(texts));
    }

    public static Column constant(Field field, Object value, int rowCount, Memory memory) {
        if (value == null) {
            return ConstantColumn.ofNull(field, rowCount, memory);
        }
        return new ConstantColumn((FlatColumn) flat(field, Collections.singletonList(value), memory), rowCount);
    }

    /** The values of an expression over a batch, as {@link Values} has them. */
    public static List<Object> eval(VectorExpr expr, Batch batch, EvalContext context) {
        try (Column column = expr.eval(batch, context)) {
            return read(column);
        }
    }

    public static List<Object> read(Column column) {
        ValueReader reader = ValueReader.of(column);
        List<Object> values = new ArrayList<>();
        for (int row = 0; row < column.rowCount(); row++) {
            values.add(reader.isNull(row) ? null : reader.getObject(row));
        }
        return values;
    }
}
