/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * Four days of three accounts in 40 records written by hand, so that anyone can check an expected row by reading: every
 * kind of identity, data and network events, policies inside JSON text, tags, addenda, text of other scripts.
 */
final class Casebook {
    private static final Path FOLDER = Path.of("src", "test", "resources", "casebook");
    private static final Pattern PLACE = Pattern.compile("\"eventTime\":\"(\\d{4})-(\\d\\d)-(\\d\\d)T.*"
            + "\"awsRegion\":\"([^\"]*)\".*\"recipientAccountId\":\"([^\"]*)\"");

    /** Ids of event data stores, which DuckDB cannot take for tables. */
    private static final Pattern EVENT_DATA_STORE =
            Pattern.compile("\\b[0-9A-Za-z]{7,8}-[0-9a-z]{4}-[0-9a-z]{4}-[0-9a-z]{4}-[0-9A-Za-z]{12}\\b(?!')");

    private Casebook() {}

    /** Writes the records as log files, one for each account, region and day. */
    static void write(Path folder) {
        Map<String, List<String>> files = new TreeMap<>();
        for (String record : records()) {
            files.computeIfAbsent(key(record), k -> new ArrayList<>()).add(record);
        }
        files.forEach((key, records) ->
                EngineFixture.write(folder.resolve(key), gzip("{\"Records\":[" + String.join(",", records) + "]}")));
    }

    /** DuckDB with the same tables, which it makes of the records by itself. */
    static DuckDb judge() {
        DuckDb duck = DuckDb.empty();
        try {
            duck.run("CREATE TABLE casebook (line VARCHAR)");
            for (String record : records()) {
                duck.run("INSERT INTO casebook VALUES ('" + record.replace("'", "''") + "')");
            }
            for (String statement : read("judge.sql").split(";\n")) {
                duck.run(statement);
            }
            return duck;
        } catch (RuntimeException e) {
            duck.close();
            throw e;
        }
    }

    /** A statement of the scripts in words that DuckDB knows. */
    static String judged(String sql) {
        return EVENT_DATA_STORE.matcher(sql).replaceAll("lake_view");
    }

    private static List<String> records() {
        return read("records.jsonl").lines().toList();
    }

    private static String key(String record) {
        Matcher place = PLACE.matcher(record);
        if (!place.find()) {
            throw new IllegalStateException("no place for " + record);
        }
        String day = place.group(1) + "/" + place.group(2) + "/" + place.group(3);
        String region = place.group(4);
        String account = place.group(5);
        return "AWSLogs/" + account + "/CloudTrail/" + region + "/" + day + "/" + account + "_CloudTrail_" + region
                + "_" + day.replace("/", "") + "T2355Z_0123456789abcdef.json.gz";
    }

    private static byte[] gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static String read(String name) {
        try {
            return Files.readString(FOLDER.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }
}
