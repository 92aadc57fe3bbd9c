/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.store;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A folder of the local disk, or one single file, as an object store. Keys are paths below the root with '/' between
 * the names; a single file has its own name as key. Symbolic links are followed; a link back to a folder above itself
 * adds nothing and is skipped.
 */
public final class LocalObjectStore implements ObjectStore {
    private final Path root;
    private final String singleKeyOrNull;
    private final FolderCache cache;

    private LocalObjectStore(Path root, String singleKeyOrNull, Clock clock) {
        this.root = root;
        this.singleKeyOrNull = singleKeyOrNull;
        this.cache = new FolderCache(clock);
    }

    /** Opens a folder or a file; LOCATION_NOT_FOUND when there is neither. */
    public static LocalObjectStore open(Path folderOrFile) {
        return open(folderOrFile, Clock.systemUTC());
    }

    /** As above; the clock is compared with modification times, to tell which folders may still be changing. */
    static LocalObjectStore open(Path folderOrFile, Clock clock) {
        Objects.requireNonNull(folderOrFile, "path is null");
        Path absolute = folderOrFile.toAbsolutePath().normalize();
        if (Files.isDirectory(absolute)) {
            return new LocalObjectStore(absolute, null, clock);
        }
        if (!Files.exists(absolute)) {
            throw new EngineException(ErrorCode.LOCATION_NOT_FOUND, "there is no file or folder " + absolute)
                    .with("location", absolute.toString());
        }
        return new LocalObjectStore(absolute.getParent(), absolute.getFileName().toString(), clock);
    }

    @Override
    public String location() {
        String path = root.toString().replace(File.separatorChar, '/');
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    @Override
    public boolean isSingleObject() {
        return singleKeyOrNull != null;
    }

    @Override
    public Iterator<ObjectEntry> list(String prefix, String startAfterOrNull, Consumer<ListingProblem> problems) {
        Objects.requireNonNull(prefix, "prefix is null");
        Objects.requireNonNull(problems, "problems is null");
        if (singleKeyOrNull == null) {
            return new PageEntries(new FolderWalk(root, prefix, startAfterOrNull, FolderFilter.ALL, problems, cache));
        }
        boolean wanted = singleKeyOrNull.startsWith(prefix)
                && (startAfterOrNull == null || KeyOrder.compare(singleKeyOrNull, startAfterOrNull) > 0);
        return wanted ? single(problems) : List.<ObjectEntry>of().iterator();
    }

    /** From memory where folders are as they were: the same lists again. */
    @Override
    public Iterator<List<ObjectEntry>> pages(FolderFilter folders, Consumer<ListingProblem> problems) {
        return singleKeyOrNull == null
                ? new FolderWalk(root, "", null, folders, problems, cache)
                : ObjectStore.super.pages(folders, problems);
    }

    private Iterator<ObjectEntry> single(Consumer<ListingProblem> problems) {
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(root.resolve(singleKeyOrNull), BasicFileAttributes.class);
            return List.of(entry(singleKeyOrNull, attributes)).iterator();
        } catch (IOException e) {
            problems.accept(new ListingProblem(singleKeyOrNull, "cannot be examined: " + reason(e)));
            return List.<ObjectEntry>of().iterator();
        }
    }

    /** Looks at the file again, unless every listing so far was made anew. */
    @Override
    public boolean isStillAsListed(ObjectEntry entry) {
        if (!cache.wasUsed()) {
            return true;
        }
        try {
            BasicFileAttributes now = Files.readAttributes(root.resolve(entry.key()), BasicFileAttributes.class);
            return now.isRegularFile() && entry(entry.key(), now).equals(entry);
        } catch (IOException e) {
            return false; // reading it will say why
        }
    }

    static ObjectEntry entry(String key, BasicFileAttributes attributes) {
        long micros = attributes.lastModifiedTime().to(TimeUnit.MICROSECONDS);
        return new ObjectEntry(key, attributes.size(), micros, null);
    }

    /** Why an I/O operation failed, without the path that the caller names anyway. */
    static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "it does not exist (any more)";
        }
        if (e instanceof java.nio.file.AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof NotDirectoryException) {
            return "not a folder";
        }
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }

    @Override
    public InputStream read(ObjectEntry entry, ByteRange range) {
        SeekableByteChannel channel = null;
        try {
            channel = Files.newByteChannel(root.resolve(entry.key()), StandardOpenOption.READ);
            if (range.startByte() > 0) {
                channel.position(range.startByte());
            }
            InputStream whole = Channels.newInputStream(channel);
            return range.lengthMax() == Long.MAX_VALUE ? whole : new BoundedInputStream(whole, range.lengthMax());
        } catch (NoSuchFileException e) {
            throw new EngineException(
                            ErrorCode.OBJECT_VANISHED,
                            "file " + entry.key() + " was listed and is gone; was it moved or deleted meanwhile?",
                            e)
                    .with("key", entry.key());
        } catch (IOException | InvalidPathException e) {
            closeQuietly(channel, e);
            String reason = e instanceof IOException io ? reason(io) : e.getMessage();
            throw new EngineException(
                            ErrorCode.STORE_FAILURE, "file " + entry.key() + " cannot be opened: " + reason, e)
                    .with("key", entry.key());
        }
    }

    @Override
    public Optional<ObjectEntry> find(String key) {
        try {
            BasicFileAttributes now = Files.readAttributes(place(key), BasicFileAttributes.class);
            return now.isRegularFile() ? Optional.of(entry(key, now)) : Optional.empty();
        } catch (NoSuchFileException | NotDirectoryException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new EngineException(ErrorCode.STORE_FAILURE, "file " + key + " cannot be examined: " + reason(e), e)
                    .with("key", key);
        }
    }

    @Override
    public ObjectSink create(String key, WriteCondition condition) {
        return LocalObjectSink.open(key, place(key), condition);
    }

    @Override
    public void delete(Collection<String> keys) {
        for (String key : keys) {
            try {
                Files.deleteIfExists(place(key));
            } catch (IOException e) {
                throw new EngineException(
                                ErrorCode.STORE_FAILURE, "file " + key + " cannot be deleted: " + reason(e), e)
                        .with("key", key);
            }
        }
    }

    /** The path of a key, which must not leave the root. */
    private Path place(String key) {
        Path path;
        try {
            path = root.resolve(key).normalize();
        } catch (InvalidPathException e) {
            throw new EngineException(ErrorCode.STORE_FAILURE, "no file can be called " + key, e).with("key", key);
        }
        if (key.isEmpty() || !path.startsWith(root) || path.equals(root)) {
            throw new EngineException(ErrorCode.STORE_FAILURE, "the key '" + key + "' is outside of " + root)
                    .with("key", key);
        }
        return path;
    }

    private static void closeQuietly(SeekableByteChannel channelOrNull, Exception because) {
        if (channelOrNull != null) {
            try {
                channelOrNull.close();
            } catch (IOException e) {
                because.addSuppressed(e);
            }
        }
    }

    @Override
    public void close() {}
}
