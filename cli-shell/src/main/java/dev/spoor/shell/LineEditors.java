/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell;

import dev.spoor.shell.command.Preferences;
import dev.spoor.shell.edit.HistoryFile;
import dev.spoor.shell.edit.Vocabulary;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Supplier;

/** The best editor that this process can have. */
final class LineEditors {
    private static final String DUMB = "dumb";

    private LineEditors() {}

    /** Whether somebody sits at a terminal that can move its cursor. */
    static boolean isCapable(Streams streams, Map<String, String> environment) {
        String terminal = environment.getOrDefault("TERM", DUMB);
        return streams.inTerminal() && streams.outTerminal() && !terminal.equals(DUMB);
    }

    /** Whether the terminal has colours and its user wants them; https://no-color.org: any value but an empty one. */
    static boolean hasColours(Map<String, String> environment) {
        return environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", DUMB).equals(DUMB);
    }

    /**
     * An editor with history, for a terminal that {@link #isCapable}.
     *
     * @param interrupt what Ctrl-C does while a statement runs
     */
    static LineEditor open(
            Streams streams,
            Map<String, String> environment,
            HistoryFile history,
            Supplier<Vocabulary> vocabulary,
            Preferences preferences,
            Runnable interrupt)
            throws IOException {
        return TerminalLineEditor.open(streams, environment, history, vocabulary, preferences, interrupt);
    }

    /** For everything else. */
    static LineEditor plain(Streams streams) {
        return new PlainLineEditor(streams);
    }

    /** Lines as they come; the prompt goes to stderr, for stdout is for rows. */
    private static final class PlainLineEditor implements LineEditor {
        private final Streams streams;
        private final BufferedReader in;

        PlainLineEditor(Streams streams) {
            this.streams = streams;
            this.in = new BufferedReader(new InputStreamReader(streams.in(), StandardCharsets.UTF_8));
        }

        @Override
        public String readLine(String prompt, String initial) throws IOException {
            if (initial != null) {
                // nobody can change it here: what was edited is what is meant
                return initial;
            }
            streams.err().write(prompt.getBytes(StandardCharsets.UTF_8));
            streams.err().flush();
            return in.readLine();
        }

        @Override
        public void close() {}
    }
}
