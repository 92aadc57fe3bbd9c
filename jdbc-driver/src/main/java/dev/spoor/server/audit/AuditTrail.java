/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.server.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the entries of an audit log in their order, and checks the chain on the way. Reads what is there when it is made. One thread. */
public final class AuditTrail implements AutoCloseable {
    static final String HEAD = "head";
    static final int HASH_CHARACTERS = 64;

    private static final Pattern FILE = Pattern.compile("audit-([0-9]{8,})\\.log");
    private static final ObjectReader JSON = new ObjectMapper().reader();
    private static final int LINE_BYTES_MAX = 1 << 20;

    private final Path folder;
    private final List<Path> files;
    private final AuditHead head;
    private final long entriesMax;
    private int next;
    private InputStream in;
    private AuditHead at = AuditHead.NONE;
    private String brokenOrNull;
    private long wholeBytes;
    private boolean isPartial;

    private AuditTrail(Path folder, List<Path> files, AuditHead head, long entriesMax) {
        this.folder = folder;
        this.files = files;
        this.head = head;
        this.entriesMax = entriesMax;
    }

    /** Opens the log of a folder; one that is not there, or empty, has no entries. EngineException if it cannot be read. */
    public static AuditTrail open(Path folder) {
        return open(folder, Long.MAX_VALUE);
    }

    /** As above, up to a number of entries, for a log that is being written. */
    static AuditTrail open(Path folder, long entriesMax) {
        try {
            return new AuditTrail(folder, files(folder), head(folder), entriesMax);
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
    }

    private static EngineException unreadable(Path folder, IOException e) {
        return new EngineException(
                ErrorCode.STORE_FAILURE, "the audit log in " + folder + " cannot be read: " + e.getMessage(), e);
    }

    static List<Path> files(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
                for (Path file : all) {
                    if (FILE.matcher(file.getFileName().toString()).matches()) {
                        files.add(file);
                    }
                }
            }
        }
        Collections.sort(files);
        return files;
    }

    static String fileName(long number) {
        return String.format(Locale.ROOT, "audit-%08d.log", number);
    }

    static long number(Path file) {
        Matcher matcher = FILE.matcher(file.getFileName().toString());
        return matcher.matches() ? Long.parseLong(matcher.group(1)) : 0;
    }

    private static AuditHead head(Path folder) throws IOException {
        Path file = folder.resolve(HEAD);
        if (!Files.exists(file)) {
            return AuditHead.NONE;
        }
        String text = Files.readString(file, StandardCharsets.US_ASCII).trim();
        if (text.isEmpty()) {
            return AuditHead.NONE; // made, and not written yet
        }
        String[] parts = text.split(" ");
        try {
            return new AuditHead(Long.parseLong(parts[0]), parts[parts.length - 1]);
        } catch (NumberFormatException e) {
            return new AuditHead(Long.MAX_VALUE, "");
        }
    }

    /** A text of an entry; null if it has none of that name. */
    static String text(JsonNode entry, String name) {
        return entry.path(name).isTextual() ? entry.path(name).textValue() : null;
    }

    /** The time of an entry, in microseconds since 1970; null if it has none. */
    static Long micros(JsonNode entry) {
        String time = text(entry, "time");
        return time == null ? null : ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(time));
    }

    /** The hash of an entry behind another. */
    static String hash(String before, byte[] json) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(before.getBytes(StandardCharsets.US_ASCII));
            digest.update((byte) '\n');
            return HexFormat.of().formatHex(digest.digest(json));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The next entry; null at the end, or where what is there is no entry. */
    public JsonNode next() {
        try {
            byte[] line = at.entries() >= entriesMax ? null : line();
            return line == null ? null : entry(line);
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
    }

    private JsonNode entry(byte[] line) throws IOException {
        int number = Math.toIntExact(Math.min(Integer.MAX_VALUE, at.entries() + 1));
        String where = "entry " + number + ", in " + files.get(next - 1).getFileName();
        if (line.length <= HASH_CHARACTERS + 1 || line[HASH_CHARACTERS] != ' ') {
            broken(where + " is no entry");
            return null;
        }
        String told = new String(line, 0, HASH_CHARACTERS, StandardCharsets.US_ASCII);
        byte[] json = Arrays.copyOfRange(line, HASH_CHARACTERS + 1, line.length);
        if (!told.equals(hash(at.hash(), json))) {
            broken(where + " is not what was written behind the one before it");
        }
        at = new AuditHead(at.entries() + 1, told);
        if (at.entries() == head.entries() && !at.equals(head)) {
            broken(where + " is not the one that the head names");
        }
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            broken(where + " is no JSON");
            return null;
        }
    }

    private void broken(String why) {
        if (brokenOrNull == null) {
            brokenOrNull = why;
        }
    }

    /** The next whole line without its end; null if there is none. */
    private byte[] line() throws IOException {
        while (true) {
            if (in == null) {
                if (next == files.size()) {
                    return null;
                }
                in = new BufferedInputStream(Files.newInputStream(files.get(next++)));
                wholeBytes = 0;
            }
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            int c = in.read();
            for (; c >= 0 && c != '\n' && line.size() < LINE_BYTES_MAX; c = in.read()) {
                line.write(c);
            }
            if (c == '\n') {
                wholeBytes += line.size() + 1;
                return line.toByteArray();
            }
            isPartial = line.size() > 0;
            if (isPartial && (next < files.size() || c >= 0)) {
                broken(files.get(next - 1).getFileName() + " ends in the middle of an entry");
            }
            close();
        }
    }

    /** The last entry that was given. */
    public AuditHead at() {
        return at;
    }

    /** Whether all entries given so far are as they were written. */
    public boolean isIntact() {
        return brokenOrNull == null;
    }

    /**
     * Reads to the end; returns what is wrong with the log, empty if nothing is. Entries behind the one that the head names, and one
     * that ends in its middle at the very end, are what a process leaves that is killed.
     */
    public String verify() {
        while (next() != null) {
            // entries are checked as they are read
        }
        if (brokenOrNull != null) {
            return brokenOrNull;
        }
        return at.entries() < head.entries()
                ? "the log has lost its end: it has " + at.entries() + " entries of " + head.entries()
                : "";
    }

    /** Bytes of the whole entries of the file that was read last. */
    long wholeBytes() {
        return wholeBytes;
    }

    /** Whether the file that was read last ends in the middle of an entry. */
    boolean isPartial() {
        return isPartial;
    }

    @Override
    public void close() throws IOException {
        if (in != null) {
            in.close();
            in = null;
        }
    }
}
