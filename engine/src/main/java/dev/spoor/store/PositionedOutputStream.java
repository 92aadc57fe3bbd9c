/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.store;

import java.io.IOException;
import java.io.OutputStream;

/** A stream that knows how far it is: for formats that point back at what they wrote. One thread. */
public abstract class PositionedOutputStream extends OutputStream {
    /** Bytes written so far. */
    public abstract long position();

    /** Counts what is written to another stream, from zero. Flushing and closing are passed on. */
    public static PositionedOutputStream counting(OutputStream out) {
        return new Counting(out);
    }

    private static final class Counting extends PositionedOutputStream {
        private final OutputStream out;
        private long position;

        Counting(OutputStream out) {
            this.out = out;
        }

        @Override
        public long position() {
            return position;
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            position++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            position += length;
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
