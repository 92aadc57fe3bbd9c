/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** Lines with editing and history. The only class that knows JLine. */
final class TerminalLineEditor implements LineEditor {
    private final Terminal terminal;
    private final LineReader reader;

    private TerminalLineEditor(Terminal terminal, LineReader reader) {
        this.terminal = terminal;
        this.reader = reader;
    }

    /**
     * @param history file that keeps what was typed; its folder is made
     * @param interrupt what Ctrl-C does while no line is typed
     */
    static LineEditor open(Path history, Runnable interrupt) throws IOException {
        Files.createDirectories(history.getParent());
        Terminal terminal =
                TerminalBuilder.builder().system(true).nativeSignals(true).build();
        terminal.handle(Terminal.Signal.INT, signal -> interrupt.run());
        LineReader reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .appName("spoor")
                .variable(LineReader.HISTORY_FILE, history)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .build();
        return new TerminalLineEditor(terminal, reader);
    }

    @Override
    public String readLine(String prompt) throws InterruptedLineException {
        try {
            return reader.readLine(prompt);
        } catch (UserInterruptException e) {
            throw new InterruptedLineException();
        } catch (EndOfFileException e) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        terminal.close();
    }
}
