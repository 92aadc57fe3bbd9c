/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format.parquet;

import dev.spoor.store.ObjectEntry;
import dev.spoor.store.ObjectStore;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Footers that were read, up to a bound of heap bytes; those not used for longest go first. A footer is known by the
 * place, size, time and version of its object: an object that was replaced is read anew. Safe for all threads; two that
 * ask for the same file at once may both read it.
 */
public final class ParquetFileCache {
    private final long bytesMax;
    private final Map<Key, ParquetFile> files = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    private record Key(String location, ObjectEntry entry) {}

    public ParquetFileCache(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    /** The file of an object; errors as {@link ParquetFile#open} has them. */
    public ParquetFile open(ObjectStore store, ObjectEntry entry) {
        Key key = new Key(store.location(), entry);
        synchronized (this) {
            ParquetFile known = files.get(key);
            if (known != null) {
                return known;
            }
        }
        ParquetFile file = ParquetFile.open(store, entry);
        synchronized (this) {
            ParquetFile before = files.put(key, file);
            bytes += file.memoryBytes() - (before == null ? 0 : before.memoryBytes());
            Iterator<ParquetFile> oldest = files.values().iterator();
            while (bytes > bytesMax && oldest.hasNext()) {
                bytes -= oldest.next().memoryBytes();
                oldest.remove();
            }
        }
        return file;
    }

    /** Heap bytes held, roughly; at most the bound. */
    public synchronized long memoryBytes() {
        return bytes;
    }
}
