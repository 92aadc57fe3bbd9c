/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.vector;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32C;

/**
 * The frames of a temporary file: up to {@value BatchFileWriter#BUFFER_BYTES} bytes each, packed with Zstandard (RFC
 * 8878) because writing and reading a byte costs more than packing it, or as they are where that does not help. A frame
 * begins with its length in the file, its length unpacked and the CRC-32C of the rest, big-endian integers; equal lengths
 * say that it is not packed. Not thread-safe.
 */
final class PackedFrames {
    static final int HEADER_BYTES = 12;
    private static final int CHECKSUM_AT = 8;

    /** The fastest of the levels that make text about six times smaller. */
    private static final int LEVEL = 1;

    private final byte[] packed = new byte[HEADER_BYTES + (int) Zstd.compressBound(BatchFileWriter.BUFFER_BYTES)];
    private final ByteBuffer view = ByteBuffer.wrap(packed);
    private final CRC32C checksum = new CRC32C();

    /** Heap that one of these takes. */
    static int memoryBytes() {
        return HEADER_BYTES + (int) Zstd.compressBound(BatchFileWriter.BUFFER_BYTES);
    }

    /** Packs the first bytes of an array; the result is in {@link #frame()}. */
    void pack(byte[] source, int length) {
        long size =
                Zstd.compressByteArray(packed, HEADER_BYTES, packed.length - HEADER_BYTES, source, 0, length, LEVEL);
        boolean isSmaller = !Zstd.isError(size) && size < length;
        if (!isSmaller) {
            System.arraycopy(source, 0, packed, HEADER_BYTES, length);
        }
        int written = isSmaller ? (int) size : length;
        view.clear();
        view.putInt(written).putInt(length).putInt(checksum(written));
        view.position(0).limit(HEADER_BYTES + written);
    }

    private int checksum(int written) {
        checksum.reset();
        checksum.update(packed, 0, CHECKSUM_AT);
        checksum.update(packed, HEADER_BYTES, written);
        return (int) checksum.getValue();
    }

    /** The frame to be written, from its position to its limit. */
    ByteBuffer frame() {
        return view;
    }

    /**
     * Reads and unpacks the next frame into an array of {@value BatchFileWriter#BUFFER_BYTES} bytes; its length, or -1 at
     * the end of the file or when what follows is no frame.
     */
    int read(FileChannel channel, byte[] target) throws IOException {
        if (!readFully(channel, 0, HEADER_BYTES)) {
            return -1;
        }
        int written = view.getInt(0);
        int length = view.getInt(Integer.BYTES);
        int expected = view.getInt(CHECKSUM_AT);
        boolean isFrame =
                written > 0 && written <= length && length <= target.length && written <= packed.length - HEADER_BYTES;
        if (!isFrame || !readFully(channel, HEADER_BYTES, HEADER_BYTES + written) || checksum(written) != expected) {
            return -1;
        }
        if (written == length) {
            System.arraycopy(packed, HEADER_BYTES, target, 0, length);
            return length;
        }
        try {
            long size = Zstd.decompressByteArray(target, 0, length, packed, HEADER_BYTES, written);
            return size == length ? length : -1;
        } catch (ZstdException e) {
            return -1;
        }
    }

    private boolean readFully(FileChannel channel, int from, int to) throws IOException {
        view.limit(to).position(from);
        while (view.hasRemaining()) {
            if (channel.read(view) < 0) {
                return false;
            }
        }
        return true;
    }
}
