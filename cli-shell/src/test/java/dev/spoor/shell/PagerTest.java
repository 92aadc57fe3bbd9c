/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What fits goes to the terminal, more to the program, and nothing to a program when nobody looks. */
class PagerTest {
    private static final int LINES = 5;

    @TempDir
    Path folder;

    private final StringWriter terminal = new StringWriter();

    private Pager pager(String command) {
        return new Pager(terminal, command, LINES);
    }

    @Test
    void whatFitsIsNotPaged() throws IOException {
        Path file = folder.resolve("paged");
        try (Pager pager = pager("cat > " + file)) {
            pager.write("a\n".repeat(LINES - 1));
            pager.flush();
            assertEquals("", terminal.toString(), "more may come");
        }
        assertEquals("a\n".repeat(LINES - 1), terminal.toString());
        assertFalse(Files.exists(file));
    }

    @Test
    void moreThanAScreenGoesToTheProgram() throws IOException {
        Path file = folder.resolve("paged");
        try (Pager pager = pager("cat > " + file)) {
            pager.write("a\n".repeat(LINES - 1));
            pager.write("b\n".repeat(100));
            assertTrue(pager.isRunning());
        }
        assertEquals("a\n".repeat(LINES - 1) + "b\n".repeat(100), Files.readString(file), "and it is waited for");
        assertEquals("", terminal.toString());
    }

    @Test
    void whoWaitsSeesWhatThereIs() throws IOException {
        try (Pager pager = pager("exit 1")) {
            pager.write("a\n");
            pager.show();
            assertEquals("a\n", terminal.toString());
            pager.write("b\n".repeat(100));
            assertFalse(pager.isRunning());
        }
        assertEquals("a\n" + "b\n".repeat(100), terminal.toString());
    }

    @Test
    void aProgramMayBeLeft() throws IOException {
        try (Pager pager = pager("head -c 1 > /dev/null")) {
            for (int i = 0; i < 1_000_000 && !pager.isLeft(); i++) {
                pager.write("a line of some length\n");
                pager.flush();
            }
            assertTrue(pager.isLeft());
        }
    }

    @Test
    void theProgramIsTheUsers() throws IOException {
        assertEquals(Optional.of("most"), Pager.command(Map.of("PAGER", "most")));
        assertEquals(Optional.of("more -s"), Pager.command(Map.of("PAGER", "most", "SPOOR_PAGER", "more -s")));
        assertEquals(Optional.of("less -SRFX"), Pager.command(Map.of("PAGER", "less")));
        assertEquals(Optional.empty(), Pager.command(Map.of("PAGER", "")));
        assertEquals(Optional.empty(), Pager.command(Map.of("PATH", folder.toString())));
        Path less = Files.createFile(folder.resolve("less"));
        assertTrue(less.toFile().setExecutable(true));
        assertEquals(Optional.of("less -SRFX"), Pager.command(Map.of("PATH", "/nowhere:" + folder)));
    }

    @Test
    void onlyTheTerminalIsPaged() throws IOException {
        Path file = folder.resolve("paged");
        for (boolean isTerminal : new boolean[] {true, false}) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            Streams streams =
                    new Streams(new ByteArrayInputStream(new byte[0]), out, out, true, isTerminal, isTerminal, 80);
            Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            try (RowTarget target = new RowTarget(text, streams, Map.of("PAGER", "cat > " + file), true)) {
                target.screen(() -> 80, () -> LINES);
                target.beginPage();
                target.out().write("x\n".repeat(LINES));
                target.endPage();
                target.flush();
                assertEquals(isTerminal, Files.deleteIfExists(file));
                assertEquals(isTerminal ? 0 : 2 * LINES, out.size());
                target.redirect(folder.resolve("other").toString(), false);
                target.beginPage();
                target.out().write("y\n".repeat(LINES));
            }
            assertEquals("y\n".repeat(LINES), Files.readString(folder.resolve("other")));
            assertFalse(Files.exists(file));
        }
    }
}
