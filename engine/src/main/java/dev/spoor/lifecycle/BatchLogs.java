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
import java.io.InputStream;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/** The log files of one batch, as if nothing else lay in their store; read-only. The store stays its owner's. */
final class BatchLogs implements ObjectStore {
    private final ObjectStore store;
    private final List<ObjectEntry> files;

    /** @param files in key order */
    BatchLogs(ObjectStore store, List<ObjectEntry> files) {
        this.store = store;
        this.files = List.copyOf(files);
    }

    @Override
    public String location() {
        return store.location();
    }

    @Override
    public Iterator<ObjectEntry> list(String prefix, String startAfterOrNull, Consumer<ListingProblem> problems) {
        if (!prefix.isEmpty() || startAfterOrNull != null) {
            throw new IllegalArgumentException("a batch is listed as a whole");
        }
        return files.iterator();
    }

    @Override
    public InputStream read(ObjectEntry entry, ByteRange range) {
        return store.read(entry, range);
    }

    @Override
    public ObjectSink create(String key, WriteCondition condition) {
        throw readOnly(key);
    }

    @Override
    public void delete(Collection<String> keys) {
        throw readOnly(String.join(", ", keys));
    }

    private static EngineException readOnly(String key) {
        return new EngineException(ErrorCode.STORE_FAILURE, "log files are only read, " + key + " is not touched");
    }

    @Override
    public void close() {
        // the store belongs to whoever opened it
    }
}
