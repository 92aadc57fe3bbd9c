/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell;

import dev.spoor.shell.command.AgainCommand;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a script at its semicolons. Those inside {@code 'text'}, {@code "names"}, {@code -- comments}, {@code // comments} and
 * {@code /* comments *}{@code /} do not count. A {@code \g} or {@code \G} ends a statement too, and what stands behind it on its line
 * belongs to it. What holds no SQL, only blanks and comments, is left out.
 */
final class StatementSplitter {
    /**
     * One statement.
     *
     * @param sql its text, without the semicolon and without blanks around it
     * @param line line of its first character in the script, from 1
     * @param column column of its first character in the script, from 1
     * @param ending the command that stands in place of its semicolon, which runs it, such as {@code \G}; empty for none
     */
    record Statement(String sql, int line, int column, String ending) {
        Statement(String sql, int line, int column) {
            this(sql, line, column, "");
        }
    }

    /**
     * What a script holds.
     *
     * @param statements in order
     * @param complete whether nothing follows the last semicolon, so that a prompt need not ask for more
     */
    record Script(List<Statement> statements, boolean complete) {}

    private final String text;
    private final List<Statement> statements = new ArrayList<>();
    private int at;
    private int line = 1;
    private int lineStart;
    private int statementStart = -1;
    private int statementLine;
    private int statementColumn;

    private StatementSplitter(String text) {
        this.text = text;
    }

    static Script split(String text) {
        return new StatementSplitter(text).run();
    }

    private Script run() {
        boolean open = false;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\'' || c == '"') {
                begin();
                open |= !skipQuoted(c);
            } else if (startsWith("--") || startsWith("//")) {
                skipLineComment();
            } else if (startsWith("/*")) {
                open |= !skipBlockComment();
            } else if (c == ';') {
                finish(at, "");
                step();
            } else if (c == '\\' && AgainCommand.isAt(text, at) && (statementStart >= 0 || !statements.isEmpty())) {
                finishWithCommand();
            } else {
                if (!Character.isWhitespace(c)) {
                    begin();
                }
                step();
            }
        }
        boolean complete = statementStart < 0 && !open;
        finish(text.length(), "");
        return new Script(List.copyOf(statements), complete);
    }

    private void begin() {
        if (statementStart < 0) {
            statementStart = at;
            statementLine = line;
            statementColumn = at - lineStart + 1;
        }
    }

    /** A statement that its semicolon has ended already is the one meant, too. */
    private void finishWithCommand() {
        int lineEnd = text.indexOf('\n', at);
        int end = lineEnd < 0 ? text.length() : lineEnd;
        String command = text.substring(at, end).strip();
        if (statementStart >= 0) {
            finish(at, command);
        } else {
            Statement last = statements.remove(statements.size() - 1);
            statements.add(new Statement(last.sql(), last.line(), last.column(), command));
        }
        while (at < end) {
            step();
        }
    }

    private void finish(int end, String ending) {
        if (statementStart >= 0) {
            String sql = text.substring(statementStart, end).stripTrailing();
            statements.add(new Statement(sql, statementLine, statementColumn, ending));
            statementStart = -1;
        }
    }

    /** Skips to behind the closing quote; a doubled quote is two of these. False when it never closes. */
    private boolean skipQuoted(char quote) {
        step();
        while (at < text.length()) {
            boolean closes = text.charAt(at) == quote;
            step();
            if (closes) {
                return true;
            }
        }
        return false;
    }

    private void skipLineComment() {
        while (at < text.length() && text.charAt(at) != '\n') {
            step();
        }
    }

    private boolean skipBlockComment() {
        step();
        step();
        while (at < text.length()) {
            if (startsWith("*/")) {
                step();
                step();
                return true;
            }
            step();
        }
        return false;
    }

    private boolean startsWith(String wanted) {
        return text.startsWith(wanted, at);
    }

    private void step() {
        if (text.charAt(at) == '\n') {
            line++;
            lineStart = at + 1;
        }
        at++;
    }
}
