/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.error.SourcePosition;
import dev.spoor.output.DisplayText;
import dev.spoor.shell.StatementSplitter.Statement;
import java.io.PrintWriter;
import java.io.StringWriter;

/** An error for somebody who wrote SQL: what, where, the line with the place underlined, and what to do. */
final class ErrorReport {
    /** A line longer than this is shown from shortly before the place. */
    private static final int EXCERPT_CHARS_MAX = 160;

    private static final String INDENT = "  ";

    private ErrorReport() {}

    /**
     * Several lines, without the last line break.
     *
     * @param origin name of the script, or empty for the command line
     */
    static String of(EngineException error, Statement statement, String origin) {
        StringBuilder out = new StringBuilder("error");
        error.position().ifPresent(place -> {
            int line = statement.line() + place.line() - 1;
            int column = place.line() == 1 ? statement.column() + place.column() - 1 : place.column();
            out.append(" at ").append(origin.isEmpty() ? "" : origin + ":");
            out.append(line).append(':').append(column);
        });
        out.append(": ").append(DisplayText.visible(error.describe()));
        out.append(" (").append(error.code()).append(')');
        error.position().ifPresent(place -> appendExcerpt(out, statement.sql(), place));
        error.hint().ifPresent(hint -> out.append("\nhint: ").append(DisplayText.visible(hint)));
        if (error.code() == ErrorCode.INTERNAL) {
            out.append("\nThis is a bug in Spoor; please report it with the statement and this trace:\n");
            out.append(trace(error));
        }
        return out.toString();
    }

    private static void appendExcerpt(StringBuilder out, String sql, SourcePosition place) {
        String[] lines = sql.split("\n", -1);
        if (place.line() > lines.length) {
            return;
        }
        String line = lines[place.line() - 1].replace("\r", "").replace('\t', ' ');
        int start = Math.min(place.column() - 1, line.length());
        int end = place.endLine() == place.line() ? Math.min(place.endColumn(), line.length()) : line.length();
        int from =
                start > EXCERPT_CHARS_MAX / 2 && line.length() > EXCERPT_CHARS_MAX ? start - EXCERPT_CHARS_MAX / 2 : 0;
        int to = Math.min(line.length(), from + EXCERPT_CHARS_MAX);
        String before = DisplayText.visible(line.substring(from, start));
        int caretWidth =
                DisplayText.width(DisplayText.visible(line.substring(start, Math.max(start, Math.min(end, to)))));
        out.append('\n').append(INDENT).append(DisplayText.visible(line.substring(from, to)));
        out.append('\n').append(INDENT).append(" ".repeat(DisplayText.width(before)));
        out.append("^".repeat(Math.max(1, caretWidth)));
    }

    private static String trace(Throwable error) {
        StringWriter text = new StringWriter();
        error.printStackTrace(new PrintWriter(text));
        return text.toString().stripTrailing();
    }
}
