/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.lifecycle;

import dev.spoor.exec.Operator;
import dev.spoor.exec.PlanNode;
import dev.spoor.exec.QueryContext;
import dev.spoor.format.ContentHash;
import dev.spoor.source.StoredColumns;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Column;
import dev.spoor.vector.FlatColumn;
import dev.spoor.vector.Memory;
import dev.spoor.vector.SqlTypes;
import java.util.List;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.arrow.vector.util.TransferPair;

/**
 * Decoded records as the rows of a lake: their columns in the table's order, and what their content is known by.
 *
 * @param input decoded records, the whole record and its id among their columns
 * @param schema of the output
 * @param columns for each output column its index in the input, or {@link #HIGH} or {@link #LOW}
 * @param record index of the whole record as compact JSON in the input
 * @param id index of the event ID in the input
 * @param seed of the lake's hashes
 */
record RecordHashNode(PlanNode input, Schema schema, List<Integer> columns, int record, int id, long seed)
        implements PlanNode {
    static final int HIGH = -1;
    static final int LOW = -2;

    RecordHashNode {
        columns = List.copyOf(columns);
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
        return new HashOperator(context.open(input), context.memory());
    }

    @Override
    public String describe() {
        return "Hash of the whole record";
    }

    private final class HashOperator implements Operator {
        private final Operator source;
        private final Memory memory;
        private final ContentHash hash = new ContentHash(seed);
        private byte[] text = {};

        HashOperator(Operator source, Memory memory) {
            this.source = source;
            this.memory = memory;
        }

        @Override
        public Batch next() {
            try (Batch batch = source.next()) {
                return batch == null ? null : hashed(batch);
            }
        }

        private Batch hashed(Batch batch) {
            try (BigIntVector high = vector(StoredColumns.HASH_HIGH);
                    BigIntVector low = vector(StoredColumns.HASH_LOW)) {
                fill(batch, high, low);
                try (Column highs = new FlatColumn(taken(high));
                        Column lows = new FlatColumn(taken(low))) {
                    Column[] made = new Column[columns.size()];
                    for (int i = 0; i < made.length; i++) {
                        int from = columns.get(i);
                        Column column = from == HIGH ? highs : from == LOW ? lows : batch.column(from);
                        made[i] = column.retain();
                    }
                    return new Batch(batch.rowCount(), made);
                }
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
