/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.jdbc;

import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;

/**
 * The escapes of JDBC in statements, as this dialect writes them: <code>{ts '...'}</code>, <code>{d '...'}</code>,
 * <code>{t '...'}</code>, <code>{fn f(x)}</code>, <code>{oj ...}</code> and <code>{escape '\'}</code>. Braces in quotes and comments
 * are left alone.
 */
final class JdbcEscapes {
    private static final Map<String, String> WORDS =
            Map.of("ts", "timestamp ", "d", "date ", "t", "time ", "fn", "", "oj", "", "escape", "escape ");

    private final String sql;
    private final StringBuilder out = new StringBuilder();
    private int at;

    private JdbcEscapes(String sql) {
        this.sql = sql;
    }

    static String translate(String sql) throws SQLException {
        return sql.indexOf('{') < 0 ? sql : new JdbcEscapes(sql).all();
    }

    private String all() throws SQLException {
        int depth = 0;
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (c == '\'' || c == '"') {
                copyThrough(String.valueOf(c), at + 1);
            } else if (sql.startsWith("--", at)) {
                copyThrough("\n", at + 2);
            } else if (sql.startsWith("/*", at)) {
                copyThrough("*/", at + 2);
            } else if (c == '{') {
                depth++;
                open();
            } else if (c == '}' && depth > 0) {
                depth--;
                at++;
            } else {
                out.append(c);
                at++;
            }
        }
        if (depth > 0) {
            throw SqlFailures.of("an escape { has no } in: " + sql, "42601", SqlFailures.DRIVER, null);
        }
        return out.toString();
    }

    /** Copies up to and with an end; to the end of the text if there is none, which the engine then says. */
    private void copyThrough(String end, int from) {
        int found = sql.indexOf(end, from);
        int stop = found < 0 ? sql.length() : found + end.length();
        out.append(sql, at, stop);
        at = stop;
    }

    private void open() throws SQLException {
        int word = at + 1;
        while (word < sql.length() && Character.isWhitespace(sql.charAt(word))) {
            word++;
        }
        int end = word;
        while (end < sql.length() && Character.isLetter(sql.charAt(end))) {
            end++;
        }
        String replacement = WORDS.get(sql.substring(word, end).toLowerCase(Locale.ROOT));
        if (replacement == null) {
            throw SqlFailures.unsupported("the escape " + sql.substring(at, end) + "...} is not supported");
        }
        out.append(replacement);
        at = end;
        while (at < sql.length() && Character.isWhitespace(sql.charAt(at))) {
            at++;
        }
    }
}
