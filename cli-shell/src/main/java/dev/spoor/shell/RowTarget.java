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
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;

/** Where rows go: stdout, unless {@code \o} chose a file or a program. One thread at a time. */
final class RowTarget implements AutoCloseable {
    private static final String PIPE = "|";

    private final Place stdout;
    private final boolean isTerminal;
    private final boolean hasColours;
    private final Optional<String> pagerCommand;
    private IntSupplier terminalWidth;
    private IntSupplier terminalHeight = () -> 0;
    private Pager pager;
    private Place redirected;
    private Process program;
    private boolean isOnce;
    private Optional<OutputFormat> format = Optional.empty();

    /** Bytes, the text over them, and what they hold so far: text may follow text, and nothing a result of bytes. */
    private static final class Place {
        final String name;
        final OutputStream bytes;
        final Writer text;
        boolean holdsText;
        boolean holdsBytes;

        Place(String name, OutputStream bytes, Writer text) {
            this.name = name;
            this.bytes = bytes;
            this.text = text;
        }

        static Place of(String name, OutputStream out) {
            OutputStream bytes = new BufferedOutputStream(out);
            return new Place(name, bytes, new BufferedWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8)));
        }

        Writer text() {
            if (holdsBytes) {
                throw taken("holds a whole result of another program's format already");
            }
            holdsText = true;
            return text;
        }

        OutputStream bytes() throws IOException {
            if (holdsBytes || holdsText) {
                throw taken("holds output already, and this format wants a file for itself");
            }
            holdsBytes = true;
            text.flush();
            return bytes;
        }

        private EngineException taken(String problem) {
            return new EngineException(ErrorCode.INVALID_ARGUMENT, name + " " + problem)
                    .advise("send each result to a file of its own: \\o FILE, or \\copy (SELECT ...) TO 'FILE'");
        }

        void flush() throws IOException {
            text.flush();
            bytes.flush();
        }
    }

    /**
     * @param stdout text over {@link Streams#out}
     * @param environment variables of the process
     * @param mayPage whether a program may show what is taller than the screen
     */
    RowTarget(Writer stdout, Streams streams, Map<String, String> environment, boolean mayPage) {
        this.stdout = new Place("the output", streams.out(), stdout);
        this.isTerminal = streams.outTerminal();
        this.hasColours = LineEditors.hasColours(environment);
        this.pagerCommand = mayPage ? Pager.command(environment) : Optional.empty();
        this.terminalWidth = streams::terminalWidth;
    }

    /** The screen from now on, asked anew for each result; with a height, what is taller goes to a pager. */
    void screen(IntSupplier width, IntSupplier height) {
        terminalWidth = width;
        terminalHeight = height;
    }

    /** What follows on the terminal, up to {@link #endPage}, is one text for the pager, if there is any. */
    void beginPage() {
        int lines = terminalHeight.getAsInt();
        if (pager == null && isTerminal() && pagerCommand.isPresent() && lines > 0) {
            pager = new Pager(stdout.text(), pagerCommand.get(), lines);
        }
    }

    /** Somebody waits for more: what there is goes to the terminal, unless the pager has it. */
    void showPage() throws IOException {
        if (pager != null) {
            pager.show();
        }
    }

    /** Returns when the user has seen the page. */
    void endPage() throws IOException {
        Pager ended = pager;
        pager = null;
        if (ended != null) {
            ended.close();
        }
    }

    /** Whether the pager has the terminal. */
    boolean isPaging() {
        return pager != null && pager.isRunning();
    }

    /** Whether the user has left the pager, so that nobody reads what follows. */
    boolean isLeft() {
        return pager != null && pager.isLeft();
    }

    /** For text that is no result; INVALID_ARGUMENT behind a result of bytes. */
    Writer out() {
        return pager != null && redirected == null ? pager : place().text();
    }

    /** Brings what was written to where it goes. */
    void flush() throws IOException {
        if (pager != null && redirected == null) {
            pager.flush();
        } else {
            place().flush();
        }
    }

    private Place place() {
        return redirected != null ? redirected : stdout;
    }

    /**
     * A writer of one result, to be closed by the caller.
     *
     * @param memory the budget of what the writer holds
     * @throws EngineException INVALID_ARGUMENT when bytes would go to a terminal or behind something else
     */
    ResultWriter open(OutputFormat format, boolean header, Memory memory) throws IOException {
        requireRoomFor(format);
        OutputOptions options = isTerminal()
                ? new OutputOptions(header, width(), hasColours)
                : new OutputOptions(header, OutputOptions.UNLIMITED);
        return format.isBinary()
                ? ResultWriters.open(format, place().bytes(), memory, options)
                : ResultWriters.open(format, out(), options);
    }

    private void requireRoomFor(OutputFormat format) {
        if (format.isBinary() && isTerminal()) {
            throw new EngineException(
                            ErrorCode.INVALID_ARGUMENT,
                            "the format " + format.label() + " is bytes, which a terminal cannot show")
                    .advise(
                            "send it to a file or program: \\o FILE, \\o |PROGRAM, \\copy (SELECT ...) TO 'FILE', or > FILE");
        }
    }

    /** The format that the name of the file tells which the rows go to; empty for the one that the user chose. */
    Optional<OutputFormat> format() {
        return format;
    }

    /** Whether somebody reads the rows as they come. */
    boolean isTerminal() {
        return redirected == null && isTerminal;
    }

    /** Whether what is written now may be coloured. */
    boolean hasColours() {
        return isTerminal() && hasColours;
    }

    /** Display columns of the terminal. */
    int width() {
        return Math.max(Streams.WIDTH_MIN, terminalWidth.getAsInt());
    }

    /**
     * Rows go there from now on; what was open is ended.
     *
     * @param place a file, a program behind {@code |}, or empty for stdout
     * @param once only what the next statement or command writes; see {@link #endOnce}
     * @throws EngineException INVALID_ARGUMENT when it cannot be opened
     */
    void redirect(String place, boolean once) throws IOException {
        close();
        if (place.isEmpty()) {
            return;
        }
        isOnce = once;
        try {
            if (place.startsWith(PIPE)) {
                program = new ProcessBuilder("/bin/sh", "-c", place.substring(PIPE.length()))
                        .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
                redirected =
                        Place.of("the program '" + place.substring(PIPE.length()) + "'", program.getOutputStream());
            } else {
                Path file = Path.of(place);
                redirected = Place.of(place, ResultFile.packed(file, Files.newOutputStream(file)));
                format = OutputFormat.ofFile(place);
            }
        } catch (IOException | InvalidPathException e) {
            throw new EngineException(ErrorCode.INVALID_ARGUMENT, "cannot write to " + place + ": " + reason(e), e);
        }
    }

    /** In words, where Java has a name of the file only. */
    static String reason(Exception failure) {
        if (failure instanceof NoSuchFileException) {
            return "there is no such folder";
        }
        return failure instanceof AccessDeniedException ? "that is not allowed" : failure.getMessage();
    }

    /** To be called when a statement or command has been run that a redirection for once was for. */
    void endOnce() throws IOException {
        if (isOnce) {
            close();
        }
    }

    /** Whether rows go to a file or program. */
    boolean isRedirected() {
        return redirected != null;
    }

    /**
     * Gives up a file or program that takes no more; rows go to stdout again.
     *
     * @return what happened; empty when it is a program that has read what it wanted
     */
    Optional<String> giveUp(IOException failure) throws IOException {
        Place ended = redirected;
        Process waited = program;
        try {
            close();
        } catch (RedirectionException again) {
            failure.addSuppressed(again);
        }
        return problem(ended, waited, failure);
    }

    private static Optional<String> problem(Place ended, Process programOrNull, IOException failure) {
        if (programOrNull == null) {
            return Optional.of("cannot write to " + ended.name + ": " + failure.getMessage());
        }
        int status = programOrNull.exitValue();
        return status == 0
                ? Optional.empty()
                : Optional.of(ended.name + " ended with status " + status + " before it had read everything");
    }

    /** A file or program did not take what was written at its end. */
    static final class RedirectionException extends IOException {
        private static final long serialVersionUID = 1L;

        RedirectionException(String problem, IOException cause) {
            super(problem, cause);
        }
    }

    /**
     * Ends the file or program; rows go to stdout again.
     *
     * @throws RedirectionException when that did not take everything
     */
    @Override
    public void close() throws IOException {
        endPage();
        Place ended = redirected;
        Process waited = program;
        redirected = null;
        program = null;
        format = Optional.empty();
        isOnce = false;
        if (ended == null) {
            return;
        }
        try {
            ended.text.close();
            await(waited);
        } catch (IOException e) {
            await(waited);
            Optional<String> problem = problem(ended, waited, e);
            if (problem.isPresent()) {
                throw new RedirectionException(problem.get(), e);
            }
        }
    }

    private static void await(Process programOrNull) {
        try {
            if (programOrNull != null) {
                programOrNull.waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
