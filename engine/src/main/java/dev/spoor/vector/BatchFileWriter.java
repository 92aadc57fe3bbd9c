/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.vector;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.zip.CRC32C;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;

/**
 * Writes batches to a temporary file of this process, to be read back by a {@link BatchFileReader}. One thread.
 *
 * <p>The format is our own and private to one running query: a magic number, then a block for each batch: its row count,
 * its columns, and the CRC-32C of the block. A column keeps its shape. Vectors are their buffers, children after
 * parents. A dictionary is numbered by its first use in the file; each block brings the values that are new in it, so
 * that the file holds each value once, and only those that rows use. All numbers are big-endian; buffers are as in
 * memory. On the way to the file all of it is cut into {@link PackedFrames}. Buffers are copied through a heap array, which works without opening java.nio to Arrow.
 */
public final class BatchFileWriter implements AutoCloseable {
    static final long MAGIC = 0x53504F4F52424631L;
    static final byte BLOCK = 1;
    static final byte END = 2;
    static final byte SHAPE_FLAT = 1;
    static final byte SHAPE_CONSTANT = 2;
    static final byte SHAPE_DICTIONARY = 3;

    /** Bytes of the buffer between memory and file. */
    static final int BUFFER_BYTES = 64 * 1024;

    private final Path path;
    private final Memory memory;
    private final LongConsumer aboutToWrite;
    private final FileChannel channel;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final ByteBuffer view = ByteBuffer.wrap(buffer);
    private final PackedFrames frames = new PackedFrames();
    private final CRC32C checksum = new CRC32C();
    private final Map<StringDictionary.Identity, FileDictionary> dictionaries = new IdentityHashMap<>();
    private final List<Integer> newCodes = new ArrayList<>();
    private int checksumFrom;
    private long reservedBytes;
    private long writtenBytes;
    private long rows;
    private long dictionaryBytes;
    private boolean open = true;

    /** Codes of one source dictionary in this file: 0 = not written yet, else file code + 1. */
    private static final class FileDictionary {
        final int number;
        int[] fileCodes = new int[0];
        int size;

        FileDictionary(int number) {
            this.number = number;
        }
    }

    /**
     * @param path of a file that does not exist yet
     * @param aboutToWrite told of bytes before they are written; may throw to refuse them
     */
    public BatchFileWriter(Path path, Memory memory, LongConsumer aboutToWrite) {
        this.path = path;
        this.memory = memory;
        this.aboutToWrite = aboutToWrite;
        reservedBytes = BUFFER_BYTES + PackedFrames.memoryBytes();
        memory.reserve(reservedBytes);
        try {
            this.channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (IOException e) {
            memory.release(reservedBytes);
            throw failed(e);
        }
        writeLong(MAGIC);
    }

    /** Appends a batch, which stays the caller's. All batches of a file have columns of the same types. */
    public void write(Batch batch) {
        startBlock();
        writeByte(BLOCK);
        writeInt(batch.rowCount());
        writeInt(batch.columnCount());
        for (int i = 0; i < batch.columnCount(); i++) {
            writeColumn(batch.column(i));
        }
        writeChecksum();
        rows += batch.rowCount();
    }

    /** Rows written so far. */
    public long rowCount() {
        return rows;
    }

    /** Bytes written so far; exact after {@link #finish}. */
    public long writtenBytes() {
        return writtenBytes;
    }

    /** Heap that a reader of the whole file needs for its dictionaries, roughly. */
    public long dictionaryBytes() {
        return dictionaryBytes;
    }

    /** Completes the file. */
    public void finish() {
        startBlock();
        writeByte(END);
        writeLong(rows);
        writeChecksum();
        flush();
        close();
    }

    /** Frees the buffers and closes the file, which without {@link #finish} is not readable. May be called again. */
    @Override
    public void close() {
        if (!open) {
            return;
        }
        open = false;
        memory.release(reservedBytes);
        try {
            channel.close();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private void writeColumn(Column column) {
        if (column instanceof DictionaryColumn encoded) {
            writeByte(SHAPE_DICTIONARY);
            writeEncoded(encoded);
        } else if (column instanceof ConstantColumn constant) {
            writeByte(SHAPE_CONSTANT);
            writeVector(constant.value(), 1);
        } else {
            writeByte(SHAPE_FLAT);
            writeVector(((FlatColumn) column).vector(), column.rowCount());
        }
    }

    private void writeEncoded(DictionaryColumn column) {
        StringDictionary source = column.dictionary();
        FileDictionary target =
                dictionaries.computeIfAbsent(source.identity(), identity -> new FileDictionary(dictionaries.size()));
        if (target.fileCodes.length < source.size()) {
            int length = Math.max(source.size(), target.fileCodes.length * 2);
            long bytes = (length - target.fileCodes.length) * 4L;
            memory.reserve(bytes);
            reservedBytes += bytes;
            target.fileCodes = Arrays.copyOf(target.fileCodes, length);
        }
        IntVector codes = column.codes();
        int count = column.rowCount();
        newCodes.clear();
        for (int row = 0; row < count; row++) {
            if (!codes.isNull(row) && target.fileCodes[codes.get(row)] == 0) {
                target.fileCodes[codes.get(row)] = ++target.size;
                newCodes.add(codes.get(row));
            }
        }
        writeInt(target.number);
        writeInt(newCodes.size());
        for (int code : newCodes) {
            byte[] value = source.value(code);
            writeInt(value.length);
            writeBytes(value, value.length);
            dictionaryBytes += value.length + BatchFileReader.VALUE_OVERHEAD_BYTES;
        }
        for (int row = 0; row < count; row++) {
            writeInt(codes.isNull(row) ? -1 : target.fileCodes[codes.get(row)] - 1);
        }
    }

    private void writeVector(FieldVector vector, int count) {
        if (count == 0) {
            return;
        }
        writeInt(vector.getNullCount());
        writeBuffer(vector.getValidityBuffer(), (count + 7) / 8);
        if (vector instanceof BitVector bits) {
            writeBuffer(bits.getDataBuffer(), (count + 7) / 8);
        } else if (vector instanceof BaseFixedWidthVector fixed) {
            writeBuffer(fixed.getDataBuffer(), (long) count * fixed.getTypeWidth());
        } else if (vector instanceof BaseVariableWidthVector variable) {
            writeBuffer(variable.getOffsetBuffer(), (count + 1) * 4L);
            long bytes = variable.getOffsetBuffer().getInt(count * 4L);
            writeBuffer(variable.getDataBuffer(), bytes);
        } else if (vector instanceof ListVector list) {
            writeBuffer(list.getOffsetBuffer(), (count + 1) * 4L);
            writeVector(list.getDataVector(), list.getOffsetBuffer().getInt(count * 4L));
        } else if (vector instanceof StructVector struct) {
            for (FieldVector child : struct.getChildrenFromFields()) {
                writeVector(child, count);
            }
        } else {
            throw new IllegalArgumentException("not a type of SqlTypes: " + vector.getField());
        }
    }

    private void writeBuffer(ArrowBuf source, long bytes) {
        long at = 0;
        while (at < bytes) {
            if (view.position() == BUFFER_BYTES) {
                flush();
            }
            int piece = (int) Math.min(bytes - at, BUFFER_BYTES - view.position());
            source.getBytes(at, buffer, view.position(), piece);
            view.position(view.position() + piece);
            at += piece;
        }
    }

    private void writeBytes(byte[] source, int length) {
        int at = 0;
        while (at < length) {
            if (view.position() == BUFFER_BYTES) {
                flush();
            }
            int piece = Math.min(length - at, BUFFER_BYTES - view.position());
            view.put(source, at, piece);
            at += piece;
        }
    }

    private void writeByte(byte value) {
        room(1);
        view.put(value);
    }

    private void writeInt(int value) {
        room(4);
        view.putInt(value);
    }

    private void writeLong(long value) {
        room(8);
        view.putLong(value);
    }

    private void startBlock() {
        checksum.reset();
        checksumFrom = view.position();
    }

    private void writeChecksum() {
        checksum.update(buffer, checksumFrom, view.position() - checksumFrom);
        checksumFrom = view.position();
        writeInt((int) checksum.getValue());
    }

    private void room(int bytes) {
        if (BUFFER_BYTES - view.position() < bytes) {
            flush();
        }
    }

    private void flush() {
        int length = view.position();
        if (length == 0) {
            return;
        }
        checksum.update(buffer, checksumFrom, length - checksumFrom);
        checksumFrom = 0;
        frames.pack(buffer, length);
        ByteBuffer frame = frames.frame();
        int written = frame.remaining();
        aboutToWrite.accept(written);
        try {
            while (frame.hasRemaining()) {
                channel.write(frame);
            }
            view.clear();
            writtenBytes += written;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private EngineException failed(IOException e) {
        return new EngineException(
                ErrorCode.DISK_FULL,
                "temporary file " + path + " cannot be written (" + e.getMessage()
                        + "); set spill.path to a folder with room",
                e);
    }
}
