/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell;

import dev.spoor.shell.command.Preferences;
import dev.spoor.shell.edit.HistoryFile;
import dev.spoor.shell.edit.SearchingLineReader;
import dev.spoor.shell.edit.StatementCompleter;
import dev.spoor.shell.edit.StatementHighlighter;
import dev.spoor.shell.edit.StatementParser;
import dev.spoor.shell.edit.Vocabulary;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import org.jline.keymap.KeyMap;
import org.jline.reader.Binding;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.Reference;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.history.DefaultHistory;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** Whole statements, edited on a terminal with colours, completion, suggestions and history. */
final class TerminalLineEditor implements LineEditor {
    private static final String ACCEPT_SUGGESTION = "spoor-accept-suggestion";
    private static final String CURSOR_RIGHT = "\u001B[C";
    private static final String CURSOR_RIGHT_APPLICATION = "\u001BOC";
    private static final String END = "\u001B[F";
    private static final String CTRL_E = "\u0005";
    private static final String SUSPEND = "spoor-suspend";
    private static final String CTRL_Z = "\u001A";

    /** JLine's property that decides whether it probes for grapheme clusters. */
    private static final String GRAPHEME_CLUSTER_PROPERTY = "org.jline.terminal.graphemeCluster";

    /**
     * JLine's property that decides whether it raises a signal for a Ctrl-C that it reads as a key while a line is typed, and hands the key
     * on as well. Signal and key reach the reading thread in any order: one Ctrl-C would end this line and sometimes the next.
     */
    private static final String SOFTWARE_SIGNALS_PROPERTY = "org.jline.terminal.softwareSignals";

    private final Terminal terminal;
    private final LineReader reader;
    private final HistoryFile history;

    private TerminalLineEditor(Terminal terminal, LineReader reader, HistoryFile history) {
        this.terminal = terminal;
        this.reader = reader;
        this.history = history;
    }

    /**
     * @param streams the terminal of the process, or what stands for one
     * @param environment variables of the process, which tell the kind of the terminal, and its size where it does not know that itself
     * @param history what was typed before
     * @param interrupt what Ctrl-C does while no line is typed
     */
    static LineEditor open(
            Streams streams,
            Map<String, String> environment,
            HistoryFile history,
            Supplier<Vocabulary> vocabulary,
            Preferences preferences,
            Runnable interrupt)
            throws IOException {
        prepare();
        TerminalBuilder builder = streams.isOfProcess()
                ? TerminalBuilder.builder().system(true).nativeSignals(true)
                : TerminalBuilder.builder()
                        .system(false)
                        .streams(streams.in(), streams.out())
                        .type(environment.get("TERM"));
        Terminal terminal = builder.build();
        giveSize(terminal, environment);
        return open(terminal, history, vocabulary, preferences, interrupt, !LineEditors.hasColours(environment));
    }

    /**
     * A terminal of which nobody has told how large it is, such as one of {@code docker exec} or {@code ssh -tt}, has no room for a prompt.
     * It gets the usual size, which programs that the shell starts see too.
     */
    private static void giveSize(Terminal terminal, Map<String, String> environment) {
        Size known = terminal.getSize();
        if (known.getColumns() <= 0 || known.getRows() <= 0) {
            terminal.setSize(Size.of(
                    Streams.columns(known.getColumns(), environment), Streams.rows(known.getRows(), environment)));
        }
    }

    /** Sets what JLine reads when a terminal is made. */
    static void prepare() {
        // asking a terminal what it can do delays the prompt, and an answer that comes late is taken for typed text
        System.setProperty(GRAPHEME_CLUSTER_PROPERTY, "false");
        System.setProperty(SOFTWARE_SIGNALS_PROPERTY, "false");
    }

    /** As above, on a terminal that is closed with the editor. */
    static LineEditor open(
            Terminal terminal,
            HistoryFile history,
            Supplier<Vocabulary> vocabulary,
            Preferences preferences,
            Runnable interrupt,
            boolean isPlain)
            throws IOException {
        terminal.handle(Terminal.Signal.INT, signal -> interrupt.run());
        SearchingLineReader reader = new SearchingLineReader(terminal, "spoor");
        reader.setParser(new StatementParser());
        reader.setHistory(new UnsharedHistory());
        reader.setCompleter(new StatementCompleter(vocabulary, preferences));
        reader.setVariable(LineReader.SECONDARY_PROMPT_PATTERN, Prompt.MORE);
        reader.setVariable(LineReader.INDENTATION, 0);
        // JLine's own are cyan and bright black, of which each is the background, nearly, of some terminals
        reader.setVariable(LineReader.COMPLETION_STYLE_STARTING, "bold");
        reader.setVariable(LineReader.COMPLETION_STYLE_DESCRIPTION, "faint");
        reader.setOpt(LineReader.Option.DISABLE_EVENT_EXPANSION);
        reader.setOpt(LineReader.Option.CASE_INSENSITIVE);
        reader.unsetOpt(LineReader.Option.AUTO_GROUP);
        reader.setOpt(LineReader.Option.LIST_ROWS_FIRST);
        if (!isPlain) {
            reader.setHighlighter(
                    new StatementHighlighter(name -> vocabulary.get().isFunction(name)));
        }
        for (HistoryFile.Entry entry : history.read()) {
            reader.getHistory().add(entry.time(), entry.text());
        }
        bindKeys(reader);
        suspendWithCtrlZ(terminal, reader);
        if (!isPlain) {
            suggest(reader);
        }
        return new TerminalLineEditor(terminal, reader, history);
    }

    /** Keys as terminals send them that do not go into application mode, and words by Ctrl and a cursor key. */
    private static void bindKeys(LineReader reader) {
        KeyMap<Binding> keys = reader.getKeyMaps().get(LineReader.MAIN);
        keys.bind(new Reference(LineReader.UP_LINE_OR_HISTORY), "\u001B[A");
        keys.bind(new Reference(LineReader.DOWN_LINE_OR_HISTORY), "\u001B[B");
        keys.bind(new Reference(LineReader.FORWARD_CHAR), CURSOR_RIGHT);
        keys.bind(new Reference(LineReader.BACKWARD_CHAR), "\u001B[D");
        keys.bind(new Reference(LineReader.BEGINNING_OF_LINE), "\u001B[H", "\u001B[1~");
        keys.bind(new Reference(LineReader.END_OF_LINE), END, "\u001B[4~");
        keys.bind(new Reference(LineReader.FORWARD_WORD), "\u001B[1;5C", "\u001B[1;3C");
        keys.bind(new Reference(LineReader.BACKWARD_WORD), "\u001B[1;5D", "\u001B[1;3D");
    }

    /**
     * While a line is typed the terminal hands Ctrl-Z on as a key, and does not stop the process itself. Continuing is a signal, at which
     * JLine draws the line anew.
     */
    private static void suspendWithCtrlZ(Terminal terminal, LineReader reader) {
        Attributes usual = terminal.getAttributes();
        reader.getWidgets().put(SUSPEND, () -> {
            Attributes typing = terminal.getAttributes();
            terminal.writer().println();
            terminal.flush();
            terminal.setAttributes(usual);
            try {
                String stop = "kill -TSTP " + ProcessHandle.current().pid();
                new ProcessBuilder("/bin/sh", "-c", stop).inheritIO().start().waitFor();
            } catch (IOException e) {
                // without that program nothing happens, as with a key that has no meaning
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                terminal.setAttributes(typing);
            }
            reader.callWidget(LineReader.REDRAW_LINE);
            return true;
        });
        reader.getKeyMaps().get(LineReader.MAIN).bind(new Reference(SUSPEND), CTRL_Z);
    }

    /** What the history has behind what is typed stands there faintly; the cursor key that has no other use takes it. */
    private static void suggest(LineReader reader) {
        reader.setAutosuggestion(LineReader.SuggestionType.HISTORY);
        for (String widget : new String[] {LineReader.FORWARD_CHAR, LineReader.END_OF_LINE}) {
            String name = ACCEPT_SUGGESTION + "-" + widget;
            reader.getWidgets().put(name, () -> {
                boolean isAtEnd =
                        reader.getBuffer().cursor() == reader.getBuffer().length();
                if (isAtEnd
                        && reader.getTailTip() != null
                        && !reader.getTailTip().isEmpty()) {
                    reader.getBuffer().write(reader.getTailTip());
                } else {
                    reader.callWidget(widget);
                }
                return true;
            });
        }
        Reference right = new Reference(ACCEPT_SUGGESTION + "-" + LineReader.FORWARD_CHAR);
        Reference end = new Reference(ACCEPT_SUGGESTION + "-" + LineReader.END_OF_LINE);
        reader.getKeyMaps().get(LineReader.MAIN).bind(right, CURSOR_RIGHT, CURSOR_RIGHT_APPLICATION);
        reader.getKeyMaps().get(LineReader.MAIN).bind(end, CTRL_E, END);
    }

    @Override
    public String readLine(String prompt, String initial) throws InterruptedLineException {
        try {
            String line = reader.readLine(prompt, null, (Character) null, initial);
            if (Thread.interrupted()) {
                // a signal right behind Enter: what is typed does not run
                throw new InterruptedLineException(false);
            }
            return line;
        } catch (UserInterruptException e) {
            throw new InterruptedLineException(e.getPartialLine().isBlank());
        } catch (EndOfFileException e) {
            return null;
        }
    }

    @Override
    public void ran(String text, Instant time, StatementRunner.Summary summary) throws IOException {
        history.append(new HistoryFile.Entry(time, summary.millis(), summary.rows(), text));
    }

    @Override
    public int width() {
        return terminal.getSize().getColumns();
    }

    @Override
    public int height() {
        return terminal.getSize().getRows();
    }

    @Override
    public void close() throws IOException {
        terminal.close();
    }

    /** In memory only, and without secrets: the file is written when a statement has run. */
    private static final class UnsharedHistory extends DefaultHistory {
        @Override
        public void add(Instant time, String line) {
            if (!HistoryFile.isSecret(line)) {
                super.add(time, line);
            }
        }
    }
}
