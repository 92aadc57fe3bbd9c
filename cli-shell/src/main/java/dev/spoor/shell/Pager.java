/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Text for a terminal, which a program shows when there is more than a screen of it. Up to a screen is held back; then all of it goes to the
 * program, or at the end, or when somebody waits, to the terminal. What is written after the user has left the program is lost.
 * One thread at a time.
 */
final class Pager extends Writer {
    private static final String SPOOR_PAGER = "SPOOR_PAGER";
    private static final String PAGER = "PAGER";

    /** Long lines are not wrapped, colours are kept, nothing is cleared at the end. */
    private static final String LESS = "less";

    private static final String LESS_OPTIONS = " -SRFX";

    private final Writer terminal;
    private final String command;
    private final int linesMax;
    private final StringBuilder held = new StringBuilder();
    private int heldLines;
    private boolean isDirect;
    private Process program;
    private Writer toProgram;
    private boolean isLeft;

    /**
     * @param terminal where what fits goes; stays the caller's
     * @param command of a shell
     * @param linesMax of the screen
     */
    Pager(Writer terminal, String command, int linesMax) {
        this.terminal = terminal;
        this.command = command;
        this.linesMax = linesMax;
    }

    /** The program of this environment: the user's, or {@code less} where it is; empty for none. */
    static Optional<String> command(Map<String, String> environment) {
        String chosen = environment.getOrDefault(SPOOR_PAGER, environment.get(PAGER));
        if (chosen != null) {
            return chosen.isBlank() || chosen.strip().equals("cat")
                    ? Optional.empty()
                    : Optional.of(options(chosen.strip()));
        }
        for (String folder : environment.getOrDefault("PATH", "").split(":")) {
            if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, LESS))) {
                return Optional.of(LESS + LESS_OPTIONS);
            }
        }
        return Optional.empty();
    }

    /** A bare {@code less} would wrap tables and show control sequences. */
    private static String options(String chosen) {
        return chosen.equals(LESS) ? LESS + LESS_OPTIONS : chosen;
    }

    /** Whether the program has the terminal. */
    boolean isRunning() {
        return program != null;
    }

    /** Whether the user has left the program before the end of the text. */
    boolean isLeft() {
        return isLeft;
    }

    /** Somebody waits: what is held goes to the terminal, and so does all that follows. */
    void show() throws IOException {
        if (program == null && !isDirect) {
            isDirect = true;
            terminal.append(held);
            terminal.flush();
            held.setLength(0);
        }
    }

    @Override
    public void write(char[] chars, int from, int count) throws IOException {
        if (isDirect) {
            terminal.write(chars, from, count);
            return;
        }
        if (program != null) {
            pass(new String(chars, from, count));
            return;
        }
        held.append(chars, from, count);
        for (int i = from; i < from + count; i++) {
            heldLines += chars[i] == '\n' ? 1 : 0;
        }
        if (heldLines >= linesMax) {
            terminal.flush();
            program = new ProcessBuilder("/bin/sh", "-c", command)
                    .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            toProgram = new BufferedWriter(new OutputStreamWriter(program.getOutputStream(), StandardCharsets.UTF_8));
            pass(held.toString());
            held.setLength(0);
        }
    }

    private void pass(String text) {
        if (isLeft) {
            return;
        }
        try {
            toProgram.write(text);
        } catch (IOException e) {
            isLeft = true;
        }
    }

    @Override
    public void flush() throws IOException {
        if (isDirect) {
            terminal.flush();
        } else if (program != null && !isLeft) {
            try {
                toProgram.flush();
            } catch (IOException e) {
                isLeft = true;
            }
        }
    }

    /** Shows what is held, or waits until the user leaves the program. */
    @Override
    public void close() throws IOException {
        if (program == null) {
            show();
            return;
        }
        try {
            toProgram.close();
        } catch (IOException e) {
            isLeft = true;
        }
        try {
            program.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
