/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.testing;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What views read of a record directly is what the functions give that the query names. */
class ViewReadingTest {
    private static final int RECORDS = 600;
    private static final List<String> KEYS =
            List.of("a", "b", "A", "a.b", "k-1", "x:y", "\\u0061", "é", "\\u00e9", "q\\\"q", "back\\\\slash");
    private static final Map<String, String> TABLES = Map.of("athena", "athena:none", "lake", "lake");

    @TempDir
    static Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$.a",
                "$.b",
                "$.A",
                "$[\"a.b\"]",
                "$.k-1",
                "$.x:y",
                "$.é",
                "$.a.b",
                "$.a.a.a",
                "$.b[\"a.b\"]",
                "$[\"q\\\"q\"]",
                "$[\"back\\\\slash\"]",
                "$.missing",
                "$",
                "$.a[0]",
                "$.b[0].a"
            })
    void aProjectedPathIsTheFunctionOfTheText(String path) {
        writeRecords();
        try (EngineFixture engine = EngineFixture.over(folder, Map.of("workers", "1"), TABLES)) {
            List<String> projected = engine.query(
                            "SELECT json_extract_scalar(requestparameters, '" + path + "') FROM athena")
                    .lines();
            List<String> computed = engine.query(
                            "SELECT json_extract_scalar(requestparameters || '', '" + path + "') FROM athena")
                    .lines();
            assertEquals(computed, projected);
            assertEquals(RECORDS, projected.size());
            List<String> both = engine.query("SELECT requestparameters, json_extract_scalar(requestparameters, '" + path
                            + "') FROM athena")
                    .lines();
            for (int i = 0; i < both.size(); i++) {
                assertTrue(both.get(i).endsWith(" | " + projected.get(i)), both.get(i));
            }
        }
    }

    @Test
    void nestedExtractsAreOnePath() {
        writeRecords();
        try (EngineFixture engine = EngineFixture.over(folder, Map.of("workers", "1"), TABLES)) {
            String plan = String.join(
                    "\n",
                    engine.query("EXPLAIN SELECT json_extract_scalar(json_extract(requestparameters, '$.a'), '$.b'),"
                                    + " responseElements.a.b FROM athena WHERE requestParameters.k IS NOT NULL")
                            .lines());
            assertTrue(plan.contains("[requestparameters.a.b, requestparameters.k, responseelements.a.b]"), plan);
            assertEquals(
                    engine.query("SELECT json_extract_scalar(requestparameters || '', '$.a.b') FROM athena")
                            .lines(),
                    engine.query(
                                    "SELECT json_extract_scalar(json_extract(requestparameters, '$.a'), '$.b') FROM athena")
                            .lines());
        }
    }

    @Test
    void fieldsAreReadUnderBothSpellingsAndTypedTextIsCanonical() {
        String record = "{\"eventTime\":\"2024-01-31T09:00:00.000Z\",\"eventName\":\"N\",\"readOnly\":\"True\","
                + "\"eventID\":\"1\",\"userIdentity\":{\"sessionContext\":{\"attributes\":{\"creationDate\":"
                + "\"20240131T085500Z\"}},\"inScopeOf\":{\"credentialsIssuedTo\":\"X\"}},"
                + "\"addendum\":{\"updatedFields\":\"f\",\"originalEventID\":\"o\"}}";
        EngineFixture.write(folder.resolve("one").resolve("one.json"), record.getBytes(StandardCharsets.UTF_8));
        try (EngineFixture engine = EngineFixture.over(folder.resolve("one"), Map.of(), TABLES)) {
            assertEquals(
                    List.of("X | X"),
                    engine.query("SELECT t.u.inscopeof.credentiaisissuedto, t.u.inscopeof.credentialsissuedto"
                                    + " FROM (SELECT useridentity AS u FROM lake) AS t")
                            .lines());
            assertEquals(
                    List.of("X | X"),
                    engine.query("SELECT userIdentity.inScopeOf.credentiaisIssuedTo,"
                                    + " userIdentity.inScopeOf.credentialsIssuedTo FROM lake")
                            .lines());
            assertEquals(
                    List.of("2024-01-31T09:00:00Z | true | 2024-01-31T08:55:00Z | f | o"),
                    engine.query("SELECT eventtime, readonly, useridentity.sessioncontext.attributes.creationdate,"
                                    + " addendum.updatedfields, addendum.originaleventid FROM athena")
                            .lines());
        }
    }

    private static void writeRecords() {
        Random random = new Random(5);
        List<String> records = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            records.add(
                    "{\"eventID\":\"" + i + "\",\"eventName\":\"N\",\"requestParameters\": " + value(random, 3) + "}");
        }
        String text = "{\"Records\":[" + String.join(",", records) + "]}";
        EngineFixture.write(folder.resolve("records.json"), text.getBytes(StandardCharsets.UTF_8));
    }

    /** Objects mostly, with keys that repeat, and blanks anywhere. */
    private static String value(Random random, int depth) {
        if (depth > 0 && random.nextInt(3) > 0) {
            List<String> members = new ArrayList<>();
            for (int i = random.nextInt(5); i > 0; i--) {
                members.add("\"" + KEYS.get(random.nextInt(KEYS.size())) + "\" : " + value(random, depth - 1));
            }
            return "{ " + String.join(" , ", members) + " }";
        }
        return switch (random.nextInt(8)) {
            case 0 -> "null";
            case 1 -> "true";
            case 2 -> "-1.50e2";
            case 3 -> "[ {\"a\": 1} , \"a\" ]";
            case 4 -> "\"{\\\"a\\\":\\\"inside text\\\"}\"";
            case 5 -> "\"\"";
            case 6 -> "\"\\u00e9\\n\"";
            default -> "\"text\"";
        };
    }
}
