/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.output.OutputFormat;
import dev.spoor.output.OutputOptions;
import dev.spoor.output.ResultWriter;
import dev.spoor.output.ResultWriters;
import dev.spoor.vector.Memory;
import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.GZIPOutputStream;

/**
 * A file of one result, which is there when it is whole: until then it is written beside its place, and a statement that fails leaves
 * what was there before.
 */
final class ResultFile implements AutoCloseable {
    private final Path file;
    private final Path unfinished;
    private final OutputStream bytes;
    private final Writer text;

    /** INVALID_ARGUMENT when nothing can be written there. */
    static ResultFile create(Path file) {
        try {
            return new ResultFile(file.toAbsolutePath());
        } catch (IOException e) {
            throw new EngineException(
                    ErrorCode.INVALID_ARGUMENT, "cannot write to " + file + ": " + RowTarget.reason(e), e);
        }
    }

    private ResultFile(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException("it is a folder");
        }
        this.file = file;
        this.unfinished = Files.createTempFile(file.getParent(), "." + file.getFileName(), ".unfinished");
        this.bytes = new BufferedOutputStream(packed(file, Files.newOutputStream(unfinished)));
        this.text = new BufferedWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8));
    }

    /** What is written to a file: compressed when its name says so. */
    static OutputStream packed(Path file, OutputStream to) throws IOException {
        return OutputFormat.isCompressed(file.toString()) ? new GZIPOutputStream(to) : to;
    }

    /** The writer of the result, to be closed by the caller. Once. */
    ResultWriter open(OutputFormat format, Memory memory) {
        OutputOptions options = OutputOptions.standard();
        return format.isBinary()
                ? ResultWriters.open(format, bytes, memory, options)
                : ResultWriters.open(format, text, options);
    }

    /** The bytes of something that is no result alone; flushed by {@link #commit}. */
    OutputStream bytes() {
        return bytes;
    }

    /** Puts the file in its place. */
    void commit() throws IOException {
        text.close();
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Leaves nothing behind that was not committed. */
    @Override
    public void close() throws IOException {
        text.close();
        Files.deleteIfExists(unfinished);
    }
}
