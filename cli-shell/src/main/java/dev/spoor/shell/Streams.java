/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/**
 * Where the shell reads and writes, and who is at the other end.
 *
 * @param in stdin
 * @param out stdout: rows and nothing else; fails with an IOException when the reader has gone
 * @param err stderr: everything else
 * @param inTerminal whether somebody types
 * @param outTerminal whether somebody reads the rows
 * @param errTerminal whether somebody reads the rest
 * @param terminalWidth display columns of the terminal
 */
record Streams(
        InputStream in,
        OutputStream out,
        OutputStream err,
        boolean inTerminal,
        boolean outTerminal,
        boolean errTerminal,
        int terminalWidth) {
    /** Comma-separated list of in, out, err: which of them are terminals. The launcher knows, Java does not. */
    static final String TERMINALS_PROPERTY = "spoor.terminals";

    /** Width of the terminal, from the launcher. */
    static final String WIDTH_PROPERTY = "spoor.terminal.width";

    private static final int COLUMNS_DEFAULT = 80;
    private static final int ROWS_DEFAULT = 24;
    static final int WIDTH_MIN = 20;

    /** Whether they are the process's own. */
    boolean isOfProcess() {
        return in instanceof FileInputStream;
    }

    /** The streams of this process. */
    static Streams ofProcess() {
        String known = System.getProperty(TERMINALS_PROPERTY);
        List<String> terminals = known != null
                ? List.of(known.split(","))
                : System.console() != null ? List.of("in", "out", "err") : List.of();
        return new Streams(
                new FileInputStream(FileDescriptor.in),
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err),
                terminals.contains("in"),
                terminals.contains("out"),
                terminals.contains("err"),
                Math.max(WIDTH_MIN, columns(Integer.getInteger(WIDTH_PROPERTY, 0), System.getenv())));
    }

    /** Display columns of a terminal that says it has so many: where it does not know, those of COLUMNS, or the usual. */
    static int columns(int known, Map<String, String> environment) {
        return known > 0 ? known : positive(environment.get("COLUMNS"), COLUMNS_DEFAULT);
    }

    /** Lines, as above, of LINES. */
    static int rows(int known, Map<String, String> environment) {
        return known > 0 ? known : positive(environment.get("LINES"), ROWS_DEFAULT);
    }

    private static int positive(String textOrNull, int otherwise) {
        return textOrNull != null && textOrNull.matches("[1-9]\\d{0,3}") ? Integer.parseInt(textOrNull) : otherwise;
    }
}
