/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell;

import dev.spoor.catalog.KeptRows;
import dev.spoor.output.OutputFormat;
import dev.spoor.output.OutputOptions;
import dev.spoor.output.ResultWriter;
import dev.spoor.output.ResultWriters;
import dev.spoor.output.ValueText;
import dev.spoor.vector.Batch;
import dev.spoor.vector.BatchFileReader;
import dev.spoor.vector.Memory;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * What somebody else needs to judge a result, as one archive: the statement, its rows as CSV and as Parquet, and what was read for them.
 * The same result makes the same bytes.
 */
final class ResultBundle {
    /** When the entries of the archive say that they were made: that would not be the same twice. */
    private static final LocalDateTime ENTRY_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private static final long MEMORY_BYTES_MAX = 1L << 30;

    private final Facts facts;
    private final KeptRows rows;
    private final Map<String, String> sums = new LinkedHashMap<>();

    /**
     * What is known about a result beside its rows.
     *
     * @param sql the statement as it was asked, with {@code ?} for parameters
     * @param parameters their values, in order
     * @param place where the answer came from
     * @param start when the statement began
     * @param millis from then to the last row
     * @param statistics of what was read, as JSON; empty where it is not known
     * @param notes that the user was told
     * @param isIncomplete whether some input could not be read
     * @param before the statements that the statement's own last result came from, the first one first
     */
    record Facts(
            String sql,
            List<String> parameters,
            String place,
            Instant start,
            long millis,
            Optional<String> statistics,
            List<String> notes,
            boolean isIncomplete,
            List<String> before) {
        /** The same of a statement that read the result of another one. */
        Facts after(Facts other) {
            List<String> all = new ArrayList<>(other.before);
            all.add(other.sql);
            return new Facts(sql, parameters, place, start, millis, statistics, notes, isIncomplete, all);
        }
    }

    ResultBundle(Facts facts, KeptRows rows) {
        this.facts = facts;
        this.rows = rows;
    }

    /** Writes the archive; the stream stays the caller's. */
    void writeTo(OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        entry(zip, "question.sql", bytes -> bytes.write((facts.sql() + ";\n").getBytes(StandardCharsets.UTF_8)));
        entry(zip, "result.csv", bytes -> writeRows(OutputFormat.CSV, bytes));
        entry(zip, "result.parquet", bytes -> writeRows(OutputFormat.PARQUET, bytes));
        entry(zip, "about.json", bytes -> bytes.write(about().getBytes(StandardCharsets.UTF_8)));
        zip.finish();
    }

    private interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private void entry(ZipOutputStream zip, String name, Content content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(ENTRY_TIME);
        zip.putNextEntry(entry);
        DigestOutputStream digested = new DigestOutputStream(zip, sha256());
        content.writeTo(digested);
        sums.put(name, HexFormat.of().formatHex(digested.getMessageDigest().digest()));
        zip.closeEntry();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private void writeRows(OutputFormat format, OutputStream out) throws IOException {
        OutputOptions options = OutputOptions.standard();
        Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        try (Memory memory = Memory.root(MEMORY_BYTES_MAX);
                ResultWriter writer = format.isBinary()
                        ? ResultWriters.open(format, out, memory, options)
                        : ResultWriters.open(format, text, options);
                BatchFileReader reader = rows.read(memory)) {
            writer.begin(
                    rows.schema().getFields().stream()
                            .map(field -> field.getName())
                            .toList(),
                    rows.schema());
            for (Batch batch = reader.next(); batch != null; batch = reader.next()) {
                try (Batch held = batch) {
                    writer.write(held);
                }
            }
            writer.end();
        }
        text.flush();
    }

    private String about() {
        StringBuilder text = new StringBuilder("{\n");
        append(text, "statement", ValueText.jsonString(facts.sql()));
        append(text, "parameters", list(facts.parameters()));
        append(text, "before", list(facts.before()));
        append(text, "source", ValueText.jsonString(facts.place()));
        append(text, "started", ValueText.jsonString(facts.start().toString()));
        append(text, "millis", Long.toString(facts.millis()));
        append(text, "rows", Long.toString(rows.rowCount()));
        append(text, "incomplete", Boolean.toString(facts.isIncomplete()));
        append(text, "notes", list(facts.notes()));
        append(text, "statistics", facts.statistics().orElse("null"));
        append(text, "spoor", ValueText.jsonString(Version.text()));
        append(text, "java", ValueText.jsonString(System.getProperty("java.version")));
        StringBuilder sha = new StringBuilder();
        sums.forEach((name, sum) -> sha.append(sha.length() == 0 ? "" : ", ")
                .append(ValueText.jsonString(name))
                .append(": ")
                .append(ValueText.jsonString(sum)));
        return text.append("  \"sha256\": {").append(sha).append("}\n}\n").toString();
    }

    private static void append(StringBuilder text, String name, String json) {
        text.append("  \"").append(name).append("\": ").append(json).append(",\n");
    }

    private static String list(List<String> texts) {
        return texts.stream()
                .map(value -> value == null ? "null" : ValueText.jsonString(value))
                .toList()
                .toString();
    }
}
