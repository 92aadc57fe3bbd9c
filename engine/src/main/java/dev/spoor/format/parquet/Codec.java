/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format.parquet;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.GZIPOutputStream;
import java.util.zip.Inflater;
import org.apache.parquet.format.CompressionCodec;
import org.xerial.snappy.Snappy;

/** How the bytes of pages are compressed. All work on heap arrays and keep no state: safe for all threads. */
public enum Codec {
    UNCOMPRESSED(CompressionCodec.UNCOMPRESSED) {
        @Override
        byte[] compress(byte[] from, int length, int level) {
            return Arrays.copyOf(from, length);
        }

        @Override
        void decompress(byte[] from, int start, int length, byte[] to, int toStart, int toLength, PageBuffers buffers)
                throws MalformedPageException {
            requireLength(toLength, length);
            System.arraycopy(from, start, to, toStart, length);
        }
    },
    ZSTD(CompressionCodec.ZSTD) {
        @Override
        byte[] compress(byte[] from, int length, int level) {
            byte[] to = new byte[(int) Zstd.compressBound(length)];
            long size = Zstd.compressByteArray(to, 0, to.length, from, 0, length, level);
            if (Zstd.isError(size)) {
                throw new IllegalStateException("zstd: " + Zstd.getErrorName(size));
            }
            boolean isRepetitive = length >= REPETITIVE_BYTES_MIN && size < length / REPETITIVE_RATIO;
            return isRepetitive && level < REPETITIVE_LEVEL
                    ? repetitive(from, length, Arrays.copyOf(to, (int) size), to)
                    : Arrays.copyOf(to, (int) size);
        }

        /** Text that says nearly the same again and again gains by a longer search, but not from short matches. */
        private byte[] repetitive(byte[] from, int length, byte[] known, byte[] to) {
            try (ZstdCompressCtx thorough = new ZstdCompressCtx()) {
                thorough.setLevel(REPETITIVE_LEVEL);
                thorough.setMinMatch(REPETITIVE_MATCH_BYTES);
                int size = thorough.compressByteArray(to, 0, to.length, from, 0, length);
                return size < known.length ? Arrays.copyOf(to, size) : known;
            }
        }

        @Override
        void decompress(byte[] from, int start, int length, byte[] to, int toStart, int toLength, PageBuffers buffers)
                throws MalformedPageException {
            try {
                requireLength(toLength, buffers.zstd().decompressByteArray(to, toStart, toLength, from, start, length));
            } catch (ZstdException e) {
                throw new MalformedPageException("zstd: " + e.getMessage());
            }
        }
    },
    SNAPPY(CompressionCodec.SNAPPY) {
        @Override
        byte[] compress(byte[] from, int length, int level) {
            try {
                return Snappy.rawCompress(from, length);
            } catch (IOException e) {
                throw new IllegalStateException("snappy: " + e.getMessage(), e);
            }
        }

        @Override
        void decompress(byte[] from, int start, int length, byte[] to, int toStart, int toLength, PageBuffers buffers)
                throws MalformedPageException {
            try {
                if (!Snappy.isValidCompressedBuffer(from, start, length)) {
                    throw new MalformedPageException("snappy: not a valid block");
                }
                requireLength(toLength, Snappy.uncompressedLength(from, start, length));
                Snappy.uncompress(from, start, length, to, toStart);
            } catch (IOException e) {
                throw new MalformedPageException("snappy: " + e.getMessage());
            }
        }
    },
    GZIP(CompressionCodec.GZIP) {
        @Override
        byte[] compress(byte[] from, int length, int level) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
                gzip.write(from, 0, length);
            } catch (IOException e) {
                throw new IllegalStateException("gzip: " + e.getMessage(), e);
            }
            return bytes.toByteArray();
        }

        @Override
        void decompress(byte[] from, int start, int length, byte[] to, int toStart, int toLength, PageBuffers buffers)
                throws MalformedPageException {
            int at = start + gzipHeaderLength(from, start, length);
            Inflater inflater = new Inflater(true);
            try {
                inflater.setInput(from, at, start + length - at);
                int size = 0;
                while (size < toLength) {
                    int more = inflater.inflate(to, toStart + size, toLength - size);
                    if (more == 0) {
                        break;
                    }
                    size += more;
                }
                requireLength(toLength, size);
                requireTrailer(from, at + (int) inflater.getBytesRead(), start + length, to, toStart, toLength);
            } catch (DataFormatException e) {
                throw new MalformedPageException("gzip: " + e.getMessage());
            } finally {
                inflater.end();
            }
        }
    },
    /** LZ4 blocks without a frame; read only. */
    LZ4_RAW(CompressionCodec.LZ4_RAW) {
        @Override
        byte[] compress(byte[] from, int length, int level) {
            throw new UnsupportedOperationException("LZ4 is read, not written");
        }

        @Override
        void decompress(byte[] from, int start, int length, byte[] to, int toStart, int toLength, PageBuffers buffers)
                throws MalformedPageException {
            requireLength(toLength, Lz4Block.decompress(from, start, length, to, toStart, toLength));
        }
    };

    private static final int GZIP_HEADER_BYTES = 10;
    private static final int GZIP_TRAILER_BYTES = 8;

    /** A page is compressed again, more thoroughly, when it is as large as this ... */
    private static final int REPETITIVE_BYTES_MIN = 64 << 10;

    /** ... and became so many times smaller. */
    private static final int REPETITIVE_RATIO = 6;

    private static final int REPETITIVE_LEVEL = 9;
    private static final int REPETITIVE_MATCH_BYTES = 7;

    private final CompressionCodec stored;

    Codec(CompressionCodec stored) {
        this.stored = stored;
    }

    CompressionCodec stored() {
        return stored;
    }

    /** Null for a codec that we do not read. */
    static Codec ofOrNull(CompressionCodec stored) {
        for (Codec codec : values()) {
            if (codec.stored == stored) {
                return codec;
            }
        }
        return null;
    }

    /** The compressed bytes, a new array. {@code level} means something to ZSTD only. */
    abstract byte[] compress(byte[] from, int length, int level);

    /**
     * Fills exactly {@code toLength} bytes, or fails.
     *
     * @param buffers of the thread, with working space that some codecs need
     */
    abstract void decompress(
            byte[] from, int start, int length, byte[] to, int toStart, int toLength, PageBuffers buffers)
            throws MalformedPageException;

    private static void requireLength(long wanted, long got) throws MalformedPageException {
        if (wanted != got) {
            throw new MalformedPageException("page inflates to " + got + " bytes, its header says " + wanted);
        }
    }

    /** RFC 1952, sections 2.2 and 2.3. */
    private static int gzipHeaderLength(byte[] from, int start, int length) throws MalformedPageException {
        boolean magic = length > GZIP_HEADER_BYTES + GZIP_TRAILER_BYTES
                && from[start] == 0x1F
                && from[start + 1] == (byte) 0x8B
                && from[start + 2] == 8;
        if (!magic || from[start + 3] != 0) {
            throw new MalformedPageException("gzip: not a plain gzip header");
        }
        return GZIP_HEADER_BYTES;
    }

    private static void requireTrailer(byte[] from, int at, int end, byte[] to, int toStart, int toLength)
            throws MalformedPageException {
        CRC32 crc = new CRC32();
        crc.update(to, toStart, toLength);
        if (end - at < GZIP_TRAILER_BYTES || (int) Bytes.INTS.get(from, at) != (int) crc.getValue()) {
            throw new MalformedPageException("gzip: check sum does not match");
        }
    }
}
