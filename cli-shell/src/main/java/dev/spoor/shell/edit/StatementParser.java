/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell.edit;

import dev.spoor.shell.command.AgainCommand;
import dev.spoor.shell.command.CommandTable;
import dev.spoor.sql.text.SqlText;
import java.util.List;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/**
 * Tells the line editor when what is typed is a whole statement, so that Enter before that begins another line of it, and which word
 * the cursor is in.
 */
public final class StatementParser implements Parser {
    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
        boolean isAsked = context == ParseContext.ACCEPT_LINE || context == ParseContext.SECONDARY_PROMPT;
        if (isAsked && !CommandTable.isCommand(line) && !SqlText.isComplete(line) && !endsWithCommand(line)) {
            throw new EOFError(-1, cursor, "the statement goes on", "");
        }
        int start = CompletionPlace.wordStart(line, cursor);
        return new Line(line, cursor, line.substring(start, cursor));
    }

    /** Whether a command stands in place of the semicolon. */
    private static boolean endsWithCommand(String line) {
        return SqlText.tokens(line).stream()
                .anyMatch(token -> token.is(line, CommandTable.MARK) && AgainCommand.isAt(line, token.start()));
    }

    /** A line of which only the word before the cursor matters. */
    private record Line(String line, int cursor, String word) implements CompletingParsedLine {
        @Override
        public int wordCursor() {
            return word.length();
        }

        @Override
        public int wordIndex() {
            return 0;
        }

        @Override
        public List<String> words() {
            return List.of(word);
        }

        /** Candidates are inserted as they are: they bring their quotes. */
        @Override
        public CharSequence escape(CharSequence candidate, boolean isComplete) {
            return candidate;
        }

        @Override
        public int rawWordCursor() {
            return word.length();
        }

        @Override
        public int rawWordLength() {
            return word.length();
        }
    }
}
