/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell.edit;

import dev.spoor.shell.edit.HistoryFile.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class HistoryFileTest {
    private static final Instant TIME = Instant.parse("2026-11-21T12:00:00Z");

    @TempDir
    Path folder;

    @Test
    void whatWasTypedComesBackWhole() throws IOException {
        HistoryFile history = new HistoryFile(folder.resolve("state/history"));
        assertEquals(List.of(), history.read());
        Entry entry = new Entry(TIME, 12, 3, "SELECT '\t\\n日本'\n  FROM t;\r");
        history.append(entry);
        history.append(new Entry(TIME, 1, 1, "SELECT 2;"));
        assertEquals(List.of(entry, new Entry(TIME, 1, 1, "SELECT 2;")), history.read());
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            assertEquals(
                    "rw-------",
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("state/history"))));
        }
    }

    @Test
    void secretsAreNeverWritten() throws IOException {
        Path file = folder.resolve("history");
        HistoryFile history = new HistoryFile(file);
        for (String secret :
                List.of("\\connect https://x secret", "-- --password hunter2", "x PASSWORD = 'y'", "token=1")) {
            history.append(new Entry(TIME, 1, 1, secret));
        }
        assertTrue(Files.notExists(file));
        history.append(new Entry(TIME, 1, 1, "SELECT eventName FROM events WHERE eventName = 'ChangePassword';"));
        assertEquals(1, history.read().size());
    }

    @Test
    void tornLinesAreLeftOutAndOldOnesGo() throws IOException {
        Path file = folder.resolve("history");
        HistoryFile history = new HistoryFile(file);
        history.append(new Entry(TIME, 1, 1, "first"));
        Files.writeString(file, "2026-11-21T12:00:00Z\t1\nnonsense\tx\ty\tz\n", StandardOpenOption.APPEND);
        assertEquals(List.of("first"), history.read().stream().map(Entry::text).toList());
        String line = "2026-11-21T12:00:00Z\t1\t1\tSELECT 1;\n";
        Files.writeString(file, line.repeat(2 * HistoryFile.ENTRIES_MAX + 1));
        assertEquals(HistoryFile.ENTRIES_MAX, history.read().size());
        assertEquals(HistoryFile.ENTRIES_MAX, Files.readAllLines(file).size());
    }
}
