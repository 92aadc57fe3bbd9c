/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.error;

/**
 * A stretch of SQL text. Lines and columns count from 1; the end is inclusive; columns count UTF-16 units.
 */
public record SourcePosition(int line, int column, int endLine, int endColumn) {
    public SourcePosition {
        if (line < 1 || column < 1) {
            throw new IllegalArgumentException("a position counts from 1: " + line + ":" + column);
        }
    }

    public static SourcePosition at(int line, int column) {
        return new SourcePosition(line, column, line, column);
    }

    @Override
    public String toString() {
        return line + ":" + column;
    }
}
