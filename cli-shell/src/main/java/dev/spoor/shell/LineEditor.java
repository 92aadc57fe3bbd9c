/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell;

import java.io.IOException;

/** Where lines are typed. */
interface LineEditor extends AutoCloseable {
    /**
     * The next line without its line break; null at the end of input.
     *
     * @throws InterruptedLineException when Ctrl-C was pressed instead
     */
    String readLine(String prompt) throws IOException, InterruptedLineException;

    @Override
    void close() throws IOException;

    /** The line was given up with Ctrl-C. */
    final class InterruptedLineException extends Exception {
        private static final long serialVersionUID = 1L;
    }
}
