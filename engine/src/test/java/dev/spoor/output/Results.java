/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.output;

import dev.spoor.vector.Batch;
import dev.spoor.vector.Column;
import dev.spoor.vector.ConstantColumn;
import dev.spoor.vector.DictionaryColumn;
import dev.spoor.vector.FlatColumn;
import dev.spoor.vector.Memory;
import dev.spoor.vector.Schema;
import dev.spoor.vector.SqlTypes;
import dev.spoor.vector.StringDictionary;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.DurationVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.IntervalYearVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.types.pojo.Field;

/** Results made of Java values, written by a writer: a fixture of the writers' tests. Closes what it makes. */
final class Results implements AutoCloseable {
    private final Memory memory = Memory.root(Long.MAX_VALUE);
    private final List<String> names = new ArrayList<>();
    private final List<Field> fields = new ArrayList<>();
    private final List<Column> columns = new ArrayList<>();

    /** Adds a column of these values. */
    Results column(Field field, Object... values) {
        FieldVector vector = field.createVector(memory.allocator());
        vector.allocateNew();
        for (int i = 0; i < values.length; i++) {
            set(vector, i, values[i]);
        }
        vector.setValueCount(values.length);
        return add(field, new FlatColumn(field, vector));
    }

    /** Adds a dictionary-encoded text column; codes of -1 are NULL. */
    Results encoded(String name, List<String> dictionary, int... codes) {
        IntVector vector = new IntVector(name, memory.allocator());
        vector.allocateNew(codes.length);
        for (int i = 0; i < codes.length; i++) {
            if (codes[i] < 0) {
                vector.setNull(i);
            } else {
                vector.set(i, codes[i]);
            }
        }
        vector.setValueCount(codes.length);
        byte[][] values = dictionary.stream()
                .map(value -> value.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        Field field = SqlTypes.varchar(name);
        return add(field, new DictionaryColumn(field, vector, StringDictionary.of(values)));
    }

    /** Adds a text column that holds the same value in each row. */
    Results constant(String name, String value, int rows) {
        Field field = SqlTypes.varchar(name);
        VarCharVector vector = new VarCharVector(field, memory.allocator());
        vector.allocateNew();
        vector.set(0, value.getBytes(StandardCharsets.UTF_8));
        vector.setValueCount(1);
        return add(field, new ConstantColumn(new FlatColumn(field, vector), rows));
    }

    /** What a format makes of the result, with a header and whole values. */
    String as(OutputFormat format) {
        return as(format, OutputOptions.standard());
    }

    /** What a format makes of the result, passed batch by batch, one row each. */
    String as(OutputFormat format, OutputOptions options) {
        if (format.isBinary()) {
            return new String(bytes(format, options), StandardCharsets.ISO_8859_1);
        }
        StringBuilder out = new StringBuilder();
        write(ResultWriters.open(format, out, options));
        return out.toString();
    }

    /** What a format of bytes makes of the result. */
    byte[] bytes(OutputFormat format, OutputOptions options) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ResultWriter writer = ResultWriters.open(format, out, memory, options)) {
            write(writer);
        }
        return out.toByteArray();
    }

    /** Passes the result to a writer, one row in each batch. */
    void write(ResultWriter writer) {
        try {
            begin(writer);
            writer.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As above, but does not end it. */
    void begin(ResultWriter writer) {
        try {
            writer.begin(names, new Schema(fields));
            int rows = columns.isEmpty() ? 0 : columns.get(0).rowCount();
            for (int row = 0; row < rows; row++) {
                int only = row;
                try (Batch batch = new Batch(
                        1,
                        columns.stream()
                                .map(column -> column.slice(only, 1, memory))
                                .toList())) {
                    writer.write(batch);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        columns.forEach(Column::close);
        memory.close();
    }

    private Results add(Field field, Column column) {
        names.add(field.getName());
        fields.add(field);
        columns.add(column);
        return this;
    }

    private static void set(FieldVector vector, int index, Object value) {
        if (value == null) {
            vector.setNull(index);
        } else if (vector instanceof VarCharVector text) {
            text.setSafe(index, ((String) value).getBytes(StandardCharsets.UTF_8));
        } else if (vector instanceof BigIntVector numbers) {
            numbers.setSafe(index, (Long) value);
        } else if (vector instanceof IntVector numbers) {
            numbers.setSafe(index, (Integer) value);
        } else if (vector instanceof Float8Vector numbers) {
            numbers.setSafe(index, (Double) value);
        } else if (vector instanceof BitVector flags) {
            flags.setSafe(index, (Boolean) value ? 1 : 0);
        } else if (vector instanceof DecimalVector numbers) {
            numbers.setSafe(index, (BigDecimal) value);
        } else if (vector instanceof DateDayVector dates) {
            dates.setSafe(index, (Integer) value);
        } else if (vector instanceof TimeMicroVector times) {
            times.setSafe(index, (Long) value);
        } else if (vector instanceof TimeStampVector times) {
            times.setSafe(index, (Long) value);
        } else if (vector instanceof DurationVector spans) {
            spans.setSafe(index, (Long) value);
        } else if (vector instanceof IntervalYearVector months) {
            months.setSafe(index, (Integer) value);
        } else if (vector instanceof VarBinaryVector bytes) {
            bytes.setSafe(index, (byte[]) value);
        } else {
            setNested(vector, index, value);
        }
    }

    private static void setNested(FieldVector vector, int index, Object value) {
        if (vector instanceof MapVector map) {
            Map<?, ?> entries = (Map<?, ?>) value;
            int at = map.startNewValue(index);
            StructVector pairs = (StructVector) map.getDataVector();
            for (Map.Entry<?, ?> entry : entries.entrySet()) {
                pairs.setIndexDefined(at);
                set((FieldVector) pairs.getChildByOrdinal(0), at, entry.getKey());
                set((FieldVector) pairs.getChildByOrdinal(1), at, entry.getValue());
                at++;
            }
            map.endValue(index, entries.size());
        } else if (vector instanceof ListVector list) {
            List<?> elements = (List<?>) value;
            int at = list.startNewValue(index);
            for (Object element : elements) {
                set(list.getDataVector(), at++, element);
            }
            list.endValue(index, elements.size());
        } else if (vector instanceof StructVector struct) {
            struct.setIndexDefined(index);
            List<?> members = (List<?>) value;
            for (int i = 0; i < members.size(); i++) {
                set((FieldVector) struct.getChildByOrdinal(i), index, members.get(i));
            }
        } else {
            throw new IllegalArgumentException("no way to set " + vector.getField());
        }
    }
}
