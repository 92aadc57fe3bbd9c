/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.vector;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.FieldVector;

/**
 * Copies vectors into reusable heap arrays, so that hot loops run over plain arrays instead of asking Arrow for each
 * value. One thread. What a method returns is valid until the same method is called again; elements of NULL rows and
 * elements past the row count are undefined.
 */
public final class BulkReader {
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle DOUBLES =
            MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] raw = new byte[0];
    private byte[] text = new byte[0];
    private int[] ints = new int[0];
    private long[] longs = new long[0];
    private double[] doubles = new double[0];
    private int[] offsets = new int[0];

    /** Values of a vector of four bytes each. */
    public int[] ints(FieldVector vector, int rowCount) {
        if (ints.length < rowCount) {
            ints = new int[rowCount];
        }
        copyInts(vector.getDataBuffer(), ints, rowCount);
        return ints;
    }

    /** Values of a vector of eight bytes, or of four bytes each and then widened with their sign. */
    public long[] longs(FieldVector vector, int rowCount) {
        if (longs.length < rowCount) {
            longs = new long[rowCount];
        }
        if (isWide(vector)) {
            byte[] bytes = raw(8L * rowCount);
            vector.getDataBuffer().getBytes(0, bytes, 0, rowCount * 8);
            for (int row = 0; row < rowCount; row++) {
                longs[row] = (long) LONGS.get(bytes, row * 8);
            }
        } else {
            byte[] bytes = raw(4L * rowCount);
            vector.getDataBuffer().getBytes(0, bytes, 0, rowCount * 4);
            for (int row = 0; row < rowCount; row++) {
                longs[row] = (int) INTS.get(bytes, row * 4);
            }
        }
        return longs;
    }

    /** Values of a DOUBLE vector. */
    public double[] doubles(FieldVector vector, int rowCount) {
        if (doubles.length < rowCount) {
            doubles = new double[rowCount];
        }
        byte[] bytes = raw(8L * rowCount);
        vector.getDataBuffer().getBytes(0, bytes, 0, rowCount * 8);
        for (int row = 0; row < rowCount; row++) {
            doubles[row] = (double) DOUBLES.get(bytes, row * 8);
        }
        return doubles;
    }

    /** Offsets of a text or binary vector into {@link #text}: value i is bytes offsets[i] .. offsets[i+1]. */
    public int[] offsets(BaseVariableWidthVector vector, int rowCount) {
        if (offsets.length < rowCount + 1) {
            offsets = new int[rowCount + 1];
        }
        if (rowCount == 0) {
            offsets[0] = 0;
            return offsets;
        }
        copyInts(vector.getOffsetBuffer(), offsets, rowCount + 1);
        return offsets;
    }

    /** All bytes of a text or binary vector, up to the end of its last value. */
    public byte[] text(BaseVariableWidthVector vector, int rowCount) {
        int end = rowCount == 0 ? 0 : vector.getOffsetBuffer().getInt(rowCount * 4L);
        if (text.length < end) {
            text = new byte[Math.max(end, Math.min(text.length * 2, Integer.MAX_VALUE - 8))];
        }
        vector.getDataBuffer().getBytes(0, text, 0, end);
        return text;
    }

    /** Resets the mask to the rows where the column is not NULL. */
    public static void present(Column column, Mask out) {
        int rows = column.rowCount();
        if (column instanceof ConstantColumn constant) {
            if (constant.isNull(0)) {
                out.reset(rows);
            } else {
                out.resetAllSet(rows);
            }
        } else if (column instanceof DictionaryColumn dictionary) {
            bits(dictionary.codes().getValidityBuffer(), rows, out);
        } else {
            bits(((FlatColumn) column).vector().getValidityBuffer(), rows, out);
        }
    }

    /** Resets the mask to the first rowCount bits of a validity or BOOLEAN buffer. */
    public static void bits(ArrowBuf buffer, int rowCount, Mask out) {
        out.reset(rowCount);
        long[] words = out.words();
        int full = rowCount >>> 6;
        for (int i = 0; i < full; i++) {
            words[i] = buffer.getLong(i * 8L);
        }
        int rest = rowCount & 63;
        if (rest > 0) {
            long word = 0;
            for (int i = 0; i * 8 < rest; i++) {
                word |= (buffer.getByte(full * 8L + i) & 0xFFL) << (i * 8);
            }
            words[full] = word & ((1L << rest) - 1);
        }
    }

    private static void copyInts(ArrowBuf buffer, int[] into, int count) {
        buffer.nioBuffer(0, count * Integer.BYTES)
                .order(ByteOrder.nativeOrder())
                .asIntBuffer()
                .get(into, 0, count);
    }

    private byte[] raw(long length) {
        if (raw.length < length) {
            raw = new byte[Math.toIntExact(length)];
        }
        return raw;
    }

    private static boolean isWide(FieldVector vector) {
        return ((BaseFixedWidthVector) vector).getTypeWidth() == 8;
    }
}
