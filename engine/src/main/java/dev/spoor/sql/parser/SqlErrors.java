/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql.parser;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.error.SourcePosition;

/** Makes the front end's errors: offsets in a text become lines and columns. */
public final class SqlErrors {
    private SqlErrors() {}

    public static EngineException syntax(String message, String sql, int offset) {
        return new EngineException(ErrorCode.SYNTAX_ERROR, message).at(position(sql, offset, offset));
    }

    public static EngineException notSupported(String message) {
        return new EngineException(ErrorCode.NOT_SUPPORTED, message);
    }

    /** Both offsets count from 0 and include the character they name. */
    public static SourcePosition position(String sql, int start, int end) {
        int from = Math.max(0, Math.min(start, sql.length()));
        int to = Math.max(from, Math.min(end, sql.length()));
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < from; i++) {
            if (sql.charAt(i) == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        int endLine = line;
        int endLineStart = lineStart;
        for (int i = from; i < to; i++) {
            if (sql.charAt(i) == '\n') {
                endLine++;
                endLineStart = i + 1;
            }
        }
        return new SourcePosition(line, from - lineStart + 1, endLine, to - endLineStart + 1);
    }
}
