/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * {@code planted.txt}: a section for a question, {@code +} an event that it must find, {@code -} one that it must not, {@code =} a row
 * of a question that counts (members that it must have). What a record does not say is as in {@link #BASE}. The events of each
 * section are of an account of their own, as all packs see all.
 */
final class PlantedFile {
    private static final Path FILE = Path.of("src", "test", "resources", "report", "planted.txt");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BASE = """
            {"eventVersion":"1.11","eventTime":"2026-03-10T10:00:00Z","awsRegion":"eu-west-1","sourceIPAddress":"198.51.100.7",
             "userAgent":"aws-cli/2","eventType":"AwsApiCall","readOnly":false,"managementEvent":true,"eventCategory":"Management",
             "userIdentity":{"type":"IAMUser","arn":"arn:aws:iam::111122223333:user/base","userName":"base","principalId":"AIDABASE"}}""";

    private PlantedFile() {}

    /** What is planted for a question. */
    record Section(
            String account,
            List<String> toFind,
            List<String> all,
            List<JsonNode> expectedRows,
            List<JsonNode> events) {}

    /** The sections by question, {@code PACK/QUESTION}. */
    static Map<String, Section> read() throws IOException {
        Map<String, Section> sections = new LinkedHashMap<>();
        Section section = null;
        for (String line : Files.readAllLines(FILE)) {
            if (line.startsWith("[")) {
                String account = String.valueOf(100_000_000_000L + sections.size());
                section = new Section(
                        account, new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
                assertEquals(null, sections.put(line.substring(1, line.length() - 1), section), line);
            } else if (line.startsWith("= ")) {
                section.expectedRows().add(JSON.readTree(line.substring(2)));
            } else if (!line.isBlank()) {
                String id = section.account() + "-" + section.all().size();
                section.all().add(id);
                if (line.startsWith("+ ")) {
                    section.toFind().add(id);
                }
                section.events().add(event(line.substring(2), id, section.account()));
            }
        }
        return sections;
    }

    private static JsonNode event(String differences, String id, String account) throws IOException {
        ObjectNode event = (ObjectNode) JSON.readTree(BASE);
        JSON.readTree(differences).properties().forEach(each -> {
            if (each.getValue().isNull()) {
                event.remove(each.getKey());
            } else {
                event.set(each.getKey(), each.getValue());
            }
        });
        return event.put("eventID", id).put("recipientAccountId", account);
    }
}
