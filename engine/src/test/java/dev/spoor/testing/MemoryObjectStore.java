/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.testing;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.store.ByteRange;
import dev.spoor.store.KeyOrder;
import dev.spoor.store.ListingProblem;
import dev.spoor.store.ObjectEntry;
import dev.spoor.store.ObjectSink;
import dev.spoor.store.ObjectStore;
import dev.spoor.store.WriteCondition;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * An object store in memory that can be told to be slow, to fail at the k-th call and to cut objects short. Every call
 * that would go over a network counts: a listing page, opening an object, each chunk of its bytes. Safe for all threads.
 */
public final class MemoryObjectStore implements ObjectStore {
    private static final int PAGE_ENTRIES = 7;
    private static final int CHUNK_BYTES = 1 << 10;

    private record StoredObject(ObjectEntry entry, byte[] bytes, int readableBytes) {}

    private final String location;
    private final ConcurrentSkipListMap<String, StoredObject> objects = new ConcurrentSkipListMap<>(KeyOrder::compare);
    private final Map<String, Map<String, String>> metadata = new ConcurrentHashMap<>();
    private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    private final List<ListingProblem> problems = new ArrayList<>();
    private final AtomicLong writtenMicros = new AtomicLong(1_800_000_000_000_000L);
    private final AtomicLong callCount = new AtomicLong();
    private final AtomicInteger openStreams = new AtomicInteger();
    private volatile long failAtCall = -1;
    private volatile boolean isCutOff;
    private volatile Duration latency = Duration.ZERO;

    public MemoryObjectStore(String location) {
        this.location = location;
    }

    /** Stores or replaces an object. */
    public MemoryObjectStore put(String key, byte[] bytes, long modifiedMicros) {
        ObjectEntry entry = new ObjectEntry(key, bytes.length, modifiedMicros, "etag-" + Arrays.hashCode(bytes));
        objects.put(key, new StoredObject(entry, bytes.clone(), bytes.length));
        return this;
    }

    /** Attaches what belongs to an object beside its bytes. */
    public MemoryObjectStore attach(String key, Map<String, String> attached) {
        metadata.put(key, Map.copyOf(attached));
        return this;
    }

    @Override
    public Map<String, String> userMetadata(ObjectEntry entry) {
        if (enter("head " + entry.key())) {
            throw failure("asking about " + entry.key() + " failed").with("key", entry.key());
        }
        return metadata.getOrDefault(entry.key(), Map.of());
    }

    /** From now on the object is listed with its size, but its bytes end early. */
    public MemoryObjectStore cutShort(String key, int readableBytes) {
        objects.computeIfPresent(key, (k, old) -> new StoredObject(old.entry, old.bytes, readableBytes));
        return this;
    }

    /** Makes an object vanish. */
    public MemoryObjectStore remove(String key) {
        objects.remove(key);
        return this;
    }

    /** Every full listing reports this problem. */
    public MemoryObjectStore reportProblem(ListingProblem problem) {
        problems.add(problem);
        return this;
    }

    /** The k-th call from now on (the first is 1) fails, once; none fails for k below 1. */
    public MemoryObjectStore failAtCall(long k) {
        callCount.set(0);
        failAtCall = k;
        isCutOff = false;
        return this;
    }

    /** The k-th call from now on (the first is 1) and all after it fail, as for a process that is cut off from its store. */
    public MemoryObjectStore cutOffAtCall(long k) {
        failAtCall(k);
        isCutOff = true;
        return this;
    }

    /** Every call takes at least this long. */
    public MemoryObjectStore withLatency(Duration each) {
        latency = each;
        return this;
    }

    /** What was called, in order: "list PREFIX", "page PREFIX", "open KEY", "chunk KEY". */
    public List<String> calls() {
        synchronized (calls) {
            return List.copyOf(calls);
        }
    }

    /** Calls since the last {@link #failAtCall}. */
    public long callCount() {
        return callCount.get();
    }

    /** Streams that were handed out and not closed. */
    public int openStreamCount() {
        return openStreams.get();
    }

    @Override
    public String location() {
        return location;
    }

    /** Counts, logs, waits; true when this call is the one to fail. */
    private boolean enter(String what) {
        calls.add(what);
        if (!latency.isZero()) {
            LockSupport.parkNanos(latency.toNanos());
        }
        long call = callCount.incrementAndGet();
        return call == failAtCall || isCutOff && call > failAtCall;
    }

    @Override
    public Iterator<ObjectEntry> list(String prefix, String startAfterOrNull, Consumer<ListingProblem> sink) {
        if (enter("list " + prefix)) {
            throw failure("listing of '" + prefix + "' failed");
        }
        problems.forEach(sink);
        return new Pages(prefix, startAfterOrNull);
    }

    private static EngineException failure(String what) {
        return new EngineException(ErrorCode.STORE_FAILURE, what + " (injected fault)");
    }

    /** The listing, a page at a time: objects that vanish after their page was fetched stay listed. */
    private final class Pages implements Iterator<ObjectEntry> {
        private final String prefix;
        private String after;
        private Iterator<ObjectEntry> page = Collections.emptyIterator();
        private boolean ended;

        Pages(String prefix, String startAfterOrNull) {
            this.prefix = prefix;
            this.after = startAfterOrNull;
        }

        @Override
        public boolean hasNext() {
            while (!page.hasNext() && !ended) {
                fetch();
            }
            return page.hasNext();
        }

        private void fetch() {
            if (enter("page " + prefix)) {
                throw failure("listing page of '" + prefix + "' failed");
            }
            List<ObjectEntry> entries = new ArrayList<>();
            var from = after == null ? objects : objects.tailMap(after, false);
            for (StoredObject object : from.values()) {
                if (object.entry.key().startsWith(prefix)) {
                    entries.add(object.entry);
                    if (entries.size() == PAGE_ENTRIES) {
                        break;
                    }
                }
            }
            ended = entries.size() < PAGE_ENTRIES;
            after = entries.isEmpty() ? after : entries.get(entries.size() - 1).key();
            page = entries.iterator();
        }

        @Override
        public ObjectEntry next() {
            if (!hasNext()) {
                throw new NoSuchElementException("the listing has ended");
            }
            return page.next();
        }
    }

    @Override
    public InputStream read(ObjectEntry entry, ByteRange range) {
        if (enter("open " + entry.key())) {
            throw failure("opening of " + entry.key() + " failed").with("key", entry.key());
        }
        StoredObject object = objects.get(entry.key());
        if (object == null) {
            throw new EngineException(ErrorCode.OBJECT_VANISHED, entry.key() + " was listed and is gone")
                    .with("key", entry.key());
        }
        int start = (int) Math.min(range.startByte(), object.readableBytes);
        int length = (int) Math.min(range.lengthMax(), object.readableBytes - start);
        openStreams.incrementAndGet();
        return new Chunks(entry.key(), object.bytes, start, length);
    }

    /** The bytes of an object, at most a chunk per call. */
    private final class Chunks extends InputStream {
        private final String key;
        private final ByteArrayInputStream bytes;
        private boolean closed;

        Chunks(String key, byte[] content, int start, int length) {
            this.key = key;
            this.bytes = new ByteArrayInputStream(content, start, length);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (closed) {
                throw new IOException("stream of " + key + " is closed");
            }
            if (enter("chunk " + key)) {
                throw new IOException("reading " + key + " failed (injected fault)");
            }
            return bytes.read(into, offset, Math.min(length, CHUNK_BYTES));
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                openStreams.decrementAndGet();
            }
        }
    }

    @Override
    public ObjectSink create(String key, WriteCondition condition) {
        if (enter("create " + key)) {
            throw failure("creating " + key + " failed").with("key", key);
        }
        return new Sink(key, condition);
    }

    @Override
    public void delete(Collection<String> keys) {
        for (String key : keys) {
            if (enter("delete " + key)) {
                throw failure("deleting " + key + " failed").with("key", key);
            }
            objects.remove(key);
        }
    }

    /** Collects the bytes of an object; a write counts as a call, and so does the commit. */
    private final class Sink extends ObjectSink {
        private final String key;
        private final WriteCondition condition;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Sink(String key, WriteCondition condition) {
            this.key = key;
            this.condition = condition;
        }

        @Override
        public long position() {
            return bytes.size();
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] from, int offset, int length) throws IOException {
            if (enter("write " + key)) {
                throw new IOException("writing " + key + " failed (injected fault)");
            }
            bytes.write(from, offset, length);
        }

        @Override
        public ObjectEntry commit() {
            if (enter("commit " + key)) {
                throw failure("committing " + key + " failed").with("key", key);
            }
            byte[] all = bytes.toByteArray();
            ObjectEntry entry =
                    new ObjectEntry(key, all.length, writtenMicros.incrementAndGet(), "etag-" + Arrays.hashCode(all));
            StoredObject made = new StoredObject(entry, all, all.length);
            if (condition == WriteCondition.REPLACE) {
                objects.put(key, made);
            } else if (objects.putIfAbsent(key, made) != null) {
                throw new EngineException(ErrorCode.OBJECT_EXISTS, "there is already an object " + key)
                        .with("key", key);
            }
            return entry;
        }

        @Override
        public void close() {}
    }

    @Override
    public void close() {}
}
