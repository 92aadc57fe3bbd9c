/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.store;

import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The content of folders as they were listed last, valid while the folder's own modification time stands: adding,
 * removing or renaming an entry changes it. Writing into a file in place does not, so sizes and times of files may be
 * older than the listing; {@link LocalObjectStore#isStillAsListed} looks again. Thread-safe.
 */
final class FolderCache {
    /** A folder changed so shortly before it was listed may change again within the same tick of its file system. */
    private static final long SETTLED_MILLIS = 3_000;

    /**
     * A part of a folder, in key order: a folder in it by its name, or files that follow each other, or something that is
     * neither. Exactly one is not null.
     */
    record Part(String folderOrNull, List<ObjectEntry> filesOrNull, ListingProblem problemOrNull) {
        static Part folder(String name) {
            return new Part(name, null, null);
        }

        static Part files(List<ObjectEntry> files) {
            return new Part(null, List.copyOf(files), null);
        }

        static Part problem(ListingProblem problem) {
            return new Part(null, null, problem);
        }
    }

    private record Content(FileTime modified, Object identity, long listedAtMillis, List<Part> parts) {}

    private final Map<String, Content> byKeyPrefix = new ConcurrentHashMap<>();
    private final Clock clock;
    private volatile boolean wasUsed;

    FolderCache(Clock clock) {
        this.clock = clock;
    }

    /** Whether a listing was ever answered from here. */
    boolean wasUsed() {
        return wasUsed;
    }

    long nowMillis() {
        return clock.millis();
    }

    /** The content of a folder with these attributes; null when they must be listed. */
    List<Part> partsOrNull(String keyPrefix, BasicFileAttributes attributes) {
        Content content = byKeyPrefix.get(keyPrefix);
        boolean isValid = content != null
                && content.modified.equals(attributes.lastModifiedTime())
                && Objects.equals(content.identity, attributes.fileKey())
                && content.modified.toMillis() + SETTLED_MILLIS < content.listedAtMillis;
        if (!isValid) {
            return null;
        }
        wasUsed = true;
        return content.parts;
    }

    /**
     * Keeps a listing.
     *
     * @param attributes of the folder, read before it was listed
     * @param listedAtMillis when listing began
     */
    void put(String keyPrefix, BasicFileAttributes attributes, long listedAtMillis, List<Part> parts) {
        byKeyPrefix.put(
                keyPrefix,
                new Content(attributes.lastModifiedTime(), attributes.fileKey(), listedAtMillis, List.copyOf(parts)));
    }

    void forget(String keyPrefix) {
        byKeyPrefix.remove(keyPrefix);
    }
}
