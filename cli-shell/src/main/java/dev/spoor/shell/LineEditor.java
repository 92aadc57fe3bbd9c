/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell;

import java.io.IOException;
import java.time.Instant;

/** Where lines are typed. */
interface LineEditor extends AutoCloseable {
    /**
     * What was typed: a line without its line break, or a whole statement of several lines; null at the end of input.
     *
     * @param initial stands there already, to be changed
     * @throws InterruptedLineException when Ctrl-C was pressed instead
     */
    String readLine(String prompt, String initial) throws IOException, InterruptedLineException;

    /** Something typed has been run: an entry of the history, for editors that have one. */
    default void ran(String text, Instant time, StatementRunner.Summary summary) throws IOException {}

    /** Display columns of the terminal; 0 when there is none. */
    default int width() {
        return 0;
    }

    /** Lines of the terminal; 0 when there is none. */
    default int height() {
        return 0;
    }

    @Override
    void close() throws IOException;

    /** The line was given up with Ctrl-C. */
    final class InterruptedLineException extends Exception {
        private static final long serialVersionUID = 1L;

        private final boolean wasEmpty;

        InterruptedLineException(boolean wasEmpty) {
            this.wasEmpty = wasEmpty;
        }

        /** Whether nothing had been typed. */
        boolean wasEmpty() {
            return wasEmpty;
        }
    }
}
