/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.store;

import dev.spoor.store.FolderCache.Child;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Consumer;

/**
 * Walks a folder in key order, one folder at a time per level, from the cache where a folder is as it was. Folder names compare with their '/' so that
 * "a.json" comes before "a/b", as it does in a flat key space.
 */
final class FolderWalk implements Iterator<ObjectEntry> {
    private static final int DEPTH_MAX = 200;

    /** An open folder: its place, its identity, and what is still to come. */
    private record Level(String keyPrefix, Path folder, Object identityOrPath, Iterator<Child> children) {}

    private final String prefix;
    private final String startAfterOrNull;
    private final Consumer<ListingProblem> problems;
    private final FolderCache cache;
    private final Deque<Level> levels = new ArrayDeque<>();
    private ObjectEntry next;

    FolderWalk(
            Path root, String prefix, String startAfterOrNull, Consumer<ListingProblem> problems, FolderCache cache) {
        this.prefix = prefix;
        this.startAfterOrNull = startAfterOrNull;
        this.problems = problems;
        this.cache = cache;
        enter("", root);
    }

    @Override
    public boolean hasNext() {
        while (next == null && !levels.isEmpty()) {
            Level level = levels.peek();
            if (level.children.hasNext()) {
                visit(level, level.children.next());
            } else {
                levels.pop();
            }
        }
        return next != null;
    }

    @Override
    public ObjectEntry next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the listing has ended");
        }
        ObjectEntry entry = next;
        next = null;
        return entry;
    }

    private void visit(Level level, Child child) {
        String key = child.fileOrNull() != null ? child.fileOrNull().key() : level.keyPrefix + child.sortName();
        if (child.isFolder()) {
            if (mayHoldWanted(key)) {
                enter(key, level.folder.resolve(nameOf(child)));
            }
        } else if (isWanted(key)) {
            if (child.fileOrNull() != null) {
                next = child.fileOrNull();
            } else {
                problems.accept(new ListingProblem(key, "neither a file nor a folder; it was not read"));
            }
        }
    }

    private static String nameOf(Child folder) {
        return folder.sortName().substring(0, folder.sortName().length() - 1);
    }

    private boolean isWanted(String key) {
        return key.startsWith(prefix)
                && !key.endsWith(LocalObjectSink.UNFINISHED)
                && (startAfterOrNull == null || KeyOrder.compare(key, startAfterOrNull) > 0);
    }

    /** Whether a key below {@code folderKey} (which ends with '/') can be wanted. */
    private boolean mayHoldWanted(String folderKey) {
        boolean onPrefixPath = folderKey.startsWith(prefix) || prefix.startsWith(folderKey);
        boolean mayBeAfter = startAfterOrNull == null
                || startAfterOrNull.startsWith(folderKey)
                || KeyOrder.compare(folderKey, startAfterOrNull) > 0;
        return onPrefixPath && mayBeAfter;
    }

    private void enter(String keyPrefix, Path folder) {
        BasicFileAttributes attributes;
        try {
            attributes = Files.readAttributes(folder, BasicFileAttributes.class);
        } catch (IOException e) {
            problems.accept(new ListingProblem(keyPrefix, "folder cannot be examined: " + LocalObjectStore.reason(e)));
            return;
        }
        Object identity = attributes.fileKey() != null ? attributes.fileKey() : realPathOr(folder);
        for (Level above : levels) {
            if (above.identityOrPath.equals(identity)) {
                return; // a link back to a folder that is being listed: all of it is listed already
            }
        }
        if (levels.size() >= DEPTH_MAX) {
            problems.accept(new ListingProblem(keyPrefix, "deeper than " + DEPTH_MAX + " folders; it was not listed"));
            return;
        }
        List<Child> children = cache.childrenOrNull(keyPrefix, attributes);
        if (children == null) {
            children = children(keyPrefix, folder, attributes);
        }
        levels.push(new Level(keyPrefix, folder, identity, children.iterator()));
    }

    private static Path realPathOr(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            return folder;
        }
    }

    /** Lists a folder; keeps what it found unless some of it could not be examined, to report that each time. */
    private List<Child> children(String keyPrefix, Path folder, BasicFileAttributes attributes) {
        List<Child> children = new ArrayList<>();
        long listedAtMillis = cache.nowMillis();
        boolean isWhole = true;
        try (DirectoryStream<Path> names = Files.newDirectoryStream(folder)) {
            for (Path path : names) {
                isWhole &= addChild(keyPrefix, path, children);
            }
        } catch (IOException e) {
            isWhole = false;
            problems.accept(new ListingProblem(keyPrefix, "folder cannot be listed: " + LocalObjectStore.reason(e)));
        } catch (DirectoryIteratorException e) {
            isWhole = false;
            String reason = LocalObjectStore.reason(e.getCause());
            problems.accept(new ListingProblem(keyPrefix, "folder was listed only in part: " + reason));
        }
        children.sort((a, b) -> KeyOrder.compare(a.sortName(), b.sortName()));
        if (isWhole) {
            cache.put(keyPrefix, attributes, listedAtMillis, children);
        } else {
            cache.forget(keyPrefix);
        }
        return children;
    }

    private boolean addChild(String keyPrefix, Path path, List<Child> children) {
        String name = path.getFileName().toString();
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            boolean isFolder = attributes.isDirectory();
            ObjectEntry file = attributes.isRegularFile() ? LocalObjectStore.entry(keyPrefix + name, attributes) : null;
            children.add(new Child(isFolder ? name + "/" : name, file, isFolder));
            return true;
        } catch (IOException e) {
            boolean isDeadLink = Files.exists(path, LinkOption.NOFOLLOW_LINKS);
            String reason = isDeadLink ? "link leads nowhere or cannot be followed" : LocalObjectStore.reason(e);
            problems.accept(new ListingProblem(keyPrefix + name, reason));
            return false;
        }
    }
}
