/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell.edit;

import dev.spoor.sql.text.SqlText;
import dev.spoor.sql.text.SqlText.Kind;
import dev.spoor.sql.text.SqlText.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where in a statement the cursor stands, as far as completion cares.
 *
 * @param kind what may stand there
 * @param word what has been typed of it; for a value the text behind the opening quote
 * @param column the column that a value is compared with, or the path before a field; empty for none
 * @param tables the tables that the statement names
 * @param clause the keyword of the clause that the cursor is in, in upper case; empty at the beginning of a statement
 * @param isBehindOperand whether a name, a value or a bracket stands before, so that a keyword comes next and no name
 */
record CompletionPlace(
        Kind kind, String word, String column, List<String> tables, String clause, boolean isBehindOperand) {
    private CompletionPlace(Kind kind, String word, String column, List<String> tables) {
        this(kind, word, column, tables, "", false);
    }

    /** What may stand at the cursor. */
    enum Kind {
        COMMAND,
        ARGUMENT,
        TABLE,
        EXPRESSION,
        FIELD,
        VALUE,
        NOTHING
    }

    private static final List<String> TABLE_COMES = List.of("from", "join");

    /** Index where the word before the cursor begins: behind the last blank, bracket, comma, dot or opening quote. */
    static int wordStart(String line, int cursor) {
        for (Token token : SqlText.tokens(line.substring(0, cursor))) {
            if (token.end() < cursor) {
                continue;
            }
            if (!token.isClosed() && token.kind() == SqlText.Kind.TEXT) {
                return token.start() + 1;
            }
            boolean isWord = token.kind() == SqlText.Kind.WORD || token.kind() == SqlText.Kind.PARAMETER;
            if (isWord && !line.startsWith("\\")) {
                return token.start();
            }
        }
        int at = cursor;
        while (line.startsWith("\\") && at > 0 && !Character.isWhitespace(line.charAt(at - 1))) {
            at--;
        }
        return at;
    }

    static CompletionPlace of(String line, int cursor) {
        String before = line.substring(0, cursor);
        String word = before.substring(wordStart(line, cursor));
        if (line.startsWith("\\")) {
            boolean isName = before.chars().noneMatch(Character::isWhitespace);
            return new CompletionPlace(isName ? Kind.COMMAND : Kind.ARGUMENT, word, "", List.of());
        }
        List<Token> tokens = SqlText.tokens(before);
        Token last = tokens.isEmpty() ? null : tokens.get(tokens.size() - 1);
        List<String> tables = tables(line);
        if (last != null && !last.isClosed()) {
            Optional<String> column = last.kind() == SqlText.Kind.TEXT
                    ? comparedColumn(before, tokens.subList(0, tokens.size() - 1))
                    : Optional.empty();
            return column.map(name -> new CompletionPlace(Kind.VALUE, word, name, tables))
                    .orElseGet(() -> new CompletionPlace(Kind.NOTHING, word, "", tables));
        }
        boolean isInWord = !word.isEmpty();
        List<Token> done = isInWord ? tokens.subList(0, tokens.size() - 1) : tokens;
        if (done.isEmpty()) {
            return new CompletionPlace(Kind.EXPRESSION, word, "", tables);
        }
        Token previous = done.get(done.size() - 1);
        if (previous.is(before, ".")) {
            return new CompletionPlace(Kind.FIELD, word, path(before, done), tables);
        }
        boolean isTable = TABLE_COMES.contains(previous.of(before).toLowerCase(Locale.ROOT));
        return new CompletionPlace(
                isTable ? Kind.TABLE : Kind.EXPRESSION,
                word,
                "",
                tables,
                clause(before, done),
                isOperand(before, previous));
    }

    /** The last keyword of a clause that is not inside of brackets that are closed again. */
    private static String clause(String text, List<Token> tokens) {
        int depth = 0;
        for (int at = tokens.size() - 1; at >= 0; at--) {
            Token token = tokens.get(at);
            String word = token.of(text).toUpperCase(Locale.ROOT);
            depth += word.equals(")") ? 1 : word.equals("(") && depth > 0 ? -1 : 0;
            if (depth == 0 && token.kind() == SqlText.Kind.WORD && Keywords.isClause(word)) {
                return word;
            }
            if (word.equals(";")) {
                return "";
            }
        }
        return "";
    }

    private static boolean isOperand(String text, Token token) {
        return switch (token.kind()) {
            case TEXT, NAME, NUMBER, PARAMETER -> true;
            case WORD -> !Keywords.isKeyword(token.of(text));
            case SYMBOL -> token.is(text, ")") || token.is(text, "]") || token.is(text, "*");
            case COMMENT -> false;
        };
    }

    /** The column of {@code column = '} and of {@code column IN ('a', '}. */
    private static Optional<String> comparedColumn(String text, List<Token> tokens) {
        int at = tokens.size() - 1;
        while (at >= 0
                && (tokens.get(at).kind() == SqlText.Kind.TEXT || tokens.get(at).is(text, ","))) {
            at--;
        }
        if (at >= 1 && tokens.get(at).is(text, "(") && tokens.get(at - 1).is(text, "IN")) {
            at -= 2;
        } else if (at >= 0 && at == tokens.size() - 1 && isComparison(text, tokens.get(at))) {
            while (at >= 0 && isComparison(text, tokens.get(at))) {
                at--;
            }
        } else {
            return Optional.empty();
        }
        if (at >= 0 && tokens.get(at).is(text, "NOT")) {
            at--;
        }
        if (at < 0 || tokens.get(at).kind() != SqlText.Kind.WORD) {
            return Optional.empty();
        }
        String name = tokens.get(at).of(text);
        return at >= 1 && tokens.get(at - 1).is(text, ".")
                ? Optional.of(path(text, tokens.subList(0, at)) + "." + name)
                : Optional.of(name);
    }

    /** The texts that a statement compares a column with, as {@code column = 'text'} and {@code column IN ('a', 'b')}. */
    static List<String> comparedTexts(String text, String column) {
        List<String> texts = new ArrayList<>();
        List<Token> tokens = SqlText.tokens(text);
        for (int i = 0; i + 2 < tokens.size(); i++) {
            if (!tokens.get(i).is(text, column)) {
                continue;
            }
            int at = i + 1;
            if (tokens.get(at).is(text, "=")) {
                at++;
            } else if (tokens.get(at).is(text, "IN") && tokens.get(at + 1).is(text, "(")) {
                at += 2;
            }
            for (; at < tokens.size() && at > i + 1; at++) {
                Token token = tokens.get(at);
                if (token.kind() == SqlText.Kind.TEXT && token.isClosed()) {
                    String quoted = token.of(text);
                    texts.add(quoted.substring(1, quoted.length() - 1).replace("''", "'"));
                } else if (!token.is(text, ",")) {
                    break;
                }
            }
        }
        return texts;
    }

    private static boolean isComparison(String text, Token token) {
        return token.is(text, "=")
                || token.is(text, "<")
                || token.is(text, ">")
                || token.is(text, "!")
                || token.is(text, "LIKE");
    }

    /** The names before the last dot, with dots between them. */
    private static String path(String text, List<Token> tokens) {
        List<String> names = new ArrayList<>();
        for (int at = tokens.size() - 1; at >= 1 && tokens.get(at).is(text, "."); at -= 2) {
            if (tokens.get(at - 1).kind() != SqlText.Kind.WORD) {
                break;
            }
            names.add(0, tokens.get(at - 1).of(text));
        }
        return String.join(".", names);
    }

    private static List<String> tables(String text) {
        List<String> tables = new ArrayList<>();
        List<Token> tokens = SqlText.tokens(text);
        for (int i = 0; i + 1 < tokens.size(); i++) {
            boolean isTable = tokens.get(i).is(text, "FROM") || tokens.get(i).is(text, "JOIN");
            if (!isTable || tokens.get(i + 1).kind() != SqlText.Kind.WORD) {
                continue;
            }
            StringBuilder name = new StringBuilder(tokens.get(i + 1).of(text));
            for (int j = i + 2; j + 1 < tokens.size() && tokens.get(j).is(text, "."); j += 2) {
                name.append('.').append(tokens.get(j + 1).of(text));
            }
            tables.add(name.toString());
        }
        return List.copyOf(tables);
    }
}
