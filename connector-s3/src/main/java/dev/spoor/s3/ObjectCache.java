/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.s3;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/**
 * Bytes that were fetched, kept on the local disk: whole small objects and ranges of large ones. What is kept is named by
 * the version of the object, so it is never out of date. Thread-safe, and safe for several processes: an entry appears
 * under its name when it is complete, and a reader that finds one damaged removes it.
 *
 * <p>An entry is a file of 16 bytes, the magic number, the checksum (CRC-32C) and the length of what follows, and the
 * bytes. When the limit is passed, the entries that were not used for longest go. It may be passed by a sixteenth for each
 * process that writes at the same time. Whatever goes wrong with the disk costs time only: it is said once and the bytes are fetched.
 */
final class ObjectCache {
    /** Larger pieces are read as streams and not kept. */
    static final int ENTRY_BYTES_MAX = 16 << 20;

    private static final int MAGIC = 0x53504f31;
    private static final int HEADER_BYTES = 16;
    private static final String UNFINISHED = ".unfinished";

    /** An entry counts as used just now for so long: its time is not written at every use. */
    private static final Duration USE_NOTED_FOR = Duration.ofHours(1);

    /** Unfinished entries of processes that died are removed after this. */
    private static final Duration UNFINISHED_MAX = Duration.ofHours(1);

    private static final int PARTS_PER_TRIM = 16;
    private static final Duration TRIM_PAUSE_MAX = Duration.ofMinutes(15);
    private static final String LOCK = "lock";

    private final Path folder;
    private final long bytesMax;
    private final Clock clock;
    private final Consumer<String> warnings;
    private final AtomicLong writtenSinceTrim;
    private final AtomicBoolean hasLooked = new AtomicBoolean();
    private final AtomicBoolean hasWarned = new AtomicBoolean();

    /** @param folder may not exist yet */
    ObjectCache(Path folder, long bytesMax, Clock clock, Consumer<String> warnings) {
        this.folder = folder;
        this.bytesMax = bytesMax;
        this.clock = clock;
        this.warnings = warnings;
        this.writtenSinceTrim = new AtomicLong();
    }

    /** The name of a piece of a version of an object. */
    static String nameOf(String bucket, String key, String version, long startByte, long length) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : List.of(bucket, key, version, startByte + "+" + length)) {
                digest.update(part.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Null when the piece is not there, or not whole. */
    byte[] getOrNull(String name) {
        Path file = place(name);
        try {
            byte[] entry = Files.readAllBytes(file);
            ByteBuffer header = ByteBuffer.wrap(entry);
            boolean isWhole = entry.length >= HEADER_BYTES
                    && header.getInt() == MAGIC
                    && header.getInt() == checksum(entry, HEADER_BYTES, entry.length - HEADER_BYTES)
                    && header.getLong() == entry.length - HEADER_BYTES;
            if (!isWhole) {
                Files.deleteIfExists(file);
                warn("an entry was damaged and has been removed: " + file);
                return null;
            }
            noteUse(file);
            return Arrays.copyOfRange(entry, HEADER_BYTES, entry.length);
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            warn(e.toString());
            return null;
        }
    }

    private void noteUse(Path file) throws IOException {
        FileTime now = FileTime.from(clock.instant());
        if (Files.getLastModifiedTime(file).toMillis() + USE_NOTED_FOR.toMillis() < now.toMillis()) {
            Files.setLastModifiedTime(file, now);
        }
    }

    private static int checksum(byte[] bytes, int from, int length) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, from, length);
        return (int) sum.getValue();
    }

    private Path place(String name) {
        return folder.resolve(name.substring(0, 2)).resolve(name.substring(2));
    }

    /** Keeps a piece, if it is not too large. */
    void put(String name, byte[] bytes, int length) {
        if (length > Math.min(ENTRY_BYTES_MAX, bytesMax / 2)) {
            return;
        }
        Path unfinished = null;
        try {
            Path file = place(name);
            makeFolder(file.getParent());
            unfinished = Files.createTempFile(file.getParent(), "", UNFINISHED);
            ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES)
                    .putInt(MAGIC)
                    .putInt(checksum(bytes, 0, length))
                    .putLong(length)
                    .flip();
            try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
                ByteBuffer[] all = {header, ByteBuffer.wrap(bytes, 0, length)};
                while (all[0].hasRemaining() || all[1].hasRemaining()) {
                    channel.write(all);
                }
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            unfinished = null;
            if (writtenSinceTrim.addAndGet(HEADER_BYTES + length) > bytesMax / PARTS_PER_TRIM
                    || !hasLooked.getAndSet(true) && isTrimDue()) {
                writtenSinceTrim.set(0);
                trim();
            }
        } catch (IOException e) {
            warn(e.toString());
        } finally {
            forget(unfinished);
        }
    }

    private static void forget(Path unfinishedOrNull) {
        if (unfinishedOrNull != null) {
            try {
                Files.deleteIfExists(unfinishedOrNull);
            } catch (IOException e) {
                // the next trim removes it
            }
        }
    }

    /** For the owner only: what is in there are logs. */
    private void makeFolder(Path inside) throws IOException {
        if (Files.isDirectory(inside)) {
            return;
        }
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            try {
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            } catch (UnsupportedOperationException e) {
                // a file system with other ways
            }
        }
        Files.createDirectories(inside);
    }

    /** An entry as it was found. */
    private record Found(Path file, long bytes, long usedMillis) {}

    /** Processes that write little each never pass their part of the limit: now and then one of them must look, too. */
    private boolean isTrimDue() throws IOException {
        Path lock = folder.resolve(LOCK);
        return !Files.exists(lock)
                || Files.getLastModifiedTime(lock).toMillis() + TRIM_PAUSE_MAX.toMillis() < clock.millis();
    }

    /** One process at a time; the others go on without. */
    private void trim() throws IOException {
        Path file = folder.resolve(LOCK);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock != null) {
                Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
                trimAlone();
            }
        } catch (OverlappingFileLockException e) {
            // another thread does it
        }
    }

    private void trimAlone() throws IOException {
        long nowMillis = clock.millis();
        List<Found> entries = new ArrayList<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                long usedMillis = attributes.lastModifiedTime().toMillis();
                if (file.toString().endsWith(UNFINISHED)) {
                    if (usedMillis + UNFINISHED_MAX.toMillis() < nowMillis) {
                        forget(file);
                    }
                } else if (!file.getParent().equals(folder)) {
                    entries.add(new Found(file, attributes.size(), usedMillis));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
                return FileVisitResult.CONTINUE;
            }
        });
        long bytes = entries.stream().mapToLong(Found::bytes).sum();
        if (bytes <= bytesMax) {
            return;
        }
        long wanted = bytesMax - bytesMax / PARTS_PER_TRIM * 2;
        entries.sort((a, b) -> Long.compare(a.usedMillis, b.usedMillis));
        for (Found entry : entries) {
            if (bytes <= wanted) {
                break;
            }
            forget(entry.file);
            bytes -= entry.bytes;
        }
    }

    private void warn(String reason) {
        if (hasWarned.compareAndSet(false, true)) {
            warnings.accept("the cache of objects in " + folder + " does not work as it should: " + reason);
        }
    }
}
