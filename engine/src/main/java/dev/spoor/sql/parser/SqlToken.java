/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql.parser;

/**
 * One lexical element of a SQL text. White space and comments are no tokens.
 *
 * @param kind what it is
 * @param text its characters as written, quotes included
 * @param start offset of its first character in the text
 */
public record SqlToken(Kind kind, String text, int start) {
    /** Kinds of tokens, as coarse as the rewriting needs. */
    public enum Kind {
        /** Unquoted name or keyword. */
        WORD,
        /** Name in double quotes. */
        QUOTED_NAME,
        /** Character literal in single quotes. */
        STRING,
        /** Number, with fraction and exponent. */
        NUMBER,
        /** Operator or punctuation. */
        SYMBOL
    }

    public int end() {
        return start + text.length();
    }

    public boolean isWord(String word) {
        return kind == Kind.WORD && text.equalsIgnoreCase(word);
    }

    public boolean isSymbol(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }
}
