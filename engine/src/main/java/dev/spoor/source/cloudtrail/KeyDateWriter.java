/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.source.cloudtrail;

import dev.spoor.json.ValueSlots;
import dev.spoor.source.KeyParts;
import dev.spoor.source.KeyPattern;
import dev.spoor.vector.Column;
import dev.spoor.vector.FlatColumn;
import dev.spoor.vector.Memory;
import java.util.function.Function;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.types.pojo.Field;

/** The date that the key of a record's file names. */
final class KeyDateWriter extends ColumnWriter {
    private final Field field;
    private final KeyPattern pattern;
    private final Function<String, KeyParts> partsOfPath;
    private final Memory memory;
    private final int batchRows;
    private DateDayVector vector;
    private Integer dayOrNull;
    private int row;

    KeyDateWriter(
            Field field, KeyPattern pattern, Function<String, KeyParts> partsOfPath, Memory memory, int batchRows) {
        this.field = field;
        this.pattern = pattern;
        this.partsOfPath = partsOfPath;
        this.memory = memory;
        this.batchRows = batchRows;
        begin();
    }

    @Override
    void startFile(String path) {
        dayOrNull = (Integer) pattern.valueOrNull(partsOfPath.apply(path));
    }

    @Override
    void append(byte[] text, int start, int end, ValueSlots slots) {
        if (dayOrNull == null) {
            vector.setNull(row++);
        } else {
            vector.setSafe(row++, dayOrNull);
        }
    }

    @Override
    Column build() {
        vector.setValueCount(row);
        Column built = new FlatColumn(field, vector);
        vector = null;
        begin();
        return built;
    }

    @Override
    long batchBytes() {
        return row * 4L;
    }

    @Override
    public void close() {
        if (vector != null) {
            vector.close();
        }
    }

    private void begin() {
        row = 0;
        DateDayVector fresh = new DateDayVector(field, memory.allocator());
        fresh.allocateNew(batchRows);
        vector = fresh;
    }
}
