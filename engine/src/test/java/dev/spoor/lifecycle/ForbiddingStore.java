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
import java.util.Optional;
import java.util.function.Consumer;

/** Another store, with an object that nobody may look at. */
final class ForbiddingStore implements ObjectStore {
    private final ObjectStore store;
    private final String forbidden;

    ForbiddingStore(ObjectStore store, String forbidden) {
        this.store = store;
        this.forbidden = forbidden;
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
        if (key.equals(forbidden)) {
            throw new EngineException(ErrorCode.ACCESS_DENIED, key + " is not yours to see");
        }
        return store.find(key);
    }

    @Override
    public InputStream read(ObjectEntry entry, ByteRange range) {
        return store.read(entry, range);
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
