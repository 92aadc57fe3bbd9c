/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.IntSupplier;

/** Where rows go: stdout, unless {@code \o} chose a file or a program. One thread. */
final class RowTarget implements AutoCloseable {
    private static final String PIPE = "|";

    private final Writer stdout;
    private final boolean isTerminal;
    private IntSupplier terminalWidth;
    private Writer redirected;
    private Process program;

    RowTarget(Writer stdout, Streams streams) {
        this.stdout = stdout;
        this.isTerminal = streams.outTerminal();
        this.terminalWidth = streams::terminalWidth;
    }

    /** The width from now on, asked anew for each result. */
    void width(IntSupplier width) {
        terminalWidth = width;
    }

    Writer out() {
        return redirected != null ? redirected : stdout;
    }

    /** Whether somebody reads the rows as they come. */
    boolean isTerminal() {
        return redirected == null && isTerminal;
    }

    /** Display columns of the terminal. */
    int width() {
        return Math.max(Streams.WIDTH_MIN, terminalWidth.getAsInt());
    }

    /**
     * Rows go there from now on; what was open is ended.
     *
     * @param place a file, a program behind {@code |}, or empty for stdout
     * @throws EngineException INVALID_ARGUMENT when it cannot be opened
     */
    void redirect(String place) throws IOException {
        close();
        if (place.isEmpty()) {
            return;
        }
        try {
            if (place.startsWith(PIPE)) {
                program = new ProcessBuilder("/bin/sh", "-c", place.substring(PIPE.length()))
                        .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
                redirected =
                        new BufferedWriter(new OutputStreamWriter(program.getOutputStream(), StandardCharsets.UTF_8));
            } else {
                redirected = Files.newBufferedWriter(Path.of(place));
            }
        } catch (IOException | InvalidPathException e) {
            throw new EngineException(
                    ErrorCode.INVALID_ARGUMENT, "cannot write to " + place + ": " + e.getMessage(), e);
        }
    }

    /** Ends the file or program; rows go to stdout again. */
    @Override
    public void close() throws IOException {
        Writer ended = redirected;
        Process waited = program;
        redirected = null;
        program = null;
        try {
            if (ended != null) {
                ended.close();
            }
            if (waited != null) {
                waited.waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
