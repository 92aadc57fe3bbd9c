/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.output;

import com.google.flatbuffers.FlatBufferBuilder;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Column;
import dev.spoor.vector.Memory;
import dev.spoor.vector.SqlTypes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.arrow.flatbuf.KeyValue;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.VectorUnloader;
import org.apache.arrow.vector.ipc.WriteChannel;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.ipc.message.IpcOption;
import org.apache.arrow.vector.ipc.message.MessageSerializer;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * A result as a stream of the Arrow columnar format (its IPC streaming format, metadata version 5): a schema, a record batch for each
 * batch of the result, not compressed, and the marker of the end. Every reader of Arrow takes it: text is sent as text and never by
 * dictionaries, which grow while a query runs and which few readers let grow. IPADDRESS and INTERVAL YEAR TO MONTH are sent as the text
 * that CSV has of them, because readers have no type for them; inside of arrays, maps and rows they stay as they are.
 *
 * <p>What was told about the result ({@link #end(Map)}) is the metadata of a last batch without rows.
 */
public final class ArrowStreamWriter implements ResultWriter {
    /** The type of what this writes, as HTTP names it. */
    public static final String MEDIA_TYPE = "application/vnd.apache.arrow.stream";

    private static final int LENGTH_BYTES = Integer.BYTES;
    private static final int ALIGNMENT_BYTES = 8;
    private static final int METADATA_BYTES = 1024;

    private final WriteChannel out;
    private final Memory memory;
    private List<Field> fields = List.of();

    /**
     * Makes one.
     *
     * @param memory the query's budget, for texts that have to be made; nothing of it is held between two calls, but for what the
     *     columns of a batch keep until the batch is closed
     */
    public ArrowStreamWriter(WritableByteChannel out, Memory memory) {
        this.out = new WriteChannel(out);
        this.memory = memory;
    }

    @Override
    public void begin(List<String> columnNames, Schema schema) throws IOException {
        List<Field> shown = new ArrayList<>();
        for (int i = 0; i < columnNames.size(); i++) {
            Field field = schema.getFields().get(i);
            String name = columnNames.get(i);
            shown.add(isText(field) ? SqlTypes.varchar(name) : SqlTypes.renamed(field, name));
        }
        fields = List.copyOf(shown);
        MessageSerializer.serialize(out, new Schema(fields));
    }

    /** Whether readers get text of a type that they lack. */
    private static boolean isText(Field field) {
        return SqlTypes.isIpAddress(field) || field.getType().equals(SqlTypes.INTERVAL_YEAR);
    }

    @Override
    public void write(Batch batch) throws IOException {
        List<FieldVector> made = new ArrayList<>();
        try {
            List<FieldVector> vectors = new ArrayList<>();
            for (int i = 0; i < fields.size(); i++) {
                Column column = batch.column(i);
                if (isText(column.field())) {
                    made.add(texts(fields.get(i), column));
                    vectors.add(made.get(made.size() - 1));
                } else {
                    vectors.add(column.flat(memory));
                }
            }
            // not closed: it would close the columns' vectors
            VectorSchemaRoot root = new VectorSchemaRoot(fields, vectors, batch.rowCount());
            try (ArrowRecordBatch message = new VectorUnloader(root).getRecordBatch()) {
                MessageSerializer.serialize(out, message);
            }
        } finally {
            made.forEach(FieldVector::close);
        }
    }

    private VarCharVector texts(Field field, Column column) {
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

    @Override
    public void end() throws IOException {
        end(Map.of());
    }

    /** Ends the stream; what was told about the result becomes the metadata of a batch without rows, if there is any. */
    public void end(Map<String, String> told) throws IOException {
        if (!told.isEmpty()) {
            writeTold(told);
        }
        out.writeIntLittleEndian(MessageSerializer.IPC_CONTINUATION_TOKEN);
        out.writeIntLittleEndian(0);
    }

    /** Arrow's own writer has no place for the metadata of a batch. */
    private void writeTold(Map<String, String> told) throws IOException {
        try (VectorSchemaRoot root = VectorSchemaRoot.create(new Schema(fields), memory.allocator())) {
            root.setRowCount(0);
            try (ArrowRecordBatch message = new VectorUnloader(root).getRecordBatch()) {
                FlatBufferBuilder builder = new FlatBufferBuilder(METADATA_BYTES);
                int header = message.writeTo(builder);
                int[] entries = new int[told.size()];
                int count = 0;
                for (Map.Entry<String, String> entry : told.entrySet()) {
                    int key = builder.createString(entry.getKey());
                    int value = builder.createString(entry.getValue());
                    entries[count++] = KeyValue.createKeyValue(builder, key, value);
                }
                int metadata = Message.createCustomMetadataVector(builder, entries);
                short version = IpcOption.DEFAULT.metadataVersion.toFlatbufID();
                builder.finish(Message.createMessage(
                        builder, version, MessageHeader.RecordBatch, header, message.computeBodyLength(), metadata));
                writeFramed(builder.dataBuffer());
                MessageSerializer.writeBatchBuffers(out, message);
            }
        }
    }

    /** Before a message stands its length; it ends where the next one may begin. */
    private void writeFramed(ByteBuffer message) throws IOException {
        int head = 2 * LENGTH_BYTES;
        int unaligned = (head + message.remaining()) % ALIGNMENT_BYTES;
        int padding = unaligned == 0 ? 0 : ALIGNMENT_BYTES - unaligned;
        out.writeIntLittleEndian(MessageSerializer.IPC_CONTINUATION_TOKEN);
        out.writeIntLittleEndian(message.remaining() + padding);
        out.write(message);
        out.writeZeros(padding);
    }
}
