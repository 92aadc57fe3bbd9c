/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell.command;

import dev.spoor.output.OutputFormat;
import dev.spoor.shell.door.Door;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The shell as its commands see it. One thread. */
public interface Console {
    /** Where statements are answered. */
    Door door();

    /** What the user chose. */
    Preferences preferences();

    /**
     * Runs a statement as though it had been typed: rows written, errors told, statistics below. Its rows are the last result.
     *
     * @param parameters the values of its {@code ?}
     */
    void run(String sql, List<String> parameters) throws IOException;

    /** As above, but leaves the last result as it is: the statement is the command's and not the user's. */
    void show(String sql, List<String> parameters) throws IOException;

    /** As above, without parameters. */
    default void show(String sql) throws IOException {
        show(sql, List.of());
    }

    /**
     * Runs the last statement again, as it was typed; INVALID_ARGUMENT when there is none. Ends a redirection for once.
     *
     * @param format in place of the usual one; empty for that
     */
    void again(Optional<OutputFormat> format) throws IOException;

    /** Throws NOT_SUPPORTED in a shell that is kept from files and programs. To be called before a command opens or starts any itself. */
    void requireAccess();

    /**
     * What was typed before, the oldest first.
     *
     * @param word in any letter case, of those wanted; empty for all
     */
    List<Past> history(String word) throws IOException;

    /**
     * What was typed once.
     *
     * @param number by which it can be had again, from 1
     * @param millis that it took
     * @param rows that it gave
     */
    record Past(int number, Instant time, long millis, long rows, String text) {}

    /** A small result for the command itself; Ctrl-C ends it. Throws EngineException. */
    List<List<String>> rows(String sql, String... parameters);

    /** Writes lines to where rows go. */
    void print(String text) throws IOException;

    /** Writes the last result and what is known about it to an archive; INVALID_ARGUMENT when there is none. */
    void export(Path file) throws IOException;

    /** Brings what was written before the reader's eyes. */
    void flush() throws IOException;

    /** A text on one line, with what could drive a terminal made visible. */
    String visible(String text);

    /** Writes a message to where messages go. */
    void tell(String line) throws IOException;

    /** Display columns that rows have; never cut to fewer than 20. */
    int width();

    /** Whether what is printed goes to a terminal that has colours, and whose user wants them. */
    boolean hasColours();

    /** The statement that was run last, as typed; commands are none. */
    Optional<String> lastStatement();

    /** Whether the rows of the last statement are kept, as the table {@link Door#LAST_RESULT}. */
    boolean hasLastResult();

    /**
     * Sends what follows to a file, to a program ({@code |PROGRAM}), or with empty text back to the screen.
     *
     * @param once only what the next statement or command writes
     */
    void redirect(String target, boolean once) throws IOException;

    /** Runs a statement as {@link #run} does, but writes its rows to a file, which is there when it is whole. */
    void copy(String sql, OutputFormat format, Path file) throws IOException;

    /** Waits; false when Ctrl-C ended the waiting. */
    boolean pause(Duration time);

    /** Lets the user change a text in an editor of theirs; what they left there. */
    String edit(String text) throws IOException;

    /** Lets a text stand at the next prompt, to be run with Enter. */
    void propose(String text);

    /** Runs the statements and commands of a file. */
    void include(Path file) throws IOException;

    /** Folder for what the user keeps: saved queries. */
    Path home();

    /**
     * Ends this conversation, and begins another at the prompt; what the user chose stays.
     *
     * @param options as the command line has them; INVALID_ARGUMENT for those that make no sense, or without a prompt
     */
    void connect(List<String> options);

    /** Ends the prompt after this command. */
    void quit();
}
