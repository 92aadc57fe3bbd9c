/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.output.DisplayText;
import dev.spoor.output.OutputFormat;
import dev.spoor.shell.StatementSplitter.Statement;
import dev.spoor.shell.command.CommandTable;
import dev.spoor.shell.command.Console;
import dev.spoor.shell.command.Preferences;
import dev.spoor.shell.door.Door;
import dev.spoor.shell.edit.HistoryFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Runs pieces of scripts, statements and commands alike, and is the shell to its commands. One thread, but
 * {@link #cancel} from any.
 */
final class ShellConsole implements Console {
    private static final int INCLUDES_MAX = 16;
    private static final String EDITOR_DEFAULT = "vi";

    private final StatementRunner statements;
    private final Diagnostics diagnostics;
    private final Map<String, String> environment;
    private final Connections connections;
    private final Object pausing = new Object();
    private final boolean isSafe;
    private Statement last;
    private String lastOrigin = "";
    private String edited;
    private ExitCode code = ExitCode.OK;
    private boolean isInterrupted;
    private boolean isQuitting;
    private boolean isRedirecting;
    private int includes;

    /** Takes where the next conversation is with; throws INVALID_ARGUMENT for what makes no sense. */
    interface Connections {
        void next(List<String> options);
    }

    /**
     * @param environment variables of the process
     * @param isSafe whether commands are kept from files and programs
     */
    ShellConsole(
            StatementRunner statements,
            Diagnostics diagnostics,
            Map<String, String> environment,
            boolean isSafe,
            Connections connections) {
        this.isSafe = isSafe;
        this.connections = connections;
        this.statements = statements;
        this.diagnostics = diagnostics;
        this.environment = environment;
    }

    /**
     * Runs a statement or a command to its end; errors are told.
     *
     * @param origin name of the script it is from, or empty for the command line
     * @throws IOException when the rows cannot be written to where they go in the end; a file or program of the user's that takes no
     *     more is given up
     */
    ExitCode run(Statement piece, String origin) throws IOException {
        try {
            return runAndEnd(piece, origin);
        } catch (RowTarget.RedirectionException e) {
            diagnostics.line("error: " + DisplayText.visible(e.getMessage()));
            return ExitCode.QUERY_FAILED;
        } catch (IOException e) {
            if (!statements.target().isRedirected()) {
                throw e;
            }
            Optional<String> problem = statements.target().giveUp(e);
            diagnostics.line(DisplayText.visible(problem.map(text -> "error: " + text)
                            .orElse("note: the program has ended, and the query was stopped"))
                    + "; rows go to the screen again");
            return problem.isPresent() ? ExitCode.QUERY_FAILED : ExitCode.OK;
        }
    }

    private ExitCode runAndEnd(Statement piece, String origin) throws IOException {
        isRedirecting = false;
        if (preferences().hasPager()) {
            statements.target().beginPage();
        }
        ExitCode ended = runPiece(piece, origin);
        statements.target().endPage();
        if (!isRedirecting) {
            statements.target().endOnce();
        }
        return ended;
    }

    private ExitCode runPiece(Statement piece, String origin) throws IOException {
        boolean isCommand = CommandTable.isCommand(piece.sql());
        if (!isCommand) {
            last = piece;
            lastOrigin = origin;
            if (piece.ending().isEmpty()) {
                return statements.run(piece, origin);
            }
        }
        code = ExitCode.OK;
        statements.forgetLast();
        try {
            CommandTable.run(isCommand ? piece.sql() : piece.ending(), this);
            statements.target().flush();
            return code;
        } catch (EngineException e) {
            statements.target().endPage();
            if (e.code() == ErrorCode.CANCELLED) {
                diagnostics.line("cancelled");
                return ExitCode.CANCELLED;
            }
            diagnostics.line(ErrorReport.of(e, piece, origin));
            return ExitCode.QUERY_FAILED;
        }
    }

    /** Stops what runs, or what runs next; from any thread. */
    void cancel() {
        statements.cancel();
        synchronized (pausing) {
            isInterrupted = true;
            pausing.notifyAll();
        }
    }

    /** Forgets a {@link #cancel} that nothing was there to obey. */
    void forgetCancel() {
        statements.forgetCancel();
        synchronized (pausing) {
            isInterrupted = false;
        }
    }

    /** Whether a command ended the prompt. */
    boolean isQuitting() {
        return isQuitting;
    }

    StatementRunner statements() {
        return statements;
    }

    @Override
    public Door door() {
        return statements.door();
    }

    @Override
    public Preferences preferences() {
        return statements.preferences();
    }

    @Override
    public void show(String sql, List<String> parameters) throws IOException {
        code = code.and(statements.show(sql, parameters));
    }

    @Override
    public void run(String sql, List<String> parameters) throws IOException {
        code = code.and(statements.run(sql, parameters));
    }

    @Override
    public void again(Optional<OutputFormat> format) throws IOException {
        if (last == null) {
            throw new EngineException(ErrorCode.INVALID_ARGUMENT, "there is no statement yet that could be run again");
        }
        OutputFormat usual = preferences().format();
        format.ifPresent(preferences()::format);
        try {
            code = code.and(statements.run(last, lastOrigin));
        } finally {
            preferences().format(usual);
            isRedirecting = false;
        }
    }

    @Override
    public void requireAccess() {
        if (isSafe) {
            throw new EngineException(
                            ErrorCode.NOT_SUPPORTED,
                            "this shell runs with --safe, where nothing opens files or starts programs")
                    .advise("leave it and start it without --safe, if you may");
        }
    }

    @Override
    public List<Past> history(String word) throws IOException {
        return new HistoryFile(UserFolders.state(environment).resolve(HistoryFile.NAME)).past(word);
    }

    @Override
    public void export(Path file) throws IOException {
        requireAccess();
        statements.export(file);
    }

    @Override
    public List<List<String>> rows(String sql, String... parameters) {
        return statements.rows(sql, List.of(parameters));
    }

    @Override
    public void print(String text) throws IOException {
        statements.target().out().write(text);
    }

    @Override
    public void flush() throws IOException {
        statements.target().showPage();
        statements.target().flush();
    }

    @Override
    public String visible(String text) {
        return DisplayText.visible(text);
    }

    @Override
    public void tell(String line) throws IOException {
        statements.target().endPage();
        diagnostics.line(DisplayText.visible(line));
    }

    @Override
    public int width() {
        return statements.target().width();
    }

    @Override
    public boolean hasColours() {
        return statements.target().hasColours();
    }

    @Override
    public Optional<String> lastStatement() {
        return Optional.ofNullable(last).map(Statement::sql);
    }

    @Override
    public boolean hasLastResult() {
        return statements.keeper().rows().isPresent();
    }

    @Override
    public void redirect(String target, boolean once) throws IOException {
        if (!target.isEmpty()) {
            requireAccess();
        }
        statements.target().redirect(target, once);
        isRedirecting = once;
    }

    @Override
    public void copy(String sql, OutputFormat format, Path file) throws IOException {
        requireAccess();
        code = code.and(statements.copy(new Statement(sql, 1, 1), format, file));
    }

    @Override
    public boolean pause(Duration time) {
        synchronized (pausing) {
            try {
                if (!isInterrupted) {
                    TimeUnit.MILLISECONDS.timedWait(pausing, time.toMillis());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
            return !isInterrupted;
        }
    }

    @Override
    public String edit(String text) throws IOException {
        requireAccess();
        statements.target().endPage();
        Path file = Files.createTempFile("spoor-", ".sql");
        try {
            Files.writeString(file, text);
            String editor = Optional.ofNullable(environment.get("VISUAL"))
                    .or(() -> Optional.ofNullable(environment.get("EDITOR")))
                    .orElse(EDITOR_DEFAULT);
            Process process = new ProcessBuilder("/bin/sh", "-c", editor + " \"$1\"", "sh", file.toString())
                    .inheritIO()
                    .start();
            if (process.waitFor() != 0) {
                throw new EngineException(ErrorCode.INVALID_ARGUMENT, "the editor '" + editor + "' failed")
                        .advise("set VISUAL or EDITOR to one that runs in a terminal");
            }
            return Files.readString(file);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return text;
        } finally {
            Files.deleteIfExists(file);
        }
    }

    @Override
    public void propose(String text) {
        edited = text;
    }

    /** What was proposed for the next prompt, once; null for nothing. */
    String takeEdited() {
        String text = edited;
        edited = null;
        return text;
    }

    @Override
    public void include(Path file) throws IOException {
        requireAccess();
        if (!Files.isRegularFile(file)) {
            throw new EngineException(ErrorCode.INVALID_ARGUMENT, file + ": no such file");
        }
        if (includes == INCLUDES_MAX) {
            throw new EngineException(ErrorCode.LIMIT_EXCEEDED, "files include each other " + INCLUDES_MAX + " deep");
        }
        includes++;
        try {
            for (Statement piece : ScriptPieces.of(Files.readString(file))) {
                ExitCode outer = code;
                code = outer.and(run(piece, file.toString()));
                if (code == ExitCode.QUERY_FAILED || code == ExitCode.CANCELLED || isQuitting) {
                    return;
                }
            }
        } finally {
            includes--;
        }
    }

    @Override
    public Path home() {
        return UserFolders.data(environment);
    }

    @Override
    public void connect(List<String> options) {
        requireAccess();
        connections.next(options);
        isQuitting = true;
    }

    @Override
    public void quit() {
        isQuitting = true;
    }
}
