/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell;

import dev.spoor.shell.StatementSplitter.Statement;
import dev.spoor.shell.command.CommandTable;
import java.util.ArrayList;
import java.util.List;

/** A script cut into its statements and its commands: a line that begins with a backslash where no statement is open. */
final class ScriptPieces {
    private final List<Statement> pieces = new ArrayList<>();
    private final StringBuilder open = new StringBuilder();
    private int openLine = 1;
    private int line = 1;

    private ScriptPieces() {}

    /** In order; commands are without the blanks around them. */
    static List<Statement> of(String script) {
        ScriptPieces cutting = new ScriptPieces();
        for (String text : script.split("\n", -1)) {
            cutting.add(text);
            cutting.line++;
        }
        cutting.endStatements();
        return List.copyOf(cutting.pieces);
    }

    private void add(String text) {
        boolean looksLikeCommand = text.stripLeading().startsWith(CommandTable.MARK);
        if (looksLikeCommand && StatementSplitter.split(open.toString()).complete()) {
            endStatements();
            int column = text.length() - text.stripLeading().length() + 1;
            pieces.add(new Statement(text.strip(), line, column));
            openLine = line + 1;
        } else {
            open.append(text).append('\n');
        }
    }

    private void endStatements() {
        for (Statement statement : StatementSplitter.split(open.toString()).statements()) {
            int lineOfScript = statement.line() + openLine - 1;
            pieces.add(new Statement(statement.sql(), lineOfScript, statement.column(), statement.ending()));
        }
        open.setLength(0);
        openLine = line;
    }
}
