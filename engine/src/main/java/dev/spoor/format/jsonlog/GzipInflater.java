/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format.jsonlog;

import dev.spoor.vector.Memory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Unpacks a gzip file (RFC 1952) that is wholly in memory into one buffer that is reused for the next: headers by hand,
 * any number of members, checksum and length of each verified. A fault ends the unpacking and keeps every byte before
 * it. One thread; counts its buffer in the given memory until closed.
 */
final class GzipInflater implements AutoCloseable {
    /** A file may unpack to this many bytes; the rest is not read, and reported. */
    static final int INFLATED_BYTES_MAX = 512 << 20;
    /** Beyond {@link #RATIO_FREE_BYTES}, a file may not unpack to more than this times its size. */
    static final int RATIO_MAX = 250;
    /** So much may come out of any file, however small. */
    static final int RATIO_FREE_BYTES = 128 << 20;

    private static final int FIRST_BYTES = 256 << 10;
    /** A length in a trailer is believed up to this ratio; beyond it, the buffer grows as bytes come. */
    private static final long HINT_RATIO_MAX = 64;

    private static final int KEPT_BYTES_MAX = 32 << 20;
    private static final int HEADER_BYTES = 10;
    private static final int TRAILER_BYTES = 8;
    private static final int FLAG_HEADER_CRC = 2;
    private static final int FLAG_EXTRA = 4;
    private static final int FLAG_NAME = 8;
    private static final int FLAG_COMMENT = 16;
    private static final int FLAGS_RESERVED = 0xe0;

    private final Memory memory;
    private final int padding;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private byte[] buffer = new byte[0];
    private int length;
    private int storedLength;
    private final List<String> faults = new ArrayList<>();

    /** @param padding bytes that the buffer must have, zeroed, behind the text */
    GzipInflater(Memory memory, int padding) {
        this.memory = memory;
        this.padding = padding;
    }

    /** Whether bytes begin like a gzip file. */
    static boolean isGzip(byte[] stored, int from, int to) {
        return to - from >= 2 && isMagic(stored, from);
    }

    /** The unpacked bytes, valid until the next call. */
    byte[] buffer() {
        return buffer;
    }

    int length() {
        return length;
    }

    /** What went wrong, if anything did: the bytes before it are good, except after a wrong checksum. */
    List<String> faults() {
        return faults;
    }

    /** Takes over bytes that are not packed. */
    void copy(byte[] stored, int from, int to) {
        begin();
        int kept = Math.min(to - from, INFLATED_BYTES_MAX);
        ensure(kept);
        System.arraycopy(stored, from, buffer, 0, kept);
        length = kept;
        if (kept < to - from) {
            faults.add(tooLarge());
        }
        pad();
    }

    /** Unpacks. */
    void inflate(byte[] stored, int from, int to) {
        begin();
        storedLength = to - from;
        ensure((int) Math.max(
                FIRST_BYTES,
                Math.min(sizeHint(stored, from, to), Math.min(INFLATED_BYTES_MAX, storedLength * HINT_RATIO_MAX))));
        int at = from;
        while (at >= 0 && at < to) {
            if (at > from && !(at + 1 < to && isMagic(stored, at))) {
                trailingBytes(stored, at, to);
                break;
            }
            int body = headerEnd(stored, at, to);
            at = body < 0 ? -1 : member(stored, body, to);
        }
        pad();
    }

    @Override
    public void close() {
        inflater.end();
        memory.release(buffer.length);
        buffer = new byte[0];
        length = 0;
    }

    private void begin() {
        faults.clear();
        length = 0;
        if (buffer.length > KEPT_BYTES_MAX) {
            memory.release(buffer.length);
            buffer = new byte[0];
        }
    }

    /** The first byte of the packed data, or -1. */
    private int headerEnd(byte[] stored, int start, int end) {
        if (end - start < HEADER_BYTES) {
            return fault("the file ends inside a gzip header");
        }
        int flags = stored[start + 3] & 0xff;
        if (stored[start + 2] != 8 || (flags & FLAGS_RESERVED) != 0) {
            return fault("unknown kind of gzip compression");
        }
        int p = start + HEADER_BYTES;
        if ((flags & FLAG_EXTRA) != 0) {
            p = p + 2 <= end ? p + 2 + ((stored[p] & 0xff) | (stored[p + 1] & 0xff) << 8) : end + 1;
        }
        if ((flags & FLAG_NAME) != 0) {
            p = afterZero(stored, p, end);
        }
        if ((flags & FLAG_COMMENT) != 0) {
            p = afterZero(stored, p, end);
        }
        if ((flags & FLAG_HEADER_CRC) != 0) {
            if (p + 2 <= end
                    && headerChecksum(stored, start, p) != ((stored[p] & 0xff) | (stored[p + 1] & 0xff) << 8)) {
                return fault("a gzip header has the wrong checksum");
            }
            p += 2;
        }
        return p < end ? p : fault("the file ends inside a gzip header");
    }

    private int headerChecksum(byte[] stored, int from, int to) {
        checksum.reset();
        checksum.update(stored, from, to - from);
        return (int) checksum.getValue() & 0xffff;
    }

    /** Unpacks one member and checks its trailer; the place behind it, or -1 after a fault. */
    private int member(byte[] stored, int body, int end) {
        int from = length;
        inflater.reset();
        inflater.setInput(stored, body, end - body);
        try {
            while (!inflater.finished()) {
                if (length == buffer.length - padding && !grow()) {
                    return fault(tooLarge());
                }
                int got = inflater.inflate(buffer, length, buffer.length - padding - length);
                length += got;
                if (got == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    return fault("the gzip data ends early");
                }
            }
        } catch (DataFormatException e) {
            length = from + Math.toIntExact(inflater.getBytesWritten());
            return fault("damaged gzip data" + (e.getMessage() == null ? "" : " (" + e.getMessage() + ")"));
        }
        if (isTooLarge()) {
            return fault(tooLarge());
        }
        int trailer = end - inflater.getRemaining();
        if (end - trailer < TRAILER_BYTES) {
            return fault("the gzip data ends early, before its checksum");
        }
        checksum.reset();
        checksum.update(buffer, from, length - from);
        if ((int) checksum.getValue() != word(stored, trailer) || length - from != word(stored, trailer + 4)) {
            return fault("wrong gzip checksum: some of the unpacked bytes differ from those that were packed");
        }
        return trailer + TRAILER_BYTES;
    }

    private void trailingBytes(byte[] stored, int at, int end) {
        for (int p = at; p < end; p++) {
            if (stored[p] != 0) {
                faults.add((end - at) + " bytes behind the gzip data are not gzip and were not read");
                return;
            }
        }
    }

    private int fault(String reason) {
        faults.add(reason);
        return -1;
    }

    private boolean isTooLarge() {
        return length > INFLATED_BYTES_MAX || length > RATIO_FREE_BYTES && length / RATIO_MAX > storedLength;
    }

    private static String tooLarge() {
        return "the file unpacks to more than the limit of " + INFLATED_BYTES_MAX + " bytes, or to more than "
                + RATIO_MAX + " times its size; the rest was not read";
    }

    /** Makes room for more, if the file may still grow. */
    private boolean grow() {
        if (length >= INFLATED_BYTES_MAX || isTooLarge()) {
            return false;
        }
        ensure((int) Math.min(INFLATED_BYTES_MAX, Math.max(FIRST_BYTES, 2L * length)));
        return true;
    }

    /** Makes the buffer hold so much text, and the padding. */
    private void ensure(int bytes) {
        int needed = bytes + padding;
        if (needed > buffer.length) {
            memory.reserve(needed);
            byte[] larger = length == 0 ? new byte[needed] : Arrays.copyOf(buffer, needed);
            memory.release(buffer.length);
            buffer = larger;
        }
    }

    private void pad() {
        ensure(length);
        Arrays.fill(buffer, length, length + padding, (byte) 0);
    }

    /** The length that the last trailer names: right for files of one member, only a hint for all others. */
    private static long sizeHint(byte[] stored, int from, int to) {
        return to - from < HEADER_BYTES + TRAILER_BYTES ? 0 : (word(stored, to - 4) & 0xffffffffL) + 1;
    }

    private static boolean isMagic(byte[] stored, int at) {
        return stored[at] == 0x1f && (stored[at + 1] & 0xff) == 0x8b;
    }

    private static int afterZero(byte[] stored, int from, int end) {
        int p = from;
        while (p < end && stored[p] != 0) {
            p++;
        }
        return p + 1;
    }

    private static int word(byte[] stored, int at) {
        return (stored[at] & 0xff)
                | (stored[at + 1] & 0xff) << 8
                | (stored[at + 2] & 0xff) << 16
                | (stored[at + 3] & 0xff) << 24;
    }
}
