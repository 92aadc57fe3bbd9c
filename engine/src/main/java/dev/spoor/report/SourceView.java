/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.report;

import dev.spoor.report.BundleReport.Check;
import dev.spoor.store.ByteRange;
import dev.spoor.store.ListingProblem;
import dev.spoor.store.ObjectEntry;
import dev.spoor.store.ObjectSink;
import dev.spoor.store.ObjectStore;
import dev.spoor.store.WriteCondition;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Some of the objects of a store, as though there were no others. */
public final class SourceView implements ObjectStore {
    private final ObjectStore store;
    private final Set<String> keys;
    private final Check check;

    SourceView(ObjectStore store, Set<String> keys, Check check) {
        this.store = store;
        this.keys = keys;
        this.check = check;
    }

    /** Whether all sources are among them. */
    public Check check() {
        return check;
    }

    @Override
    public String location() {
        return store.location();
    }

    @Override
    public boolean isSingleObject() {
        return store.isSingleObject();
    }

    @Override
    public Iterator<ObjectEntry> list(String prefix, String startAfterOrNull, Consumer<ListingProblem> problems) {
        List<ObjectEntry> shown = new ArrayList<>();
        store.list(prefix, startAfterOrNull, problems).forEachRemaining(entry -> {
            if (keys.contains(entry.key())) {
                shown.add(entry);
            }
        });
        return shown.iterator();
    }

    @Override
    public Optional<ObjectEntry> find(String key) {
        return keys.contains(key) ? store.find(key) : Optional.empty();
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
    public void delete(Collection<String> gone) {
        store.delete(gone);
    }

    @Override
    public int requestsMax() {
        return store.requestsMax();
    }

    @Override
    public void close() {
        store.close();
    }
}
