/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a script at its semicolons. Those inside {@code 'text'}, {@code "names"}, {@code -- comments}, {@code // comments} and
 * {@code /* comments *}{@code /} do not count. What holds no SQL, only blanks and comments, is left out.
 */
final class StatementSplitter {
    /**
     * One statement.
     *
     * @param sql its text, without the semicolon and without blanks around it
     * @param line line of its first character in the script, from 1
     * @param column column of its first character in the script, from 1
     */
    record Statement(String sql, int line, int column) {}

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
                finish(at);
                step();
            } else {
                if (!Character.isWhitespace(c)) {
                    begin();
                }
                step();
            }
        }
        boolean complete = statementStart < 0 && !open;
        finish(text.length());
        return new Script(List.copyOf(statements), complete);
    }

    private void begin() {
        if (statementStart < 0) {
            statementStart = at;
            statementLine = line;
            statementColumn = at - lineStart + 1;
        }
    }

    private void finish(int end) {
        if (statementStart >= 0) {
            String sql = text.substring(statementStart, end).stripTrailing();
            statements.add(new Statement(sql, statementLine, statementColumn));
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
