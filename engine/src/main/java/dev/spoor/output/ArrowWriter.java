/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.output;

import com.google.flatbuffers.FlatBufferBuilder;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Memory;
import dev.spoor.vector.Schema;
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
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.VectorUnloader;
import org.apache.arrow.vector.ipc.WriteChannel;
import org.apache.arrow.vector.ipc.message.ArrowBlock;
import org.apache.arrow.vector.ipc.message.ArrowFooter;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.ipc.message.IpcOption;
import org.apache.arrow.vector.ipc.message.MessageSerializer;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * A result in the Arrow columnar format (its IPC format, metadata version 5): a schema, a record batch for each batch of the result, not
 * compressed, and the marker of the end. Every reader of Arrow takes it: text is sent as text and never by dictionaries, which grow while
 * a query runs and which few readers let grow. IPADDRESS and INTERVAL YEAR TO MONTH are sent as the text that CSV has of them, because
 * readers have no type for them; inside of arrays, maps and rows they stay as they are.
 *
 * <p>As a file, the same stands between two magic numbers, and before the second one is a footer that tells where each batch begins.
 *
 * <p>What was told about the result ({@link #end(Map)}) is the metadata of a last batch without rows.
 */
public final class ArrowWriter implements ResultWriter {
    /** The type of a stream, as HTTP names it. */
    public static final String STREAM_MEDIA_TYPE = "application/vnd.apache.arrow.stream";

    private static final byte[] MAGIC = "ARROW1".getBytes(StandardCharsets.US_ASCII);
    private static final int LENGTH_BYTES = Integer.BYTES;
    private static final int ALIGNMENT_BYTES = 8;
    private static final int METADATA_BYTES = 1024;

    /** What stands around the messages. */
    private enum Frame {
        STREAM,
        FILE
    }

    private final WriteChannel out;
    private final Memory memory;
    private final Frame frame;
    private final List<ArrowBlock> blocks = new ArrayList<>();
    private ExportedColumns columns;

    private ArrowWriter(WritableByteChannel out, Memory memory, Frame frame) {
        this.out = new WriteChannel(out);
        this.memory = memory;
        this.frame = frame;
    }

    /**
     * A writer of a stream.
     *
     * @param memory the query's budget, for texts that have to be made; nothing of it is held between two calls, but for what the
     *     columns of a batch keep until the batch is closed
     */
    public static ArrowWriter stream(WritableByteChannel out, Memory memory) {
        return new ArrowWriter(out, memory, Frame.STREAM);
    }

    /** A writer of a file; some bytes for each batch are in memory. */
    static ArrowWriter file(WritableByteChannel out, Memory memory) {
        return new ArrowWriter(out, memory, Frame.FILE);
    }

    @Override
    public void begin(List<String> columnNames, Schema schema) throws IOException {
        columns = new ExportedColumns(columnNames, schema, ArrowWriter::isLacked);
        if (frame == Frame.FILE) {
            out.write(MAGIC);
            out.align();
        }
        MessageSerializer.serialize(out, new Schema(columns.fields()).toArrow());
    }

    private static boolean isLacked(Field field) {
        return SqlTypes.isIpAddress(field) || field.getType().equals(SqlTypes.INTERVAL_YEAR);
    }

    @Override
    public void write(Batch batch) throws IOException {
        try (Batch exported = columns.of(batch, memory)) {
            List<FieldVector> vectors = new ArrayList<>();
            for (int i = 0; i < exported.columnCount(); i++) {
                vectors.add(exported.column(i).flat(memory));
            }
            // not closed: it would close the columns' vectors
            VectorSchemaRoot root = new VectorSchemaRoot(columns.fields(), vectors, batch.rowCount());
            try (ArrowRecordBatch message = new VectorUnloader(root).getRecordBatch()) {
                ArrowBlock block = MessageSerializer.serialize(out, message);
                if (frame == Frame.FILE) {
                    blocks.add(block);
                }
            }
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
        if (frame == Frame.FILE) {
            long begin = out.getCurrentPosition();
            out.write(new ArrowFooter(new Schema(columns.fields()).toArrow(), List.of(), blocks), false);
            out.writeIntLittleEndian(Math.toIntExact(out.getCurrentPosition() - begin));
            out.write(MAGIC);
        }
    }

    /** Arrow's own writer has no place for the metadata of a batch. */
    private void writeTold(Map<String, String> told) throws IOException {
        try (VectorSchemaRoot root =
                VectorSchemaRoot.create(new Schema(columns.fields()).toArrow(), memory.allocator())) {
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
