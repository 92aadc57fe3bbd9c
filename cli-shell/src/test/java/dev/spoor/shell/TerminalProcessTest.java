/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell;

import dev.spoor.sample.SampleSpec;
import dev.spoor.sample.SampleTrail;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** The whole program at a terminal of the kernel: keys in, screens out. One process serves most tests, each on a clear screen. */
class TerminalProcessTest {
    private static final int WIDTH = 72;
    private static final String ENTER = "\r";
    private static final String CTRL_C = "\u0003";
    private static final String CTRL_R = "\u0012";
    private static final String TAB = "\t";
    private static final String RIGHT = "\u001B[C";
    private static final String PASTE_BEGINS = "\u001B[200~";
    private static final String PASTE_ENDS = "\u001B[201~";
    private static final String ENDLESS =
            "SELECT count(*) FROM deliveries a, deliveries b, deliveries c, deliveries d;";
    private static final String BACKSPACE = "\u007F";
    private static final String CTRL_D = "\u0004";
    private static final String ONE_ROW = """
            spoor> SELECT 'x' AS y;
             y
            ---
             x
            spoor>
            """;
    private static final String CTRL_L = "\f";
    private static final int GIVEN_UP = 10;

    @TempDir
    static Path folder;

    private static PseudoTerminal terminal;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(PseudoTerminal.isAvailable(), "needs script of util-linux");
        new SampleTrail(SampleSpec.testing(1_000, 3)).writeTo(folder.resolve("logs"), 1, made -> {});
        terminal = start(WIDTH, Map.of());
    }

    @AfterAll
    static void end() throws Exception {
        if (terminal == null) {
            return;
        }
        try (PseudoTerminal last = terminal) {
            giveUpLine(last);
            last.type(CTRL_D);
            assertEquals(0, last.exitCode());
        }
    }

    private static PseudoTerminal start(int width, Map<String, String> environment, String... words) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
        command.addAll(List.of("--add-opens=java.base/java.nio=ALL-UNNAMED", "-Duser.language=tr"));
        command.add("-Dspoor.terminals=in,out,err");
        command.add("-Dspoor.terminal.width=" + width);
        if (Runtime.version().feature() >= 24) {
            command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Spoor.class.getName()));
        command.addAll(List.of("--logs", folder.resolve("logs").toString(), "--stats", "off"));
        command.addAll(List.of("--set", "cache.path=" + folder.resolve("cache")));
        command.addAll(List.of(words));
        Map<String, String> all = new HashMap<>(environment);
        all.put("XDG_STATE_HOME", folder.resolve("state").toString());
        all.put("XDG_CONFIG_HOME", folder.resolve("config").toString());
        all.put("XDG_DATA_HOME", folder.resolve("data").toString());
        all.putIfAbsent("TERM", "xterm-256color");
        PseudoTerminal started = PseudoTerminal.start(folder, width, all, command);
        started.await(text -> text.stripTrailing().endsWith("spoor>"));
        return started;
    }

    @BeforeEach
    void clear() throws Exception {
        giveUpLine(terminal);
        terminal.type(CTRL_L);
        terminal.awaitScreen("spoor>\n");
    }

    /** Ctrl-C, with something typed, for twice with nothing typed would leave. */
    private static void giveUpLine(PseudoTerminal at) throws Exception {
        at.type("x");
        at.await(text -> text.endsWith("x\n"));
        at.type(CTRL_C);
        at.await(text -> text.endsWith("x\nspoor>\n"));
    }

    @Test
    void eachCtrlCCountsOnce() throws Exception {
        for (int i = 0; i < GIVEN_UP; i++) {
            giveUpLine(terminal);
        }
        terminal.type("SELECT 1" + CTRL_C);
        terminal.awaitScreen("spoor> x\n".repeat(GIVEN_UP) + "spoor> SELECT 1\nspoor>\n");
    }

    @Test
    void aStatementOfSeveralLinesIsAnswered() throws Exception {
        terminal.type("SELECT 1 AS a," + ENTER + "  'x' AS b;" + ENTER);
        terminal.awaitScreen("""
                spoor> SELECT 1 AS a,
                    ->   'x' AS b;
                 a | b
                ---+---
                 1 | x
                spoor>
                """);
    }

    @Test
    void tabCompletesNamesAndValues() throws Exception {
        terminal.type("SELECT count(eventName) > 0 AS found FROM events WHERE awsRegion <> '';" + ENTER);
        terminal.await(text -> text.contains("true"));
        terminal.type(CTRL_L);
        terminal.type("SELECT 1 FROM even" + TAB);
        terminal.await(text -> text.contains("FROM events"));
        terminal.type(" WHERE eventNa" + TAB);
        terminal.await(text -> text.contains("WHERE eventName"));
        terminal.type(" = 'GetCallerI");
        // what the query has read is learnt beside the prompt
        for (int i = 0; i < 100 && !terminal.screen().text().contains("'GetCallerIdentity'"); i++) {
            terminal.type(TAB);
            TimeUnit.MILLISECONDS.sleep(100);
        }
        terminal.type(ENTER + " OR userIdentity.sessionC" + TAB);
        terminal.await(text -> text.contains("sessionContext"));
        terminal.type(" IS json_extract_sc" + TAB);
        terminal.awaitScreen("""
                spoor> SELECT 1 FROM events WHERE eventName = 'GetCallerIdentity'
                    ->  OR userIdentity.sessionContext IS json_extract_scalar(
                """);
    }

    @Test
    void suggestionsAndSearchFindWhatRan() throws Exception {
        terminal.type("SELECT 'needle' AS found;" + ENTER);
        terminal.await(text -> text.stripTrailing().endsWith("spoor>") && text.contains(" needle"));
        terminal.type(CTRL_L + "SELECT 'need");
        terminal.awaitScreen("spoor> SELECT 'needle' AS found;\n");
        terminal.type(RIGHT + ENTER);
        terminal.awaitScreen("""
                spoor> SELECT 'needle' AS found;
                 found
                --------
                 needle
                spoor>
                """);
        terminal.type(CTRL_L + CTRL_R + "edle");
        terminal.await(text ->
                text.matches("(?s)spoor> SELECT 'needle' AS found;\nsearch: edle_  \\(1 of 1, [-0-9 :]+\n?\\)\n"));
        terminal.type("x");
        terminal.awaitScreen("""
                spoor> SELECT 'needle' AS found;
                search: edlex_  (nothing found)
                """);
        terminal.type(BACKSPACE + ENTER);
        terminal.await(text -> text.endsWith("""
                 needle
                spoor>
                """));
    }

    @Test
    void ctrlCEndsTheQueryAndThePromptStays() throws Exception {
        terminal.type(ENDLESS + ENTER);
        terminal.await(text -> text.contains(" files, "));
        terminal.type(CTRL_C);
        terminal.awaitScreen("""
                spoor> SELECT count(*) FROM deliveries a, deliveries b, deliveries c, de
                liveries d;
                cancelled
                spoor>
                """);
        terminal.type(CTRL_L + "SELECT 2 AS next;" + ENTER);
        terminal.awaitScreen("""
                spoor> SELECT 2 AS next;
                 next
                ------
                    2
                spoor>
                """);
    }

    @Test
    void whatIsTypedWhileAQueryRunsIsNotLost() throws Exception {
        String busy = "SELECT count(*) > 0 AS n FROM deliveries a, deliveries b;";
        terminal.type(busy + ENTER + "SELECT 'ahead' AS typed;" + ENTER);
        terminal.awaitScreen("""
                spoor> SELECT count(*) > 0 AS n FROM deliveries a, deliveries b;
                 n
                ------
                 true
                spoor> SELECT 'ahead' AS typed;
                 typed
                -------
                 ahead
                spoor>
                """);
    }

    @Test
    void aNarrowerTerminalIsDrawnAnewAndRowsFitIt() throws Exception {
        terminal.type("SELECT 'a text that is long enough to need two lines' AS long;");
        terminal.await(text -> text.contains("AS long;"));
        terminal.resize(40);
        String typed = """
                spoor> SELECT 'a text that is long enoug
                h to need two lines' AS long;
                """;
        terminal.awaitScreen(typed);
        terminal.type(ENTER);
        terminal.awaitScreen(typed + """
                 long
                ----------------------------------------
                 a text that is long enough to need tw…
                1 value cut to fit the terminal; --forma
                t vertical shows them whole
                spoor>
                """);
        terminal.resize(WIDTH);
    }

    @Test
    void twoHundredPastedLinesAreOneStatement() throws Exception {
        for (String[] marks : new String[][] {{PASTE_BEGINS, PASTE_ENDS}, {"", ""}}) {
            StringBuilder pasted = new StringBuilder("SELECT 0");
            for (int i = 1; i < 199; i++) {
                pasted.append(ENTER).append(" + ").append(i);
            }
            terminal.type(marks[0] + pasted + ENTER + " AS total;" + marks[1] + ENTER);
            terminal.await(text -> text.endsWith("""
                     total
                    -------
                     19701
                    spoor>
                    """));
            terminal.type(CTRL_L);
            terminal.awaitScreen("spoor>\n");
        }
    }

    @Test
    void wideCharactersKeepTheirPlaces() throws Exception {
        terminal.type("SELECT '日本語テスト' AS \"表\", 'é' AS e, '日本語テスト日本語テスト' AS \"l\", 1 x;");
        terminal.await(text -> text.contains("x;"));
        terminal.type("\u001B[D".repeat(16) + "語" + ENTER);
        terminal.awaitScreen("""
                spoor> SELECT '日本語テスト' AS "表", 'é' AS e, '日本語テスト日本語テ語
                スト' AS "l", 1 x;
                 表           | e | l                          | x
                --------------+---+----------------------------+---
                 日本語テスト | é | 日本語テスト日本語テ語スト | 1
                spoor>
                """);
    }

    @Test
    void errorsShowTheirPlace() throws Exception {
        terminal.type("SELECT eventNam" + ENTER + "FROM events;" + ENTER);
        terminal.awaitScreen("""
                spoor> SELECT eventNam
                    -> FROM events;
                error at 1:8: no column is called 'eventNam' (COLUMN_NOT_FOUND)
                  SELECT eventNam
                         ^^^^^^^^
                hint: did you mean eventName?
                spoor>
                """);
    }

    @Test
    void quotesWithoutPartnerAreRed() throws Exception {
        int before = terminal.screen().sent().length();
        terminal.type("SELECT 'open");
        terminal.await(text -> text.contains("'open"));
        String sent = terminal.screen().sent().substring(before);
        assertTrue(sent.contains("\u001B[31"), sent);
        terminal.type(CTRL_C);
        terminal.await(text -> text.startsWith("spoor> SELECT 'open\nspoor>\n"));
    }

    @Test
    @Tag("any-jdk")
    void withoutColourAndWithoutASizeAndTwiceCtrlCLeaves() throws Exception {
        try (PseudoTerminal plain = start(0, Map.of("NO_COLOR", "1"))) {
            plain.type("SELECT 'x' AS y;" + ENTER);
            plain.awaitScreen(ONE_ROW);
            plain.type(CTRL_L + "SELECT '" + "x".repeat(PseudoTerminal.WIDTH_USUAL) + "' AS y;" + ENTER);
            plain.await(text -> text.contains("\n" + "-".repeat(PseudoTerminal.WIDTH_USUAL) + "\n x"));
            plain.type(CTRL_L + "SELECT 'x' AS y;" + ENTER);
            plain.awaitScreen(ONE_ROW);
            plain.type("x" + CTRL_C + CTRL_C);
            plain.awaitScreen(ONE_ROW.stripTrailing() + " x\nspoor>\nspoor>\n");
            assertTrue(plain.isAlive(), "once with nothing typed stays");
            plain.type(CTRL_C);
            assertEquals(0, plain.exitCode());
            assertFalse(
                    plain.screen().sent().matches("(?s).*\u001B\\[[0-9;]*[349][0-7].*m.*"),
                    plain.screen().sent());
        }
    }

    @Test
    @Tag("any-jdk")
    void aDumbTerminalGetsTextAndNothingElse() throws Exception {
        try (PseudoTerminal dumb = start(WIDTH, Map.of("TERM", "dumb"))) {
            dumb.type("SELECT 'x' AS y;\n");
            dumb.awaitScreen(ONE_ROW);
            dumb.type(CTRL_D);
            assertEquals(0, dumb.exitCode());
            assertFalse(dumb.screen().sent().contains("\u001B"), dumb.screen().sent());
        }
    }
}
