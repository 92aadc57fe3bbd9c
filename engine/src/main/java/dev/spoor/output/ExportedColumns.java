/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.output;

import dev.spoor.vector.Batch;
import dev.spoor.vector.Column;
import dev.spoor.vector.FlatColumn;
import dev.spoor.vector.Memory;
import dev.spoor.vector.Schema;
import dev.spoor.vector.SqlTypes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * The columns of a result as another columnar format has them: those of a type that it lacks are the text that CSV has of them.
 * Inside of arrays, maps and rows every type stays as it is.
 */
final class ExportedColumns {
    private final Predicate<Field> isLacked;
    private final List<Field> fields = new ArrayList<>();

    /**
     * @param names of the columns, in their order
     * @param isLacked whether the format has no type like that of a column
     */
    ExportedColumns(List<String> names, Schema schema, Predicate<Field> isLacked) {
        this.isLacked = isLacked;
        for (int i = 0; i < names.size(); i++) {
            Field field = schema.getFields().get(i);
            String name = names.get(i);
            fields.add(isLacked.test(field) ? SqlTypes.varchar(name) : SqlTypes.renamed(field, name));
        }
    }

    /** What the batches of {@link #of} are made of. */
    List<Field> fields() {
        return List.copyOf(fields);
    }

    /** The same rows; owned by the caller, as the batch that was given stays its own. */
    Batch of(Batch batch, Memory memory) {
        List<Column> columns = new ArrayList<>();
        try {
            for (int i = 0; i < fields.size(); i++) {
                Column column = batch.column(i);
                columns.add(
                        isLacked.test(column.field())
                                ? new FlatColumn(fields.get(i), texts(fields.get(i), column, memory))
                                : column.retain());
            }
            return new Batch(batch.rowCount(), columns);
        } catch (RuntimeException e) {
            columns.forEach(Column::close);
            throw e;
        }
    }

    private static VarCharVector texts(Field field, Column column, Memory memory) {
        VarCharVector vector = new VarCharVector(field, memory.allocator());
        try {
            vector.allocateNew(column.rowCount());
            for (int row = 0; row < column.rowCount(); row++) {
                if (!column.isNull(row)) {
                    vector.setSafe(row, ValueText.plain(column, row).getBytes(StandardCharsets.UTF_8));
                }
            }
            vector.setValueCount(column.rowCount());
            return vector;
        } catch (RuntimeException e) {
            vector.close();
            throw e;
        }
    }
}
