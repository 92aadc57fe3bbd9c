/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell.edit;

import dev.spoor.shell.command.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What was typed, kept between sessions: one line for each statement, with its time, how long it took in milliseconds, how many rows
 * it gave, and its text, between tabs; in the text {@code \\}, {@code \n}, {@code \r} and {@code \t} are escaped. Lines are appended
 * whole, so that several shells may share the file. What holds a secret is never written.
 */
public final class HistoryFile {
    /** Entries that are read at most; when the file has twice as many, the older half goes. */
    static final int ENTRIES_MAX = 10_000;

    /** In the folder of what programs keep for their user. */
    public static final String NAME = "history";

    private static final int FIELDS = 4;
    private static final Pattern SECRET = Pattern.compile(
            "(?i).*(--password|password\\s*=|passwd|secret[_-]?(access[_-]?)?key\\s*=|token\\s*=|\\\\connect\\s).*",
            Pattern.DOTALL);

    private final Path file;

    /** A statement that was run. */
    public record Entry(Instant time, long millis, long rows, String text) {}

    public HistoryFile(Path file) {
        this.file = file;
    }

    /** Whether a text may hold a password or a key, so that it is neither kept nor offered again. */
    public static boolean isSecret(String text) {
        return SECRET.matcher(text).matches();
    }

    /** The newest entries, oldest first; lines that are none are left out. Empty when there is no file. */
    public List<Entry> read() throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        List<Entry> entries = new ArrayList<>();
        for (String line : new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\n")) {
            String[] fields = line.split("\t", FIELDS);
            if (fields.length == FIELDS) {
                add(entries, fields);
            }
        }
        int from = Math.max(0, entries.size() - ENTRIES_MAX);
        if (from > ENTRIES_MAX) {
            rewrite(entries.subList(from, entries.size()));
        }
        return List.copyOf(entries.subList(from, entries.size()));
    }

    /** The entries with a word in any letter case, by their place among all; oldest first. */
    public List<Console.Past> past(String word) throws IOException {
        List<Console.Past> found = new ArrayList<>();
        int number = 0;
        for (Entry entry : read()) {
            number++;
            if (entry.text().toLowerCase(Locale.ROOT).contains(word.toLowerCase(Locale.ROOT))) {
                found.add(new Console.Past(number, entry.time(), entry.millis(), entry.rows(), entry.text()));
            }
        }
        return found;
    }

    private static void add(List<Entry> entries, String[] fields) {
        try {
            entries.add(new Entry(
                    Instant.parse(fields[0]),
                    Long.parseLong(fields[1]),
                    Long.parseLong(fields[2]),
                    unescaped(fields[3])));
        } catch (DateTimeException | NumberFormatException e) {
            // a line that another program wrote, or that was torn: the others are still good
            return;
        }
    }

    /** Keeps an entry; one that {@link #isSecret} is not kept. */
    public void append(Entry entry) throws IOException {
        if (isSecret(entry.text())) {
            return;
        }
        if (!Files.exists(file)) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            boolean isPosix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
            if (isPosix) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            } else {
                Files.createFile(file);
            }
        }
        Files.writeString(file, line(entry), StandardOpenOption.APPEND);
    }

    private void rewrite(List<Entry> entries) throws IOException {
        StringBuilder text = new StringBuilder();
        entries.forEach(entry -> text.append(line(entry)));
        Files.writeString(file, text);
    }

    private static String line(Entry entry) {
        String text = entry.text()
                .replace("\\", "\\\\")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\t", "\\t");
        return entry.time() + "\t" + entry.millis() + "\t" + entry.rows() + "\t" + text + "\n";
    }

    private static String unescaped(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\' || i + 1 == text.length()) {
                out.append(c);
                continue;
            }
            i++;
            char escaped = text.charAt(i);
            out.append(escaped == 'n' ? '\n' : escaped == 'r' ? '\r' : escaped == 't' ? '\t' : escaped);
        }
        return out.toString();
    }
}
