/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.dataset.iceberg;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.store.ByteRange;
import dev.spoor.store.ObjectEntry;
import dev.spoor.store.ObjectSink;
import dev.spoor.store.ObjectStore;
import dev.spoor.store.WriteCondition;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.PositionOutputStream;
import org.apache.iceberg.io.SeekableInputStream;

/**
 * Iceberg's files in an object store. A location is the root and the key; the roots that a lake had before it was moved
 * still count. Metadata files are small, so each is read whole. What is not there is Iceberg's own NotFoundException, the
 * one failure that it does not try again for minutes. Safe for all threads.
 */
final class StoreFileIO implements FileIO {
    private static final long serialVersionUID = 1L;
    private static final long METADATA_BYTES_MAX = 512L << 20;

    private final transient ObjectStore store;
    private final transient List<String> roots;

    /** @param roots addresses of the store's root, the one of today first; none ends with '/' */
    StoreFileIO(ObjectStore store, List<String> roots) {
        this.store = store;
        this.roots = List.copyOf(roots);
    }

    /** The address of a key. */
    String locationOf(String key) {
        return roots.get(0) + '/' + key;
    }

    /** The key of an address; NotFoundException for one outside of the store. */
    String keyOf(String location) {
        for (String root : roots) {
            if (location.length() > root.length() + 1
                    && location.startsWith(root)
                    && location.charAt(root.length()) == '/') {
                return location.substring(root.length() + 1);
            }
        }
        throw new NotFoundException(
                "the lake's metadata names %s, which is not under %s; was the lake moved by hand?",
                location, roots.get(0));
    }

    @Override
    public InputFile newInputFile(String location) {
        return new StoredInput(location, keyOf(location));
    }

    @Override
    public OutputFile newOutputFile(String location) {
        return new StoredOutput(location, keyOf(location));
    }

    @Override
    public void deleteFile(String location) {
        store.delete(List.of(keyOf(location)));
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
        throw new NotSerializableException("an open store stays in its process");
    }

    private final class StoredInput implements InputFile {
        private final String location;
        private final String key;

        StoredInput(String location, String key) {
            this.location = location;
            this.key = key;
        }

        private ObjectEntry entry() {
            Optional<ObjectEntry> entry = store.find(key);
            return entry.orElseThrow(
                    () -> new NotFoundException("the lake's file %s is gone; was it deleted by hand?", key));
        }

        @Override
        public long getLength() {
            return entry().sizeBytes();
        }

        @Override
        public SeekableInputStream newStream() {
            ObjectEntry entry = entry();
            if (entry.sizeBytes() > METADATA_BYTES_MAX) {
                throw new EngineException(
                        ErrorCode.LIMIT_EXCEEDED,
                        "the lake's metadata file " + key + " has " + entry.sizeBytes() + " bytes, more than "
                                + METADATA_BYTES_MAX);
            }
            try (InputStream in = store.read(entry, ByteRange.ALL)) {
                return new SeekableBytes(in.readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException("reading " + key + " failed", e);
            }
        }

        @Override
        public String location() {
            return location;
        }

        @Override
        public boolean exists() {
            return store.find(key).isPresent();
        }
    }

    private final class StoredOutput implements OutputFile {
        private final String location;
        private final String key;

        StoredOutput(String location, String key) {
            this.location = location;
            this.key = key;
        }

        @Override
        public PositionOutputStream create() {
            return new SinkStream(store.create(key, WriteCondition.CREATE_ONLY));
        }

        @Override
        public PositionOutputStream createOrOverwrite() {
            return new SinkStream(store.create(key, WriteCondition.REPLACE));
        }

        @Override
        public String location() {
            return location;
        }

        @Override
        public InputFile toInputFile() {
            return new StoredInput(location, key);
        }
    }

    /** Closing commits, unless a write failed. */
    private static final class SinkStream extends PositionOutputStream {
        private final ObjectSink sink;
        private boolean isClosed;
        private boolean hasFailed;

        SinkStream(ObjectSink sink) {
            this.sink = Objects.requireNonNull(sink);
        }

        @Override
        public long getPos() {
            return sink.position();
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            boolean done = false;
            try {
                sink.write(bytes, offset, length);
                done = true;
            } finally {
                hasFailed |= !done;
            }
        }

        @Override
        public void close() throws IOException {
            if (isClosed) {
                return;
            }
            isClosed = true;
            try (sink) {
                if (!hasFailed) {
                    sink.commit();
                }
            }
        }
    }

    private static final class SeekableBytes extends SeekableInputStream {
        private final byte[] bytes;
        private ByteArrayInputStream in;

        SeekableBytes(byte[] bytes) {
            this.bytes = bytes;
            this.in = new ByteArrayInputStream(bytes);
        }

        @Override
        public long getPos() {
            return bytes.length - in.available();
        }

        @Override
        public void seek(long position) throws IOException {
            if (position < 0 || position > bytes.length) {
                throw new IOException("seek to " + position + " in " + bytes.length + " bytes");
            }
            in = new ByteArrayInputStream(bytes, (int) position, bytes.length - (int) position);
        }

        @Override
        public int read() {
            return in.read();
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            return in.read(into, offset, length);
        }
    }
}
