/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.store;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Writes a local file beside its place and moves it there. A process that dies leaves a file whose name ends with
 * {@link #UNFINISHED}, which listings leave out and nobody reads.
 */
final class LocalObjectSink extends ObjectSink {
    /** How the names of files end that are being written. */
    static final String UNFINISHED = ".spoor-unfinished";

    private final String key;
    private final Path target;
    private final Path unfinished;
    private final WriteCondition condition;
    private final FileChannel channel;
    private long position;
    private boolean isDone;

    private LocalObjectSink(String key, Path target, Path unfinished, WriteCondition condition, FileChannel channel) {
        this.key = key;
        this.target = target;
        this.unfinished = unfinished;
        this.condition = condition;
        this.channel = channel;
    }

    static LocalObjectSink open(String key, Path target, WriteCondition condition) {
        try {
            Files.createDirectories(target.getParent());
            Path unfinished = Files.createTempFile(target.getParent(), target.getFileName() + ".", UNFINISHED);
            return new LocalObjectSink(
                    key, target, unfinished, condition, FileChannel.open(unfinished, StandardOpenOption.WRITE));
        } catch (IOException e) {
            throw failure(key, target, e);
        }
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        position += length;
    }

    @Override
    public ObjectEntry commit() {
        if (isDone) {
            throw new IllegalStateException(key + " was committed or closed before");
        }
        try {
            channel.force(true);
            channel.close();
            publish();
            isDone = true;
            forceFolder();
            return LocalObjectStore.entry(key, Files.readAttributes(target, BasicFileAttributes.class));
        } catch (FileAlreadyExistsException e) {
            throw new EngineException(ErrorCode.OBJECT_EXISTS, "there is already a file " + key, e).with("key", key);
        } catch (IOException e) {
            throw failure(key, target, e);
        }
    }

    private void publish() throws IOException {
        if (condition == WriteCondition.REPLACE) {
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return;
        }
        try {
            // a link, unlike a move, fails when somebody else has made the file meanwhile
            Files.createLink(target, unfinished);
        } catch (UnsupportedOperationException e) {
            Files.move(unfinished, target);
            return;
        }
        try {
            Files.delete(unfinished);
        } catch (IOException e) {
            // the object is there; its second name is left out of listings
        }
    }

    /** The name is durable only when the folder is; not every platform can say so. */
    private void forceFolder() {
        try (FileChannel folder = FileChannel.open(target.getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        } catch (IOException e) {
            // folders cannot be opened on Windows; the file itself is on the disk
        }
    }

    private static EngineException failure(String key, Path target, IOException e) {
        boolean isFull = isFull(target);
        ErrorCode code = isFull ? ErrorCode.DISK_FULL : ErrorCode.STORE_FAILURE;
        String reason = isFull ? "the disk is full" : LocalObjectStore.reason(e);
        return new EngineException(code, "file " + key + " cannot be written: " + reason, e).with("key", key);
    }

    private static boolean isFull(Path target) {
        try {
            Path folder = target.getParent();
            while (folder != null && !Files.exists(folder)) {
                folder = folder.getParent();
            }
            if (folder == null) {
                return false;
            }
            FileStore disk = Files.getFileStore(folder);
            return disk.getUsableSpace() < (1 << 20);
        } catch (IOException unknown) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        if (!isDone) {
            isDone = true;
            channel.close();
            Files.deleteIfExists(unfinished);
        }
    }
}
