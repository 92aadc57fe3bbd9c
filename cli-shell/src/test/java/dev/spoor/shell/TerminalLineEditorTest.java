/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell;

import dev.spoor.output.OutputFormat;
import dev.spoor.shell.LineEditor.InterruptedLineException;
import dev.spoor.shell.command.Preferences;
import dev.spoor.shell.edit.HistoryFile;
import dev.spoor.shell.edit.Vocabulary;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Sized;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.LineDisciplineTerminal;
import org.jline.terminal.impl.PosixSysTerminal;
import org.jline.terminal.spi.Pty;
import org.jline.terminal.spi.SystemStream;
import org.jline.terminal.spi.TerminalProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Typing on a terminal: keys in, what is seen and what comes of it out. */
class TerminalLineEditorTest {
    private static final int WIDTH = 60;
    private static final int HEIGHT = 20;
    private static final String ENTER = "\r";
    private static final String TAB = "\t";
    private static final String CTRL_C = "\u0003";
    private static final String CTRL_D = "\u0004";
    private static final String CTRL_R = "\u0012";
    private static final String UP = "\u001BOA";
    private static final String RIGHT = "\u001BOC";
    private static final String PASTE_BEGINS = "\u001B[200~";
    private static final String PASTE_ENDS = "\u001B[201~";
    private static final long PATIENCE_SECONDS = 30;

    @TempDir
    Path folder;

    private final VirtualScreen screen = new VirtualScreen(WIDTH, HEIGHT);
    private final ExecutorService typist = Executors.newSingleThreadExecutor();
    private LineDisciplineTerminal terminal;
    private HistoryFile history;
    private LineEditor editor;

    @BeforeEach
    void open() throws IOException {
        history = new HistoryFile(folder.resolve("history"));
        history.append(new HistoryFile.Entry(Instant.EPOCH, 1, 1, "SELECT eventName\nFROM events;"));
        history.append(new HistoryFile.Entry(Instant.EPOCH, 1, 1, "SELECT 42;"));
        open(false);
    }

    private void open(boolean isPlain) throws IOException {
        terminal = new LineDisciplineTerminal("test", "xterm-256color", screen, StandardCharsets.UTF_8);
        terminal.setSize(size(WIDTH));
        editor = open(terminal, isPlain);
    }

    private LineEditor open(Terminal at, boolean isPlain) throws IOException {
        Preferences preferences = new Preferences(OutputFormat.TABLE, true);
        return TerminalLineEditor.open(at, history, () -> Vocabulary.EMPTY, preferences, () -> {}, isPlain);
    }

    @AfterEach
    void close() throws IOException {
        editor.close();
        typist.shutdownNow();
    }

    @Test
    void enterBeforeTheSemicolonGoesOn() throws Exception {
        assertEquals("SELECT 'a;\nb',\n  1;", typed("SELECT 'a;" + ENTER + "b'," + ENTER + "  1;" + ENTER));
        assertEquals("spoor> SELECT 'a;\n    -> b',\n    ->   1;\n", screen.text());
    }

    @Test
    void aCommandEndsWithItsLine() throws Exception {
        assertEquals("\\d events", typed("\\d events" + ENTER));
        assertEquals("quit", typed("quit" + ENTER));
        assertEquals("SELECT '\\G\n' \\G", typed("SELECT '\\G" + ENTER + "' \\G" + ENTER));
    }

    @Test
    void theHistoryBringsWholeStatementsBack() throws Exception {
        assertEquals("SELECT 42;", typed(UP + ENTER));
        assertEquals("SELECT eventName\nFROM events;", typed(CTRL_R + "eventN" + ENTER));
    }

    @Test
    void suggestionsAreTakenWithTheCursorKey() throws Exception {
        Future<String> line = read();
        type("SELECT 4");
        await(text -> text.contains("spoor> SELECT 42;"));
        type(RIGHT + ENTER);
        assertEquals("SELECT 42;", line.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    @Test
    void tabCompletesAndListsWhatThereIs() throws Exception {
        assertEquals("\\format vertical ", typed("\\form" + TAB + "verti" + TAB + ENTER));
        Future<String> line = read();
        type("\\d" + TAB);
        await(text -> text.contains("\\dt ") && text.contains("(Lists the tables.)"));
        type(CTRL_C);
        assertThrows(ExecutionException.class, () -> line.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    @Test
    void ctrlCGivesUpAndCtrlDEnds() throws Exception {
        for (String half : new String[] {"SELECT 1", ""}) {
            Future<String> line = read();
            type(half);
            await(text -> text.stripTrailing().endsWith(("spoor> " + half).stripTrailing()));
            type(CTRL_C);
            ExecutionException given =
                    assertThrows(ExecutionException.class, () -> line.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
            InterruptedLineException up = assertInstanceOf(InterruptedLineException.class, given.getCause());
            assertEquals(half.isEmpty(), up.wasEmpty());
        }
        assertEquals(null, typed(CTRL_D));
    }

    /** A terminal that would raise a signal for the key has all the time for it here, before it hands the key on. */
    @Test
    void aCtrlCIsAKeyAndNoSignalToo() throws Exception {
        TerminalLineEditor.prepare();
        PipedOutputStream keys = new PipedOutputStream();
        VirtualScreen seen = new VirtualScreen(WIDTH, HEIGHT);
        Terminal slow =
                new PosixSysTerminal(
                        "test",
                        "xterm",
                        new PipedPty(new PipedInputStream(keys), seen),
                        StandardCharsets.UTF_8,
                        false,
                        Terminal.SignalHandler.SIG_DFL) {
                    @Override
                    public void raise(Signal signal) {
                        super.raise(signal);
                        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300));
                    }
                };
        try (LineEditor twice = open(slow, true)) {
            for (String half : new String[] {"x", "yz"}) {
                Future<String> line = typist.submit(() -> twice.readLine("spoor> ", null));
                keys.write((half + CTRL_C).getBytes(StandardCharsets.UTF_8));
                keys.flush();
                assertThrows(ExecutionException.class, () -> line.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
            }
        }
        assertEquals("spoor> x\nspoor> yz\n", seen.text());
    }

    /** The device behind a terminal of the system, with pipes for its lines. */
    private static final class PipedPty implements Pty {
        private final InputStream in;
        private final OutputStream out;
        private Attributes attributes = new Attributes();

        PipedPty(InputStream in, OutputStream out) {
            this.in = in;
            this.out = out;
            attributes.setControlChar(Attributes.ControlChar.VINTR, CTRL_C.charAt(0));
            attributes.setLocalFlag(Attributes.LocalFlag.ISIG, true);
        }

        @Override
        public InputStream getMasterInput() {
            throw new UnsupportedOperationException();
        }

        @Override
        public OutputStream getMasterOutput() {
            throw new UnsupportedOperationException();
        }

        @Override
        public InputStream getSlaveInput() {
            return in;
        }

        @Override
        public OutputStream getSlaveOutput() {
            return out;
        }

        @Override
        public Attributes getAttr() {
            return new Attributes(attributes);
        }

        @Override
        public void setAttr(Attributes changed) {
            attributes = new Attributes(changed);
        }

        @Override
        public Size getSize() {
            return size(WIDTH);
        }

        @Override
        public void setSize(Sized size) {
            throw new UnsupportedOperationException();
        }

        @Override
        public SystemStream getSystemStream() {
            return SystemStream.Output;
        }

        @Override
        public TerminalProvider getProvider() {
            return null;
        }

        @Override
        public void close() {}
    }

    @Test
    void twoHundredPastedLinesAreOneStatement() throws Exception {
        StringBuilder pasted = new StringBuilder("SELECT 0");
        for (int i = 1; i < 200; i++) {
            pasted.append(",\n  ").append(i);
        }
        assertEquals(pasted + ";", typed(PASTE_BEGINS + pasted + PASTE_ENDS + ";" + ENTER));
    }

    @Test
    void wideCharactersKeepTheirPlaces() throws Exception {
        Future<String> line = read();
        type("SELECT '日本語テスト' AS ü;");
        await(text -> text.contains("spoor> SELECT '日本語テスト' AS ü;"));
        type("\u0001x");
        await(text -> text.contains("spoor> xSELECT '日本語テスト' AS ü;"));
        type("\u001B[3~" + ENTER);
        assertEquals("xELECT '日本語テスト' AS ü;", line.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    @Test
    void aNarrowerTerminalIsDrawnAnew() throws Exception {
        Future<String> line = read();
        type("SELECT 'a long text that needs the room of a line';");
        await(text -> text.contains("of a line';"));
        terminal.setSize(size(40));
        terminal.raise(Terminal.Signal.WINCH);
        assertEquals(40, editor.width());
        type(ENTER);
        assertEquals(
                "SELECT 'a long text that needs the room of a line';", line.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    @Test
    void coloursAreThereUnlessNobodyWantsThem() throws Exception {
        typed("SELECT 'a';" + ENTER);
        assertTrue(screen.sent().contains("\u001B[32"), "text is green");
        editor.close();
        int before = screen.sent().length();
        open(true);
        typed("SELECT 'b';" + ENTER);
        String plain = screen.sent().substring(before);
        assertTrue(plain.contains("SELECT 'b';"), plain);
        assertFalse(plain.contains("\u001B[3"), plain);
    }

    @Test
    void whatRanIsKept() throws Exception {
        editor.ran("SELECT 7;", Instant.EPOCH, new StatementRunner.Summary(3, 12));
        HistoryFile.Entry last = history.read().get(2);
        assertEquals(new HistoryFile.Entry(Instant.EPOCH, 12, 3, "SELECT 7;"), last);
    }

    /** With the constructor, which all versions of JLine have. */
    @SuppressWarnings("deprecation")
    private static Size size(int width) {
        return new Size(width, HEIGHT);
    }

    private String typed(String keys) throws Exception {
        Future<String> line = read();
        type(keys);
        return line.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** Begins to read, and waits for the prompt: before it, the terminal itself would show what is typed. */
    private Future<String> read() throws InterruptedException {
        Callable<String> reading = () -> editor.readLine("spoor> ", null);
        Future<String> line = typist.submit(reading);
        await(text -> text.stripTrailing().endsWith("spoor>"));
        return line;
    }

    private void type(String keys) throws IOException {
        terminal.processInputBytes(keys.getBytes(StandardCharsets.UTF_8));
    }

    /** Waits until the screen shows what it should; a test that waits in vain fails with what it shows. */
    private void await(Predicate<String> isShown) throws InterruptedException {
        for (int i = 0; i < PATIENCE_SECONDS * 50; i++) {
            if (isShown.test(screen.text())) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        throw new AssertionError("the screen shows:\n" + screen.text());
    }
}
