/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell;

import dev.spoor.dataset.CacheFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** The best editor that this process can have. */
final class LineEditors {
    private LineEditors() {}

    /**
     * An editor with history on a terminal, plain lines elsewhere.
     *
     * @param interrupt what Ctrl-C does while a statement runs
     */
    static LineEditor open(Streams streams, Runnable interrupt) throws IOException {
        boolean dumb = "dumb".equals(System.getenv("TERM")) || System.getenv("TERM") == null;
        if (streams.inTerminal() && streams.outTerminal() && !dumb) {
            return TerminalLineEditor.open(CacheFolder.ofUser().resolve("history"), interrupt);
        }
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
        public String readLine(String prompt) throws IOException {
            streams.err().write(prompt.getBytes(StandardCharsets.UTF_8));
            streams.err().flush();
            return in.readLine();
        }

        @Override
        public void close() {}
    }
}
