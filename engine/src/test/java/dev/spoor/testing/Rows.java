/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.testing;

import dev.spoor.expr.Values;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Column;
import dev.spoor.vector.ConstantColumn;
import dev.spoor.vector.DictionaryColumn;
import dev.spoor.vector.FlatColumn;
import dev.spoor.vector.Memory;
import dev.spoor.vector.StringDictionaryBuilder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/** Rows of Java values to batches and back. */
public final class Rows {
    private Rows() {}

    /** A column of flat shape. */
    public static Column flat(Field field, List<Object> values, Memory memory) {
        FieldVector vector = Values.newVector(field, values.size(), memory);
        try {
            for (int i = 0; i < values.size(); i++) {
                Values.write(vector, i, values.get(i));
            }
            vector.setValueCount(values.size());
            return new FlatColumn(field, vector);
        } catch (RuntimeException e) {
            vector.close();
            throw e;
        }
    }

    /** One value for all rows. */
    public static Column constant(Field field, Object value, int rowCount, Memory memory) {
        List<Object> one = new ArrayList<>();
        one.add(value);
        return new ConstantColumn((FlatColumn) flat(field, one, memory), rowCount);
    }

    /** A text column of codes. */
    public static Column encoded(Field field, List<Object> values, StringDictionaryBuilder dictionary, Memory memory) {
        IntVector codes = new IntVector("codes", memory.allocator());
        try {
            codes.allocateNew(values.size());
            for (int i = 0; i < values.size(); i++) {
                if (values.get(i) == null) {
                    codes.setNull(i);
                } else {
                    codes.set(i, dictionary.code(((String) values.get(i)).getBytes(StandardCharsets.UTF_8)));
                }
            }
            codes.setValueCount(values.size());
            return new DictionaryColumn(field, codes, dictionary.snapshot());
        } catch (RuntimeException e) {
            codes.close();
            throw e;
        }
    }

    public static boolean isText(Field field) {
        return field.getType().getTypeID() == ArrowType.ArrowTypeID.Utf8;
    }

    /** All columns flat. */
    public static Batch batch(List<Field> fields, List<List<Object>> rows, Memory memory) {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            columns.add(flat(fields.get(i), column(rows, i), memory));
        }
        return new Batch(rows.size(), columns);
    }

    public static List<Object> column(List<List<Object>> rows, int index) {
        List<Object> values = new ArrayList<>();
        rows.forEach(row -> values.add(row.get(index)));
        return values;
    }

    /** The rows of a batch, which stays the caller's. */
    public static List<List<Object>> read(Batch batch, Memory memory) {
        List<List<Object>> rows = new ArrayList<>();
        for (int row = 0; row < batch.rowCount(); row++) {
            rows.add(new ArrayList<>());
        }
        for (int i = 0; i < batch.columnCount(); i++) {
            FieldVector vector = batch.column(i).flat(memory);
            for (int row = 0; row < batch.rowCount(); row++) {
                rows.get(row).add(Values.read(vector, row));
            }
        }
        return rows;
    }

    /** Text that is equal for values that are not distinct in SQL. */
    public static String show(Object value) {
        if (value instanceof byte[] bytes) {
            return "x" + HexFormat.of().formatHex(bytes);
        }
        if (value instanceof Double number) {
            return number == 0 ? "0.0" : number.toString();
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Rows::show).toList().toString();
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, String> shown = new TreeMap<>();
            map.forEach((key, each) -> shown.put(show(key), show(each)));
            return shown.toString();
        }
        return value == null ? "NULL" : value.getClass().getSimpleName() + ":" + value;
    }

    /** {@link #show} for each row. */
    public static List<String> show(List<List<Object>> rows) {
        return rows.stream().map(Rows::show).toList();
    }

    /** {@link #show} for each row, in an order of their own. */
    public static List<String> showSorted(List<List<Object>> rows) {
        return rows.stream().map(Rows::show).sorted().toList();
    }
}
