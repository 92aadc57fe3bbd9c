/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell.query;

import dev.spoor.Engine;
import dev.spoor.EngineConfig;
import dev.spoor.Settings;
import dev.spoor.shell.door.EmbeddedDoor;
import dev.spoor.shell.door.TextRows;
import dev.spoor.sql.text.NamedParameters;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Each query of the library finds what is planted for it, and nothing in a quiet trail. */
@Tag("any-jdk")
class QueryLibraryTest {
    private static final int QUERIES_MIN = 40;

    /** What happens every day: none of it is worth a question. */
    private static final List<String> QUIET = List.of(
            "\"eventSource\":\"ec2.amazonaws.com\",\"eventName\":\"DescribeInstances\",\"readOnly\":true",
            "\"eventSource\":\"ec2.amazonaws.com\",\"eventName\":\"RunInstances\",\"requestParameters\":{\"instanceType\":\"t3.micro\"}",
            "\"eventSource\":\"s3.amazonaws.com\",\"eventName\":\"GetObject\",\"requestParameters\":{\"bucketName\":\"web\",\"key\":\"a\"}",
            "\"eventSource\":\"sts.amazonaws.com\",\"eventName\":\"AssumeRole\",\"requestParameters\":{\"roleArn\":\"r\"}",
            "\"eventSource\":\"signin.amazonaws.com\",\"eventName\":\"ConsoleLogin\","
                    + "\"responseElements\":{\"ConsoleLogin\":\"Success\"},\"additionalEventData\":{\"MFAUsed\":\"Yes\"}",
            "\"eventSource\":\"signin.amazonaws.com\",\"eventName\":\"ConsoleLogin\","
                    + "\"responseElements\":{\"ConsoleLogin\":\"Failure\"}",
            "\"eventSource\":\"s3.amazonaws.com\",\"eventName\":\"GetObject\",\"errorCode\":\"AccessDenied\"",
            "\"eventSource\":\"ec2.amazonaws.com\",\"eventName\":\"AuthorizeSecurityGroupIngress\","
                    + "\"requestParameters\":{\"groupId\":\"sg-1\",\"cidrIp\":\"10.0.0.0/8\"}",
            "\"eventSource\":\"secretsmanager.amazonaws.com\",\"eventName\":\"GetSecretValue\","
                    + "\"requestParameters\":{\"secretId\":\"s\"}");

    private static final Map<String, String> USUAL = usual();

    @TempDir
    Path folder;

    private int records;

    @Test
    void aQuietTrailRaisesNoQuestion() throws IOException {
        Path logs = trail("quiet", List.of());
        try (Engine engine = open(logs);
                EmbeddedDoor door = new EmbeddedDoor(engine, "quiet")) {
            assertEquals(
                    QUIET.size(),
                    TextRows.read(door, "SELECT eventID FROM events").size());
            for (NamedQuery query : library()) {
                assertEquals(List.of(), rows(door, query), query.name());
            }
        }
    }

    @Test
    void whatIsPlantedIsFound() throws IOException {
        Map<String, List<String>> planted = planted();
        for (NamedQuery query : library()) {
            assertTrue(planted.containsKey(query.name()), "nothing is planted for " + query.name());
            Path logs = trail(query.name(), planted.get(query.name()));
            try (Engine engine = open(logs);
                    EmbeddedDoor door = new EmbeddedDoor(engine, query.name())) {
                assertFalse(rows(door, query).isEmpty(), query.name() + " finds nothing");
            }
        }
    }

    @Test
    void eachSaysWhatItIsFor() throws IOException {
        assertTrue(library().size() >= QUERIES_MIN);
        for (NamedQuery query : library()) {
            assertTrue(QueryLibrary.isName(query.name()), query.name());
            assertFalse(query.title().isEmpty(), query.name());
            assertTrue(query.question().endsWith("?"), query.name());
            assertEquals(
                    new TreeSet<>(query.used()),
                    new TreeSet<>(query.parameters().keySet()),
                    query.name());
        }
    }

    @Test
    void savedQueriesWin() throws IOException {
        QueryLibrary library = new QueryLibrary(folder);
        library.save("root-use", "SELECT :x");
        library.save("mine", "SELECT 2");
        assertEquals("SELECT :x", library.find("root-use").orElseThrow().sql());
        assertEquals("SELECT 2", library.find("mine").orElseThrow().sql());
        assertFalse(QueryLibrary.isName("../mine"));
    }

    private Collection<NamedQuery> library() throws IOException {
        return new QueryLibrary(folder.resolve("nothing")).all();
    }

    private static List<List<String>> rows(EmbeddedDoor door, NamedQuery query) {
        NamedParameters bound = query.bind(Map.of(), Map.of());
        return TextRows.read(door, bound.sql(), bound.values().toArray(new String[0]));
    }

    private static Engine open(Path logs) {
        return Engine.open(EngineConfig.of(logs).with(Settings.initial().with("cache", "off")));
    }

    /** A trail of one file: the quiet records and more. */
    private Path trail(String name, List<String> more) throws IOException {
        Path file = folder.resolve(name)
                .resolve("AWSLogs/111122223333/CloudTrail/eu-west-1/2026/06/01/"
                        + "111122223333_CloudTrail_eu-west-1_20260601T1005Z_abcdefgh12345678.json.gz");
        List<String> all = new ArrayList<>(QUIET);
        all.addAll(more);
        StringBuilder text = new StringBuilder("{\"Records\":[");
        for (int i = 0; i < all.size(); i++) {
            text.append(i == 0 ? "" : ",").append(record(all.get(i)));
        }
        Files.createDirectories(file.getParent());
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(text.append("]}").toString().getBytes(StandardCharsets.UTF_8));
        }
        return folder.resolve(name);
    }

    private String record(String fields) {
        StringBuilder text = new StringBuilder("{").append(fields);
        USUAL.forEach((field, value) -> {
            if (!fields.contains("\"" + field + "\":")) {
                text.append(",\"").append(field).append("\":").append(value);
            }
        });
        records++;
        return text.append(",\"eventID\":\"00000000-0000-4000-8000-")
                .append(100_000_000_000L + records)
                .append("\"}")
                .toString();
    }

    private static Map<String, String> usual() {
        Map<String, String> usual = new LinkedHashMap<>();
        usual.put("eventVersion", "\"1.08\"");
        usual.put("eventTime", "\"2026-06-01T10:00:00Z\"");
        usual.put("awsRegion", "\"eu-west-1\"");
        usual.put("sourceIPAddress", "\"192.0.2.10\"");
        usual.put("userAgent", "\"aws-sdk-java\"");
        usual.put("recipientAccountId", "\"111122223333\"");
        usual.put("eventType", "\"AwsApiCall\"");
        usual.put("managementEvent", "true");
        usual.put(
                "userIdentity",
                "{\"type\":\"IAMUser\",\"principalId\":\"AIDAEXAMPLEBOB\",\"arn\":\"arn:aws:iam::111122223333:user/bob\","
                        + "\"accountId\":\"111122223333\",\"accessKeyId\":\"AKIAEXAMPLEBOB\",\"userName\":\"bob\"}");
        return usual;
    }

    /** Records by the query that must find them. */
    private static Map<String, List<String>> planted() throws IOException {
        Map<String, List<String>> planted = new LinkedHashMap<>();
        try (InputStream in = QueryLibraryTest.class.getResourceAsStream("planted.jsonl")) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                String[] parts = line.split(" ", 2);
                planted.computeIfAbsent(parts[0], name -> new ArrayList<>())
                        .add(parts[1].substring(1, parts[1].length() - 1));
            }
        }
        return planted;
    }
}
