/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.store;

import dev.spoor.store.FolderCache.Part;
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
 * Walks a folder in key order, one folder at a time per level, from the cache where a folder is as it was. Gives files in
 * pages: those of a folder that follow each other. Folder names compare with their '/' so that "a.json" comes before
 * "a/b", as it does in a flat key space.
 */
final class FolderWalk implements Iterator<List<ObjectEntry>> {
    private static final int DEPTH_MAX = 200;

    /** An open folder: its place, its identity, and what is still to come. */
    private record Level(String keyPrefix, Path folder, Object identityOrPath, Iterator<Part> parts) {}

    /** One name in a folder: a folder (whose sort name ends with '/'), a file with its entry, or something else. */
    private record Child(String sortName, ObjectEntry fileOrNull, boolean isFolder) {}

    private final String prefix;
    private final String startAfterOrNull;
    private final FolderFilter folders;
    private final Consumer<ListingProblem> problems;
    private final FolderCache cache;
    private final Deque<Level> levels = new ArrayDeque<>();
    private List<ObjectEntry> next;

    FolderWalk(
            Path root,
            String prefix,
            String startAfterOrNull,
            FolderFilter folders,
            Consumer<ListingProblem> problems,
            FolderCache cache) {
        this.prefix = prefix;
        this.startAfterOrNull = startAfterOrNull;
        this.folders = folders;
        this.problems = problems;
        this.cache = cache;
        enter("", root);
    }

    @Override
    public boolean hasNext() {
        while (next == null && !levels.isEmpty()) {
            Level level = levels.peek();
            if (level.parts.hasNext()) {
                visit(level, level.parts.next());
            } else {
                levels.pop();
            }
        }
        return next != null;
    }

    @Override
    public List<ObjectEntry> next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the listing has ended");
        }
        List<ObjectEntry> page = next;
        next = null;
        return page;
    }

    private void visit(Level level, Part part) {
        if (part.folderOrNull() != null) {
            String key = level.keyPrefix + part.folderOrNull() + "/";
            if (mayHoldWanted(key) && folders.scopeOf(key).isAnything()) {
                enter(key, level.folder.resolve(part.folderOrNull()));
            }
        } else if (part.filesOrNull() != null) {
            List<ObjectEntry> wanted = wanted(level, part.filesOrNull());
            next = wanted.isEmpty() ? null : wanted;
        } else if (isWanted(part.problemOrNull().key())) {
            problems.accept(part.problemOrNull());
        }
    }

    /** The very same list if all of it is wanted. */
    private List<ObjectEntry> wanted(Level level, List<ObjectEntry> files) {
        if (startAfterOrNull == null && level.keyPrefix.startsWith(prefix)) {
            return files;
        }
        return files.stream().filter(file -> isWanted(file.key())).toList();
    }

    private boolean isWanted(String key) {
        return key.startsWith(prefix) && (startAfterOrNull == null || KeyOrder.compare(key, startAfterOrNull) > 0);
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
        List<Part> parts = cache.partsOrNull(keyPrefix, attributes);
        if (parts == null) {
            parts = list(keyPrefix, folder, attributes);
        }
        levels.push(new Level(keyPrefix, folder, identity, parts.iterator()));
    }

    private static Path realPathOr(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            return folder;
        }
    }

    /** Lists a folder; keeps what it found unless some of it could not be examined, to report that each time. */
    private List<Part> list(String keyPrefix, Path folder, BasicFileAttributes attributes) {
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
        List<Part> parts = parts(keyPrefix, children);
        if (isWhole) {
            cache.put(keyPrefix, attributes, listedAtMillis, parts);
        } else {
            cache.forget(keyPrefix);
        }
        return parts;
    }

    /** Files that follow each other become one part. */
    private static List<Part> parts(String keyPrefix, List<Child> sorted) {
        List<Part> parts = new ArrayList<>();
        List<ObjectEntry> files = new ArrayList<>();
        for (Child child : sorted) {
            if (child.fileOrNull() != null) {
                files.add(child.fileOrNull());
                continue;
            }
            endFiles(files, parts);
            String name = child.sortName();
            parts.add(
                    child.isFolder()
                            ? Part.folder(name.substring(0, name.length() - 1))
                            : Part.problem(new ListingProblem(
                                    keyPrefix + name, "neither a file nor a folder; it was not read")));
        }
        endFiles(files, parts);
        return parts;
    }

    private static void endFiles(List<ObjectEntry> files, List<Part> parts) {
        if (!files.isEmpty()) {
            parts.add(Part.files(files));
            files.clear();
        }
    }

    private boolean addChild(String keyPrefix, Path path, List<Child> children) {
        String name = path.getFileName().toString();
        if (name.endsWith(LocalObjectSink.UNFINISHED)) {
            return true;
        }
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
