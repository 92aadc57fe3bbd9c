/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell;

import dev.spoor.output.OutputFormat;
import dev.spoor.sample.SampleSpec;
import dev.spoor.sample.SampleTrail;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
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
    private static final int NARROW = 40;
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
    private static final String CTRL_Z = "\u001A";

    /** Of each kind something: a number, what needs escapes, wide characters, JSON, what is missing. */
    private static final String SHOWN =
            "SELECT 2.50 AS price, 'na\"ive, <語|>' AS text, json_parse('{\"Sid\":\"Read\",\"Effect\":\"Allow\",\"Action\":[\"s3:Get*\",{\"Not\":null}]}') AS j,"
                    + ENTER + " CAST(NULL AS VARCHAR) AS gone UNION ALL" + ENTER + "SELECT -10, '=1+1', NULL, 'x'"
                    + ENTER + ") t;";

    private static final int GIVEN_UP = 10;

    /** All that are text, and one that a terminal cannot show. */
    private static final List<String> SHOWN_FORMATS = Arrays.stream(OutputFormat.values())
            .filter(format -> !format.isBinary() || format == OutputFormat.ARROW)
            .map(OutputFormat::label)
            .toList();

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
                1 value cut to fit the terminal; \\G behi
                nd the statement shows them whole
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

    /** The screens are in a file, which -DupdateExpected writes anew. */
    @Test
    void eachFormatHasItsScreenNarrowAndWide() throws Exception {
        Path file = Path.of("src", "test", "resources", "dev", "spoor", "shell", "format-screens.txt");
        boolean isRecording = System.getProperty("updateExpected") != null;
        String recorded = isRecording ? "" : Files.readString(file);
        StringBuilder screens = new StringBuilder();
        try {
            for (int width : new int[] {NARROW, WIDTH}) {
                terminal.resize(width);
                for (String format : SHOWN_FORMATS) {
                    String begin = "== " + format + ", " + width + " columns\n";
                    int from = recorded.indexOf(begin) + begin.length();
                    int to = recorded.indexOf("== ", from);
                    screens.append(begin)
                            .append(screen(
                                    format,
                                    recorded.substring(
                                            Math.min(from, recorded.length()), to < 0 ? recorded.length() : to)));
                }
            }
        } finally {
            terminal.resize(WIDTH);
            terminal.type("\\format auto" + ENTER);
        }
        if (isRecording) {
            Files.writeString(file, screens);
        }
    }

    /** What a query looks like in a format; compared with what was recorded, if anything was. */
    private static String screen(String format, String expected) throws Exception {
        terminal.type(CTRL_L + "\\format " + format + ENTER);
        terminal.awaitScreen("spoor> \\format " + format + "\nspoor>\n");
        terminal.type("SELECT * FROM (" + ENTER + SHOWN + ENTER);
        if (expected.isEmpty()) {
            TimeUnit.SECONDS.sleep(2);
            terminal.await(text -> text.endsWith("\nspoor>\n"));
        } else {
            terminal.awaitScreen(expected);
        }
        return terminal.screen().text();
    }

    @Test
    void failuresAndChangesAreColoured() throws Exception {
        int before = terminal.screen().sent().length();
        terminal.type("SELECT * FROM (VALUES ('DeleteUser', false, 'AccessDenied'), ('GetUser', true, 'none'))" + ENTER
                + "  AS t(eventName, readOnly, errorCode) ORDER BY 1;" + ENTER + "SELECT nothing;" + ENTER);
        terminal.await(text -> text.contains("COLUMN_NOT_FOUND") && text.endsWith("\nspoor>\n"));
        String sent = terminal.screen().sent().substring(before);
        assertTrue(sent.contains(" \u001B[35mDeleteUser\u001B[0m | \u001B[35mfalse\u001B[0m"), sent);
        assertTrue(sent.contains("\u001B[31mAccessDenied\u001B[0m"), sent);
        assertTrue(sent.contains(" GetUser    | true "), sent);
        assertTrue(sent.contains("\u001B[1;31merror\u001B[0m at 1:8"), sent);
    }

    @Test
    void whatIsTallerThanTheScreenIsInThePager() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/less")), "needs less");
        String query = "SELECT x FROM UNNEST(sequence(1, 100)) AS t(x) ORDER BY 1;";
        terminal.type(query + ENTER);
        terminal.await(text -> text.contains("\n  20\n") && text.endsWith("\n:\n"));
        terminal.type(" ");
        terminal.await(text -> text.contains("\n  42\n") && text.endsWith("\n:\n"));
        terminal.type("G");
        terminal.await(text -> text.contains("\n 100\n"));
        terminal.type("q");
        terminal.await(text -> text.endsWith("\nspoor>\n"));
    }

    @Test
    void ctrlZKeepsWhatIsTyped() throws Exception {
        // nobody could continue the process here, which is why the kernel does not stop it
        terminal.type("SELECT 'ke" + CTRL_Z + "pt' AS a;" + ENTER);
        terminal.await(text -> text.endsWith("spoor> SELECT 'kept' AS a;\n a\n------\n kept\nspoor>\n"));
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
