/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell;

import dev.spoor.output.TerminalStyle;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Lines on stderr, with at most one line of progress below them that each message replaces. Thread-safe. When stderr
 * cannot be written there is nobody left to tell, so that is ignored.
 */
final class Diagnostics {
    private static final String ERASE_LINE = "\r\u001B[K";

    /** What an error is red of: the word, and the line of carets below its place. */
    private static final Pattern RED_PARTS = Pattern.compile("\\A(?:error|WARNING|warning)\\b|(?m)^ *\\^+$");

    private final OutputStream err;
    private final boolean isColoured;
    private boolean transientLine;

    Diagnostics(OutputStream err) {
        this(err, false);
    }

    /** @param isColoured whether the stream is a terminal with colours */
    Diagnostics(OutputStream err, boolean isColoured) {
        this.err = err;
        this.isColoured = isColoured;
    }

    /** Writes a line, or several. */
    synchronized void line(String text) {
        clear();
        String shown = isColoured ? RED_PARTS.matcher(text).replaceAll(TerminalStyle.ERROR.paint("$0")) : text;
        write(shown + System.lineSeparator());
    }

    /** Shows a line that the next message replaces; only for a terminal. */
    synchronized void progress(String text) {
        write(ERASE_LINE + text);
        transientLine = true;
    }

    /** Takes the line of progress away, if there is one. */
    synchronized void clear() {
        if (transientLine) {
            write(ERASE_LINE);
            transientLine = false;
        }
    }

    private void write(String text) {
        try {
            err.write(text.getBytes(StandardCharsets.UTF_8));
            err.flush();
        } catch (IOException e) {
            transientLine = false;
        }
    }
}
