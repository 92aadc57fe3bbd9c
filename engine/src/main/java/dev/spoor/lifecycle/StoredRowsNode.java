/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.lifecycle;

import dev.spoor.exec.Operator;
import dev.spoor.exec.PlanNode;
import dev.spoor.exec.QueryContext;
import dev.spoor.format.ContentHash;
import dev.spoor.source.RecordShapes;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Column;
import dev.spoor.vector.FlatColumn;
import dev.spoor.vector.Memory;
import dev.spoor.vector.Schema;
import dev.spoor.vector.SqlTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.util.TransferPair;

/**
 * Decoded records as the rows of a lake: their columns in the table's order, their shapes in the place of the whole records,
 * and the two halves of their content hash at the end.
 *
 * @param input decoded records in the table's order, whole records in the place of shapes
 * @param schema of the output
 * @param shapes makes what keeps whole records, for one worker
 * @param cut index of each column that shapes are made with
 * @param record index of the whole record as compact JSON, and of its shape
 * @param id index of the event ID
 * @param seed of the lake's hashes
 */
record StoredRowsNode(
        PlanNode input, Schema schema, Supplier<RecordShapes> shapes, List<Integer> cut, int record, int id, long seed)
        implements PlanNode {
    StoredRowsNode {
        cut = List.copyOf(cut);
    }

    @Override
    public List<PlanNode> inputs() {
        return List.of(input);
    }

    @Override
    public boolean isPartitioned() {
        return input.isPartitioned();
    }

    @Override
    public Operator open(QueryContext context) {
        return new StoredRowsOperator(context.open(input), context.memory());
    }

    @Override
    public String describe() {
        return "As stored: hash and shape of each record";
    }

    private final class StoredRowsOperator implements Operator {
        private final Operator source;
        private final Memory memory;
        private final ContentHash hash = new ContentHash(seed);
        private final RecordShapes recordShapes = shapes.get();
        private byte[] text = {};

        StoredRowsOperator(Operator source, Memory memory) {
            this.source = source;
            this.memory = memory;
        }

        @Override
        public Batch next() {
            try (Batch batch = source.next()) {
                return batch == null ? null : stored(batch);
            }
        }

        private Batch stored(Batch batch) {
            try (BigIntVector high = vector("high");
                    BigIntVector low = vector("low")) {
                fill(batch, high, low);
                List<Column> made = new ArrayList<>();
                try {
                    for (int i = 0; i < batch.columnCount(); i++) {
                        made.add(i == record ? shapes(batch) : batch.column(i).retain());
                    }
                    made.add(new FlatColumn(taken(high)));
                    made.add(new FlatColumn(taken(low)));
                    return new Batch(batch.rowCount(), made);
                } catch (RuntimeException e) {
                    made.forEach(Column::close);
                    throw e;
                }
            }
        }

        private Column shapes(Batch batch) {
            List<Column> values = new ArrayList<>();
            cut.forEach(column -> values.add(batch.column(column).retain()));
            try (Batch columnsToCut = new Batch(batch.rowCount(), values)) {
                return recordShapes.shapesOf(columnsToCut, batch.column(record), memory);
            }
        }

        private BigIntVector vector(String name) {
            return new BigIntVector(SqlTypes.field(name, SqlTypes.BIGINT), memory.allocator());
        }

        /** The same values with an owner of their own. */
        private BigIntVector taken(BigIntVector vector) {
            TransferPair transfer = vector.getTransferPair(memory.allocator());
            transfer.transfer();
            return (BigIntVector) transfer.getTo();
        }

        private void fill(Batch batch, BigIntVector high, BigIntVector low) {
            int rows = batch.rowCount();
            high.allocateNew(rows);
            low.allocateNew(rows);
            Column ids = batch.column(id);
            VarCharVector records = (VarCharVector) batch.column(record).flat(memory);
            for (int row = 0; row < rows; row++) {
                if (!ids.isNull(row)) {
                    int start = records.getStartOffset(row);
                    int length = records.getEndOffset(row) - start;
                    if (text.length < length) {
                        text = new byte[Math.max(length, 2 * text.length)];
                    }
                    records.getDataBuffer().getBytes(start, text, 0, length);
                    hash.hash(text, 0, length);
                    high.set(row, hash.high());
                    low.set(row, hash.low());
                }
            }
            high.setValueCount(rows);
            low.setValueCount(rows);
        }

        @Override
        public void close() {
            source.close();
        }
    }
}
