/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.exec;

import dev.spoor.vector.Batch;
import dev.spoor.vector.KeyBuffer;
import dev.spoor.vector.KeyEncoder;
import dev.spoor.vector.Schema;
import java.util.List;

/** Encodes the key of rows of one side of a join; both sides give equal bytes for equal keys. One thread. */
final class JoinKeys {
    private final List<Integer> columns;
    private final List<Boolean> nullSafe;
    private final KeyEncoder encoder;
    private final KeyBuffer key = new KeyBuffer();

    JoinKeys(Schema schema, List<Integer> columns, List<Boolean> nullSafe) {
        this.columns = columns;
        this.nullSafe = nullSafe;
        this.encoder = KeyEncoder.forEquality(
                columns.stream().map(schema.getFields()::get).toList());
    }

    List<Integer> columns() {
        return columns;
    }

    /** Takes the next rows from this batch, borrowed until the next call. */
    void bind(Batch batch) {
        encoder.bind(batch, columns);
    }

    /** Encodes the key of a row into {@link #key()}; false if it can match nothing, because of a NULL. */
    boolean encode(int row) {
        for (int i = 0; i < nullSafe.size(); i++) {
            if (!nullSafe.get(i) && encoder.isNull(i, row)) {
                return false;
            }
        }
        key.setLength(0);
        encoder.encode(row, key);
        return true;
    }

    KeyBuffer key() {
        return key;
    }
}
