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
import java.util.List;
import java.util.zip.CRC32C;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * Reads back what a {@link BatchFileWriter} wrote, in order. One thread. Dictionary columns of one file have the
 * {@linkplain StringDictionary#sameAs same} dictionary where they had at writing.
 */
public final class BatchFileReader implements AutoCloseable {
    /** Heap of a dictionary value beside its bytes: array header and reference. */
    static final int VALUE_OVERHEAD_BYTES = 16 + 8;

    private final Path path;
    private final List<Field> fields;
    private final Memory memory;
    private final FileChannel channel;
    private final byte[] buffer = new byte[BatchFileWriter.BUFFER_BYTES];
    private final ByteBuffer view = ByteBuffer.wrap(buffer);
    private final PackedFrames frames = new PackedFrames();
    private final byte[] frame = new byte[BatchFileWriter.BUFFER_BYTES];
    private int frameAt;
    private int frameEnd;
    private final CRC32C checksum = new CRC32C();
    private final List<FileDictionary> dictionaries = new ArrayList<>();
    private int checksumFrom;
    private long reservedBytes;
    private long rows;
    private boolean ended;
    private boolean open = true;

    private static final class FileDictionary {
        final StringDictionary.Identity identity = new StringDictionary.Identity();
        byte[][] values = new byte[16][];
        int size;
        StringDictionary snapshot;

        StringDictionary snapshot() {
            if (snapshot == null || snapshot.size() != size) {
                snapshot = new StringDictionary(identity, values, size);
            }
            return snapshot;
        }
    }

    /** @param fields types of the columns that were written; names and metadata of the columns read */
    public BatchFileReader(Path path, List<Field> fields, Memory memory) {
        this.path = path;
        this.fields = List.copyOf(fields);
        this.memory = memory;
        view.limit(0);
        reservedBytes = 2L * BatchFileWriter.BUFFER_BYTES + PackedFrames.memoryBytes();
        memory.reserve(reservedBytes);
        try {
            this.channel = FileChannel.open(path, StandardOpenOption.READ);
        } catch (IOException e) {
            memory.release(reservedBytes);
            throw failed(e);
        }
        try {
            if (readLong() != BatchFileWriter.MAGIC) {
                throw corrupt("it does not begin as such a file does");
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** The next batch, owned by the caller; null at the end, for ever. */
    public Batch next() {
        if (ended) {
            return null;
        }
        startBlock();
        byte mark = readByte();
        if (mark == BatchFileWriter.END) {
            long expected = readLong();
            endBlock();
            if (expected != rows) {
                throw corrupt("it holds " + rows + " rows instead of " + expected);
            }
            ended = true;
            return null;
        }
        if (mark != BatchFileWriter.BLOCK) {
            throw corrupt("a block begins with " + mark);
        }
        int rowCount = readInt();
        int columnCount = readInt();
        if (columnCount != fields.size() || rowCount < 0) {
            throw corrupt("a block has " + columnCount + " columns and " + rowCount + " rows");
        }
        Column[] columns = new Column[columnCount];
        int done = 0;
        try {
            for (; done < columnCount; done++) {
                columns[done] = readColumn(fields.get(done), rowCount);
            }
            endBlock();
            rows += rowCount;
            return new Batch(rowCount, columns);
        } catch (RuntimeException e) {
            for (int i = 0; i < done; i++) {
                columns[i].close();
            }
            throw e;
        }
    }

    /** Closes the file and frees buffers; batches read stay valid. May be called again. */
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

    private Column readColumn(Field field, int rowCount) {
        byte shape = readByte();
        if (shape == BatchFileWriter.SHAPE_DICTIONARY) {
            return readEncoded(field, rowCount);
        }
        boolean constant = shape == BatchFileWriter.SHAPE_CONSTANT;
        if (!constant && shape != BatchFileWriter.SHAPE_FLAT) {
            throw corrupt("a column has shape " + shape);
        }
        FieldVector vector = field.createVector(memory.allocator());
        try {
            readVector(vector, constant ? 1 : rowCount);
        } catch (RuntimeException e) {
            vector.close();
            throw e;
        }
        FlatColumn flat = new FlatColumn(field, vector);
        return constant ? new ConstantColumn(flat, rowCount) : flat;
    }

    private Column readEncoded(Field field, int rowCount) {
        int number = readInt();
        if (number < 0 || number > dictionaries.size()) {
            throw corrupt("dictionary " + number + " comes after " + dictionaries.size());
        }
        if (number == dictionaries.size()) {
            dictionaries.add(new FileDictionary());
        }
        FileDictionary dictionary = dictionaries.get(number);
        int added = readInt();
        for (int i = 0; i < added; i++) {
            addValue(dictionary, checkedLength(readInt()));
        }
        IntVector codes = new IntVector(field.getName(), memory.allocator());
        try {
            codes.allocateNew(rowCount);
            for (int row = 0; row < rowCount; row++) {
                int code = readInt();
                if (code >= dictionary.size) {
                    throw corrupt("code " + code + " is not in a dictionary of " + dictionary.size);
                }
                if (code < 0) {
                    codes.setNull(row);
                } else {
                    codes.set(row, code);
                }
            }
            codes.setValueCount(rowCount);
            return new DictionaryColumn(field, codes, dictionary.snapshot());
        } catch (RuntimeException e) {
            codes.close();
            throw e;
        }
    }

    private void addValue(FileDictionary dictionary, long length) {
        long bytes = length + VALUE_OVERHEAD_BYTES;
        memory.reserve(bytes);
        reservedBytes += bytes;
        if (dictionary.size == dictionary.values.length) {
            dictionary.values = Arrays.copyOf(dictionary.values, dictionary.size * 2);
        }
        byte[] value = new byte[(int) length];
        readBytes(value);
        dictionary.values[dictionary.size++] = value;
    }

    /** Fills an empty vector; on failure the caller closes it. */
    private void readVector(FieldVector vector, int count) {
        if (count == 0) {
            vector.setValueCount(0);
            return;
        }
        ArrowFieldNode node = new ArrowFieldNode(count, readInt());
        List<ArrowBuf> buffers = new ArrayList<>(3);
        try {
            buffers.add(readBuffer((count + 7) / 8));
            if (vector instanceof BitVector) {
                buffers.add(readBuffer((count + 7) / 8));
            } else if (vector instanceof BaseFixedWidthVector fixed) {
                buffers.add(readBuffer((long) count * fixed.getTypeWidth()));
            } else if (vector instanceof BaseVariableWidthVector) {
                buffers.add(readBuffer((count + 1) * 4L));
                buffers.add(readBuffer(buffers.get(1).getInt(count * 4L)));
            } else if (vector instanceof ListVector) {
                buffers.add(readBuffer((count + 1) * 4L));
            }
            vector.loadFieldBuffers(node, buffers);
            if (vector instanceof ListVector list) {
                readVector(list.getDataVector(), buffers.get(1).getInt(count * 4L));
            } else if (vector instanceof StructVector struct) {
                for (FieldVector child : struct.getChildrenFromFields()) {
                    readVector(child, count);
                }
            }
        } finally {
            buffers.forEach(ArrowBuf::close);
        }
    }

    private ArrowBuf readBuffer(long bytes) {
        ArrowBuf target = memory.allocator().buffer(checkedLength(bytes));
        try {
            long at = 0;
            while (at < bytes) {
                fill();
                int piece = (int) Math.min(bytes - at, view.remaining());
                target.setBytes(at, buffer, view.position(), piece);
                view.position(view.position() + piece);
                at += piece;
            }
            target.writerIndex(bytes);
            return target;
        } catch (RuntimeException e) {
            target.close();
            throw e;
        }
    }

    /** A length that a damaged file claims must not make us allocate without bound. */
    private long checkedLength(long bytes) {
        try {
            long most = (channel.size() / PackedFrames.HEADER_BYTES + 1) * BatchFileWriter.BUFFER_BYTES;
            if (bytes < 0 || bytes > most) {
                throw corrupt("a buffer claims " + bytes + " bytes");
            }
            return bytes;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private void startBlock() {
        checksum.reset();
        checksumFrom = view.position();
    }

    private void endBlock() {
        checksum.update(buffer, checksumFrom, view.position() - checksumFrom);
        int expected = (int) checksum.getValue();
        checksumFrom = view.position();
        if (readInt() != expected) {
            throw corrupt("the checksum of a block does not agree");
        }
    }

    private void readBytes(byte[] target) {
        int at = 0;
        while (at < target.length) {
            fill();
            int piece = Math.min(target.length - at, view.remaining());
            view.get(target, at, piece);
            at += piece;
        }
    }

    private byte readByte() {
        need(1);
        return view.get();
    }

    private int readInt() {
        need(4);
        return view.getInt();
    }

    private long readLong() {
        need(8);
        return view.getLong();
    }

    /** Makes at least the given number of bytes available in one piece. */
    private void need(int bytes) {
        if (view.remaining() < bytes) {
            refill(bytes);
        }
    }

    private void fill() {
        need(1);
    }

    private void refill(int bytes) {
        if (view.position() > checksumFrom) {
            checksum.update(buffer, checksumFrom, view.position() - checksumFrom);
        }
        checksumFrom = 0;
        view.compact();
        try {
            while (view.position() < bytes) {
                if (frameAt == frameEnd) {
                    frameAt = 0;
                    frameEnd = Math.max(0, frames.read(channel, frame));
                    if (frameEnd == 0) {
                        throw corrupt("it ends too early, or holds something else");
                    }
                }
                int piece = Math.min(view.remaining(), frameEnd - frameAt);
                view.put(frame, frameAt, piece);
                frameAt += piece;
            }
        } catch (IOException e) {
            throw failed(e);
        } finally {
            view.flip();
        }
    }

    private EngineException corrupt(String what) {
        return new EngineException(
                ErrorCode.CORRUPT_DATA,
                "temporary file " + path + " was changed while the query ran: " + what + "; run the query again");
    }

    private EngineException failed(IOException e) {
        return new EngineException(
                ErrorCode.STORE_FAILURE, "temporary file " + path + " cannot be read: " + e.getMessage(), e);
    }
}
