/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell;

import dev.spoor.output.OutputFormat;
import dev.spoor.shell.LineEditor.InterruptedLineException;
import dev.spoor.shell.StatementSplitter.Script;
import dev.spoor.shell.StatementSplitter.Statement;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/** Asks for statements and runs each as soon as its semicolon is there. */
final class Prompt {
    private static final String FIRST = "spoor> ";
    private static final String MORE = "    -> ";
    private static final String FORMAT_COMMAND = "\\format";

    private static final String HELP = """
            A statement ends with ; and may span lines. Ctrl-C stops a query, Ctrl-D or quit ends.
              \\format NAME    table, vertical, csv, tsv, json, jsonl, markdown or null
              \\tables         tables and their columns
              quit
            Try:  SELECT eventName, count(*) FROM events GROUP BY 1 ORDER BY 2 DESC LIMIT 10;""";

    private static final String TABLES_SQL = "SELECT * FROM sys.columns";

    private final LineEditor editor;
    private final StatementRunner statements;
    private final Diagnostics diagnostics;
    private final Runnable forgetInterrupt;

    /** @param forgetInterrupt called before each statement, so that an old Ctrl-C does not stop it */
    Prompt(LineEditor editor, StatementRunner statements, Diagnostics diagnostics, Runnable forgetInterrupt) {
        this.editor = editor;
        this.statements = statements;
        this.diagnostics = diagnostics;
        this.forgetInterrupt = forgetInterrupt;
    }

    /** Until the input ends or somebody quits. */
    ExitCode run() throws IOException {
        StringBuilder typed = new StringBuilder();
        while (true) {
            String line;
            try {
                line = editor.readLine(typed.length() == 0 ? FIRST : MORE);
            } catch (InterruptedLineException e) {
                typed.setLength(0);
                continue;
            }
            if (line == null || (typed.length() == 0 && isQuit(line))) {
                return ExitCode.OK;
            }
            if (typed.length() == 0 && isCommand(line)) {
                command(line.trim());
                continue;
            }
            typed.append(line).append('\n');
            Script script = StatementSplitter.split(typed.toString());
            if (script.complete()) {
                typed.setLength(0);
                for (Statement statement : script.statements()) {
                    run(statement);
                }
            }
        }
    }

    private void run(Statement statement) throws IOException {
        forgetInterrupt.run();
        statements.run(statement, "");
    }

    private static boolean isQuit(String line) {
        return line.trim().replace(";", "").toLowerCase(Locale.ROOT).matches("quit|exit|\\\\q");
    }

    private static boolean isCommand(String line) {
        String word = line.trim().replace(";", "").toLowerCase(Locale.ROOT);
        return word.startsWith("\\") || word.equals("help") || word.equals("?");
    }

    private void command(String line) throws IOException {
        String[] words = line.replace(";", "").split("\\s+");
        if (words[0].equals(FORMAT_COMMAND)) {
            Optional<OutputFormat> format = OutputFormat.find(words.length > 1 ? words[1] : "");
            if (format.isEmpty()) {
                diagnostics.line(FORMAT_COMMAND + " takes one of " + String.join(", ", OutputFormat.labels()));
            } else {
                statements.format(format.get());
            }
        } else if (words[0].equals("\\tables")) {
            run(new Statement(TABLES_SQL, 1, 1));
        } else {
            diagnostics.line(HELP);
        }
    }
}
