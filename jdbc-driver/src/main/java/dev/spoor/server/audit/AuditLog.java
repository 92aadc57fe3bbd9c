/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.server.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/**
 * Writes an audit log; see the package for its format. One process at a time. An entry is with the operating system when
 * {@link #append} returns, and on the disk when {@link #appendForced} or {@link #force} does. The head in its file names the last entry
 * that is known to be on the disk, so that after a loss of power the log never looks cut. Threads that wait for the disk at the same time
 * wait for one write of all their entries. Thread-safe.
 */
public final class AuditLog implements AutoCloseable {
    /** Bytes after which the next file is begun. */
    static final long FILE_BYTES_MAX = 64L << 20;

    private static final int HEAD_BYTES = 20 + 1 + AuditTrail.HASH_CHARACTERS + 1;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final Clock clock;
    private final long fileBytesMax;
    private final FileChannel lockFile;
    private final FileChannel headFile;
    private FileChannel file;
    private long fileNumber;
    private AuditHead head;
    private boolean isClosed;
    private boolean hasFailed;

    /** Held by who writes to the disk, before the lock of this; guards {@link #forced} and which file is written to. */
    private final Object disk = new Object();

    private long forced;

    private AuditLog(Path folder, Clock clock, long fileBytesMax, FileChannel lockFile, FileChannel headFile) {
        this.folder = folder;
        this.clock = clock;
        this.fileBytesMax = fileBytesMax;
        this.lockFile = lockFile;
        this.headFile = headFile;
    }

    /**
     * Opens the log of a folder, which is made if it is not there, and verifies all of it. EngineException CORRUPT_DATA if it is not
     * what was written, STORE_FAILURE if it cannot be written, or another process writes it.
     */
    public static AuditLog open(Path folder, Clock clock) {
        return open(folder, clock, FILE_BYTES_MAX);
    }

    static AuditLog open(Path folder, Clock clock, long fileBytesMax) {
        try {
            makeFolder(folder);
            FileChannel lockFile =
                    FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                requireAlone(folder, lockFile);
                FileChannel headFile = FileChannel.open(
                        folder.resolve(AuditTrail.HEAD), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                AuditLog log = new AuditLog(folder, clock, fileBytesMax, lockFile, headFile);
                log.begin();
                return log;
            } catch (IOException | RuntimeException e) {
                lockFile.close();
                throw e;
            }
        } catch (IOException e) {
            throw failed(folder, e);
        }
    }

    private static EngineException failed(Path folder, IOException e) {
        return new EngineException(
                ErrorCode.STORE_FAILURE, "the audit log in " + folder + " cannot be written: " + e.getMessage(), e);
    }

    private static void makeFolder(Path folder) throws IOException {
        boolean isPosix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] attributes = isPosix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, attributes);
        }
    }

    private static void requireAlone(Path folder, FileChannel lockFile) throws IOException {
        FileLock lock;
        try {
            lock = lockFile.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            throw new EngineException(
                    ErrorCode.STORE_FAILURE, "the audit log in " + folder + " is being written by another server");
        }
    }

    /** Verifies what is there, drops half an entry at the end, and goes on behind it. */
    private void begin() throws IOException {
        try (AuditTrail trail = AuditTrail.open(folder)) {
            String wrong = trail.verify();
            if (!wrong.isEmpty()) {
                throw new EngineException(
                                ErrorCode.CORRUPT_DATA,
                                "the audit log in " + folder + " is not what was written: " + wrong)
                        .advise("keep the folder as evidence, and begin another");
            }
            head = trail.at();
            List<Path> files = AuditTrail.files(folder);
            fileNumber = files.isEmpty() ? 1 : AuditTrail.number(files.get(files.size() - 1));
            openFile();
            if (!files.isEmpty()) {
                file.truncate(trail.wholeBytes());
            }
            file.position(file.size());
            forceFile();
        }
    }

    private void openFile() throws IOException {
        file = FileChannel.open(
                folder.resolve(AuditTrail.fileName(fileNumber)), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        forceFolder();
    }

    /** The name of a file is durable only when the folder is; not every platform can say so. */
    private void forceFolder() {
        try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        } catch (IOException e) {
            // folders cannot be opened on Windows
        }
    }

    /** The end of the log now. */
    public synchronized AuditHead head() {
        return head;
    }

    /**
     * Appends an entry: what it says, behind its number and its time. Returns the number, from 1.
     *
     * @throws EngineException STORE_FAILURE; then the entry is not in the log
     */
    public long append(ObjectNode says) {
        try {
            beginNextFileIfFull();
            return write(says);
        } catch (IOException e) {
            throw failed(folder, e);
        }
    }

    /** As above; the entry, and all before it, are on the disk then. */
    public long appendForced(ObjectNode says) {
        long number = append(says);
        force(number);
        return number;
    }

    /**
     * Brings what was appended to the disk. EngineException STORE_FAILURE, once; nothing can be appended any more then.
     */
    public void force() {
        if (!hasFailed()) {
            force(head().entries());
        }
    }

    private synchronized boolean hasFailed() {
        return hasFailed;
    }

    private void force(long entry) {
        synchronized (disk) {
            try {
                if (forced < entry) {
                    requireOpen();
                    forceFile();
                }
            } catch (IOException e) {
                throw failed(folder, e);
            }
        }
    }

    /** Entries may be appended meanwhile. What a disk that failed once says later is not to be believed. */
    private void forceFile() throws IOException {
        AuditHead written = head();
        try {
            file.force(false);
            writeHead(written);
            forced = written.entries();
        } catch (IOException e) {
            synchronized (this) {
                hasFailed = true;
            }
            throw e;
        }
    }

    private synchronized void requireOpen() throws IOException {
        if (isClosed) {
            throw new IOException("it is closed");
        }
        if (hasFailed) {
            throw new IOException("the disk has failed before");
        }
    }

    private synchronized long write(ObjectNode says) throws IOException {
        requireOpen();
        ObjectNode entry = JSON.createObjectNode();
        entry.put("n", head.entries() + 1);
        entry.put("time", clock.instant().toString());
        entry.setAll(says);
        byte[] json = JSON.writeValueAsBytes(entry);
        String hash = AuditTrail.hash(head.hash(), json);
        write(hash, json);
        head = new AuditHead(head.entries() + 1, hash);
        return head.entries();
    }

    /** Writes a line whole, or leaves the file as it was. */
    private void write(String hash, byte[] json) throws IOException {
        ByteBuffer line = ByteBuffer.allocate(hash.length() + 1 + json.length + 1);
        line.put(hash.getBytes(StandardCharsets.US_ASCII))
                .put((byte) ' ')
                .put(json)
                .put((byte) '\n')
                .flip();
        long before = file.position();
        try {
            while (line.hasRemaining()) {
                file.write(line);
            }
        } catch (IOException e) {
            file.truncate(before);
            throw e;
        }
    }

    private void writeHead(AuditHead told) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(HEAD_BYTES);
        bytes.put((told + "\n").getBytes(StandardCharsets.US_ASCII));
        while (bytes.hasRemaining()) {
            bytes.put((byte) ' ');
        }
        headFile.write(bytes.flip(), 0);
    }

    private synchronized boolean isFull() throws IOException {
        return !isClosed && file.position() >= fileBytesMax;
    }

    private void beginNextFileIfFull() throws IOException {
        if (!isFull()) {
            return;
        }
        synchronized (disk) {
            synchronized (this) {
                if (isFull()) {
                    forceFile();
                    file.close();
                    fileNumber++;
                    openFile();
                }
            }
        }
    }

    /** The entries up to now. */
    public AuditTrail read() {
        return AuditTrail.open(folder, head().entries());
    }

    @Override
    public void close() {
        synchronized (disk) {
            synchronized (this) {
                if (isClosed) {
                    return;
                }
                isClosed = true;
                try (FileChannel first = lockFile;
                        FileChannel second = headFile;
                        FileChannel third = file) {
                    if (!hasFailed) {
                        forceFile();
                        headFile.force(true);
                    }
                } catch (IOException e) {
                    throw failed(folder, e);
                }
            }
        }
    }
}
