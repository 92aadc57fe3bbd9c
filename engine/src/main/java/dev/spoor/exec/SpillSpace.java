/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.exec;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A query's temporary files: made in a private folder on first use, counted against a limit, deleted on close.
 * Thread-safe.
 */
public final class SpillSpace implements AutoCloseable {
    private final Path parent;
    private final long limitBytes;
    private final AtomicLong writtenBytes = new AtomicLong();
    private final AtomicLong heldBytes = new AtomicLong();
    private Path folder;
    private long files;

    /** @param parent folder in which the private folder is made; created if missing */
    public SpillSpace(Path parent, long limitBytes) {
        this.parent = parent;
        this.limitBytes = limitBytes;
    }

    /** A new path of a file that does not exist yet. */
    public synchronized Path newFile(String purpose) {
        try {
            if (folder == null) {
                Files.createDirectories(parent);
                folder = Files.createTempDirectory(parent, "spill-");
            }
            return folder.resolve(purpose + "-" + files++);
        } catch (IOException e) {
            throw new EngineException(
                    ErrorCode.DISK_FULL,
                    "no temporary file can be made in " + parent + "; set spill.path to a folder with room",
                    e);
        }
    }

    /** Counts bytes about to be written; throws LIMIT_EXCEEDED over the limit. */
    public void use(long bytes) {
        writtenBytes.addAndGet(bytes);
        if (heldBytes.addAndGet(bytes) > limitBytes) {
            throw new EngineException(
                    ErrorCode.LIMIT_EXCEEDED,
                    "the query needs more than " + limitBytes + " bytes of temporary disk; narrow it, or raise it with"
                            + " --set spill.limit=SIZE");
        }
    }

    /** Counts bytes of a deleted file back. */
    public void giveBack(long bytes) {
        heldBytes.addAndGet(-bytes);
    }

    /** Bytes written in all. */
    public long writtenBytes() {
        return writtenBytes.get();
    }

    @Override
    public synchronized void close() {
        if (folder == null) {
            return;
        }
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                    Files.delete(visited);
                    return FileVisitResult.CONTINUE;
                }
            });
            folder = null;
        } catch (IOException e) {
            throw new EngineException(ErrorCode.STORE_FAILURE, "temporary folder not deleted: " + folder, e);
        }
    }
}
