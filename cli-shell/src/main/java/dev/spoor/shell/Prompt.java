/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell;

import dev.spoor.shell.LineEditor.InterruptedLineException;
import dev.spoor.shell.StatementSplitter.Script;
import dev.spoor.shell.StatementSplitter.Statement;
import dev.spoor.shell.command.CommandTable;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;

/** Asks for statements and commands and runs each as soon as it is whole. */
final class Prompt {
    /** What stands before the lines of a statement behind its first. */
    static final String MORE = "    -> ";

    private static final String FIRST = "spoor> ";

    private final LineEditor editor;
    private final ShellConsole console;
    private final Runnable forgetInterrupt;
    private final Runnable ran;
    private final Clock clock;

    /**
     * @param forgetInterrupt called before each statement, so that an old Ctrl-C does not stop it
     * @param ran called after each
     */
    Prompt(LineEditor editor, ShellConsole console, Runnable forgetInterrupt, Runnable ran, Clock clock) {
        this.editor = editor;
        this.console = console;
        this.forgetInterrupt = forgetInterrupt;
        this.ran = ran;
        this.clock = clock;
    }

    /** Until the input ends, somebody quits, or presses Ctrl-C twice with nothing typed. */
    ExitCode run() throws IOException {
        StringBuilder typed = new StringBuilder();
        boolean isLeaving = false;
        while (!console.isQuitting()) {
            String line;
            try {
                line = editor.readLine(typed.length() == 0 ? FIRST : MORE, console.takeEdited());
            } catch (InterruptedLineException e) {
                boolean isEmpty = e.wasEmpty() && typed.length() == 0;
                if (isEmpty && isLeaving) {
                    return ExitCode.OK;
                }
                isLeaving = isEmpty;
                typed.setLength(0);
                continue;
            }
            isLeaving = false;
            if (line == null) {
                return ExitCode.OK;
            }
            if (typed.length() == 0 && CommandTable.isCommand(line)) {
                run(new Statement(line.strip(), 1, 1), line);
                continue;
            }
            typed.append(line).append('\n');
            Script script = StatementSplitter.split(typed.toString());
            if (script.complete()) {
                String text = typed.toString().stripTrailing();
                typed.setLength(0);
                for (Statement statement : script.statements()) {
                    run(statement, script.statements().size() == 1 ? text : text(statement));
                }
            }
        }
        return ExitCode.OK;
    }

    private static String text(Statement statement) {
        return statement.sql() + (statement.ending().isEmpty() ? ";" : " " + statement.ending());
    }

    private void run(Statement piece, String text) throws IOException {
        forgetInterrupt.run();
        Instant start = clock.instant();
        console.run(piece, "");
        StatementRunner.Summary statement = console.statements().last();
        boolean isStatement = statement != StatementRunner.Summary.NONE;
        editor.ran(text, start, isStatement ? statement : StatementRunner.Summary.since(start, clock.instant()));
        ran.run();
    }
}
