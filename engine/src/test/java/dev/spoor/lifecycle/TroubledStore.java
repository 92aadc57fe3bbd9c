/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.lifecycle;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.store.ByteRange;
import dev.spoor.store.ListingProblem;
import dev.spoor.store.ObjectEntry;
import dev.spoor.store.ObjectSink;
import dev.spoor.store.ObjectStore;
import dev.spoor.store.WriteCondition;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Another store, with objects that cannot be read until they are mended. Safe for all threads. */
final class TroubledStore implements ObjectStore {
    /** What is wrong with an object. */
    enum Trouble {
        /** Nobody may look at it or read it. */
        FORBIDDEN,
        /** The store does not answer. */
        SILENT,
        /** Half of it comes, and then nothing. */
        BREAKS_OFF,
        /** It is listed, and gone when it is read, and there when it is looked for. */
        FLICKERS
    }

    private final ObjectStore store;
    private final Map<String, Trouble> troubles = new ConcurrentHashMap<>();

    TroubledStore(ObjectStore store) {
        this.store = store;
    }

    TroubledStore with(String key, Trouble trouble) {
        troubles.put(key, trouble);
        return this;
    }

    void mend() {
        troubles.clear();
    }

    @Override
    public String location() {
        return store.location();
    }

    @Override
    public Iterator<ObjectEntry> list(String prefix, String startAfterOrNull, Consumer<ListingProblem> problems) {
        return store.list(prefix, startAfterOrNull, problems);
    }

    @Override
    public Optional<ObjectEntry> find(String key) {
        if (troubles.get(key) == Trouble.FORBIDDEN) {
            throw new EngineException(ErrorCode.ACCESS_DENIED, key + " is not yours to see");
        }
        return store.find(key);
    }

    @Override
    public InputStream read(ObjectEntry entry, ByteRange range) {
        Trouble trouble = troubles.get(entry.key());
        if (trouble == null) {
            return store.read(entry, range);
        }
        return switch (trouble) {
            case FORBIDDEN -> throw new EngineException(ErrorCode.ACCESS_DENIED, entry.key() + " is not yours to read");
            case SILENT -> throw new EngineException(ErrorCode.STORE_FAILURE, "no answer for " + entry.key());
            case BREAKS_OFF -> new Half(store.read(entry, range), entry.sizeBytes() / 2);
            case FLICKERS -> throw new EngineException(ErrorCode.OBJECT_VANISHED, entry.key() + " is gone");
        };
    }

    /** The first bytes of a stream. */
    private static final class Half extends FilterInputStream {
        private long left;

        Half(InputStream in, long bytes) {
            super(in);
            this.left = bytes;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (left == 0) {
                throw new IOException("connection reset");
            }
            int read = super.read(into, offset, (int) Math.min(left, length));
            left -= Math.max(read, 0);
            return read;
        }
    }

    @Override
    public ObjectSink create(String key, WriteCondition condition) {
        return store.create(key, condition);
    }

    @Override
    public void delete(Collection<String> keys) {
        store.delete(keys);
    }

    @Override
    public void close() {
        store.close();
    }
}
