/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sample;

import java.io.ByteArrayOutputStream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Compresses to one gzip member (RFC 1952) without name and time, so equal text gives equal bytes. One thread. */
final class GzipBuffer implements AutoCloseable {
    private static final int LEVEL = 6;
    private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 0};

    private final Deflater deflater = new Deflater(LEVEL, true);
    private final byte[] chunk = new byte[64 * 1024];

    byte[] compress(JsonBuffer text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length() / 8 + 64);
        out.write(HEADER, 0, HEADER.length);
        deflater.reset();
        deflater.setInput(text.array(), 0, text.length());
        deflater.finish();
        while (!deflater.finished()) {
            out.write(chunk, 0, deflater.deflate(chunk));
        }
        CRC32 crc = new CRC32();
        crc.update(text.array(), 0, text.length());
        littleEndian(out, crc.getValue());
        littleEndian(out, text.length());
        return out.toByteArray();
    }

    private static void littleEndian(ByteArrayOutputStream out, long value) {
        for (int shift = 0; shift < 32; shift += 8) {
            out.write((int) (value >>> shift) & 0xff);
        }
    }

    @Override
    public void close() {
        deflater.end();
    }
}
