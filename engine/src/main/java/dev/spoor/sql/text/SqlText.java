/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * SQL as it is typed, cut into tokens. Never fails: what is not finished yet is a token that is not closed. Blanks are left
 * out. One pass; linear.
 */
public final class SqlText {
    /** What a token is. */
    public enum Kind {
        /** A keyword or a name without quotes. */
        WORD,
        NUMBER,
        /** {@code 'text'}. */
        TEXT,
        /** {@code "name"}. */
        NAME,
        COMMENT,
        /** {@code :name}. */
        PARAMETER,
        SYMBOL
    }

    /**
     * @param start index of its first character
     * @param end index behind its last
     * @param isClosed whether its end has been typed, where it has one
     */
    public record Token(Kind kind, int start, int end, boolean isClosed) {
        /** Its characters. */
        public String of(String text) {
            return text.substring(start, end);
        }

        /** Whether it is this word, in any letter case. */
        public boolean is(String text, String word) {
            return end - start == word.length() && text.regionMatches(true, start, word, 0, word.length());
        }
    }

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private SqlText(String text) {
        this.text = text;
    }

    /** The tokens of a text, comments among them, in order. */
    public static List<Token> tokens(String text) {
        SqlText cutting = new SqlText(text);
        while (cutting.at < text.length()) {
            cutting.step();
        }
        return cutting.tokens;
    }

    /** Whether all quotes, comments and brackets are closed, and the last token is a semicolon. */
    public static boolean isComplete(String text) {
        List<Token> tokens = tokens(text).stream()
                .filter(token -> token.kind() != Kind.COMMENT || !token.isClosed())
                .toList();
        return tokens.isEmpty()
                || (tokens.stream().allMatch(Token::isClosed)
                        && tokens.get(tokens.size() - 1).is(text, ";"));
    }

    /** The first quote, comment or bracket without its partner; empty when all have one. */
    public static Optional<Token> unmatched(String text) {
        List<Token> open = new ArrayList<>();
        for (Token token : tokens(text)) {
            if (!token.isClosed()) {
                return Optional.of(token);
            }
            if (token.kind() != Kind.SYMBOL) {
                continue;
            }
            char c = text.charAt(token.start());
            if ("([{".indexOf(c) >= 0) {
                open.add(token);
            } else if (")]}".indexOf(c) >= 0) {
                boolean matches = !open.isEmpty()
                        && "([{".indexOf(text.charAt(open.get(open.size() - 1).start())) == ")]}".indexOf(c);
                if (!matches) {
                    return Optional.of(token);
                }
                open.remove(open.size() - 1);
            }
        }
        return open.isEmpty() ? Optional.empty() : Optional.of(open.get(open.size() - 1));
    }

    private void step() {
        char c = text.charAt(at);
        int start = at;
        if (Character.isWhitespace(c)) {
            at++;
        } else if (c == '\'' || c == '"') {
            boolean closed = skipQuoted(c);
            add(c == '"' ? Kind.NAME : Kind.TEXT, start, closed);
        } else if (text.startsWith("--", at) || text.startsWith("//", at)) {
            int end = text.indexOf('\n', at);
            at = end < 0 ? text.length() : end;
            add(Kind.COMMENT, start, true);
        } else if (text.startsWith("/*", at)) {
            int end = text.indexOf("*/", at + 2);
            at = end < 0 ? text.length() : end + 2;
            add(Kind.COMMENT, start, end >= 0);
        } else if (isNameStart(c)) {
            skipName();
            add(Kind.WORD, start, true);
        } else if (isDigit(c)) {
            while (at < text.length() && (isNamePart(text.charAt(at)) || text.charAt(at) == '.')) {
                at++;
            }
            add(Kind.NUMBER, start, true);
        } else if (c == ':' && at + 1 < text.length() && isNameStart(text.charAt(at + 1)) && !follows(':')) {
            at++;
            skipName();
            add(Kind.PARAMETER, start, true);
        } else {
            at++;
            add(Kind.SYMBOL, start, true);
        }
    }

    private boolean follows(char c) {
        return at > 0 && text.charAt(at - 1) == c;
    }

    private void add(Kind kind, int start, boolean isClosed) {
        tokens.add(new Token(kind, start, at, isClosed));
    }

    /** Goes behind the closing quote; a doubled one is part of the text. False when there is none. */
    private boolean skipQuoted(char quote) {
        at++;
        while (at < text.length()) {
            if (text.charAt(at) == quote) {
                at++;
                if (at == text.length() || text.charAt(at) != quote) {
                    return true;
                }
            }
            at++;
        }
        at = text.length();
        return false;
    }

    private void skipName() {
        while (at < text.length() && isNamePart(text.charAt(at))) {
            at++;
        }
    }

    private static boolean isNameStart(char c) {
        return Character.isLetter(c) || c == '_';
    }

    private static boolean isNamePart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c == '@';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
