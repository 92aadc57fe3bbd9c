/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.server;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;

/**
 * The body of a response that is written while it is made. A write waits until the client has taken what was written before, so a slow
 * client slows the query and nothing piles up. Small pieces are collected; large ones that lie outside of the heap are sent from where
 * they are. One thread.
 */
final class ResponseChannel implements WritableByteChannel {
    private static final int COLLECTED_BYTES = 512 << 10;

    /** Pieces from this size on are not copied. */
    private static final int LARGE_BYTES = 128 << 10;

    private final Response response;
    private final ByteBuffer collected = ByteBuffer.allocateDirect(COLLECTED_BYTES);
    private long sentBytes;

    ResponseChannel(Response response) {
        this.response = response;
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        int size = bytes.remaining();
        if (bytes.isDirect() && size >= LARGE_BYTES) {
            flush();
            send(false, bytes.slice());
            bytes.position(bytes.limit());
            return size;
        }
        while (bytes.hasRemaining()) {
            if (!collected.hasRemaining()) {
                flush();
            }
            int part = Math.min(bytes.remaining(), collected.remaining());
            collected.put(bytes.slice().limit(part));
            bytes.position(bytes.position() + part);
        }
        return size;
    }

    /** Sends what was collected. */
    void flush() throws IOException {
        if (collected.position() > 0) {
            send(false, collected.flip());
            collected.clear();
        }
    }

    /** Sends what was collected, and that nothing follows. */
    void finish() throws IOException {
        send(true, collected.flip());
        collected.clear();
    }

    private void send(boolean isLast, ByteBuffer bytes) throws IOException {
        sentBytes += bytes.remaining();
        Content.Sink.write(response, isLast, bytes);
    }

    /** Bytes of the body that were sent. */
    long sentBytes() {
        return sentBytes;
    }

    /** Writes UTF-8 here; to be flushed before this is. */
    Writer text() {
        return new OutputStreamWriter(
                new OutputStream() {
                    @Override
                    public void write(int single) throws IOException {
                        ResponseChannel.this.write(ByteBuffer.wrap(new byte[] {(byte) single}));
                    }

                    @Override
                    public void write(byte[] bytes, int from, int count) throws IOException {
                        ResponseChannel.this.write(ByteBuffer.wrap(bytes, from, count));
                    }
                },
                StandardCharsets.UTF_8);
    }

    @Override
    public boolean isOpen() {
        return !response.hasLastWrite();
    }

    /** Whoever answers the request ends the response. */
    @Override
    public void close() {}
}
