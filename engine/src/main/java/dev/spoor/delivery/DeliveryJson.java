/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.delivery;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.json.JsonTree;
import dev.spoor.json.MalformedJsonException;
import dev.spoor.report.JsonText;
import dev.spoor.report.Severity;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Deliveries as JSON: what the outbox keeps, what a folder gets as {@code delivery.json} and a webhook as its body. Members
 * may be added; their meaning does not change as long as {@code version} is 1.
 */
final class DeliveryJson {
    private static final long VERSION = 1;

    private DeliveryJson() {}

    static String write(Delivery delivery) {
        return JsonText.line(json -> {
            json.put("version", VERSION)
                    .put("id", delivery.id())
                    .put("source", delivery.source())
                    .put("title", delivery.title())
                    .put("severity", delivery.severity().label())
                    .put("created", delivery.created().toString())
                    .put("text", delivery.text());
            json.object("facts", facts -> {
                for (Map.Entry<String, String> fact : delivery.facts().entrySet()) {
                    facts.put(fact.getKey(), fact.getValue());
                }
            });
            json.put("findings_total", delivery.findingsTotal()).put("columns", delivery.columns());
            json.array("findings", rows -> {
                for (List<String> finding : delivery.findings()) {
                    rows.inArray(values -> {
                        for (String value : finding) {
                            values.text(value);
                        }
                    });
                }
            });
            json.array("files", files -> {
                for (DeliveryFile file : delivery.files()) {
                    files.inObject(members -> members.put("name", file.name())
                            .put("media_type", file.mediaType())
                            .put("path", file.path().toString()));
                }
            });
        });
    }

    static Delivery read(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        try {
            Map<String, Object> object = JsonTree.object(bytes, bytes.length);
            if (!Long.toString(VERSION).equals(object.get("version"))) {
                throw new IllegalArgumentException("its version is " + object.get("version") + ", not " + VERSION);
            }
            return new Delivery(
                    text(object, "id"),
                    text(object, "source"),
                    text(object, "title"),
                    Severity.find(text(object, "severity")).orElseThrow(() -> missing("severity")),
                    text(object, "text"),
                    facts(object),
                    texts(object.get("columns")),
                    rows(object),
                    Long.parseLong(text(object, "findings_total")),
                    files(object),
                    Instant.parse(text(object, "created")));
        } catch (MalformedJsonException | IllegalArgumentException | DateTimeException e) {
            throw new EngineException(
                    ErrorCode.CORRUPT_DATA, "a delivery in the ledger cannot be read: " + e.getMessage(), e);
        }
    }

    private static IllegalArgumentException missing(String member) {
        return new IllegalArgumentException("there is no " + member);
    }

    private static String text(Map<?, ?> object, String member) {
        return JsonTree.text(object, member).orElseThrow(() -> missing(member));
    }

    private static List<?> list(Object value) {
        if (value instanceof List<?> list) {
            return list;
        }
        throw new IllegalArgumentException("a list should stand in place of " + value);
    }

    private static List<String> texts(Object value) {
        return list(value).stream().map(String.class::cast).toList();
    }

    private static Map<String, String> facts(Map<String, Object> object) {
        Map<String, String> facts = new LinkedHashMap<>();
        if (object.get("facts") instanceof Map<?, ?> members) {
            members.forEach((name, value) -> facts.put((String) name, (String) value));
        }
        return facts;
    }

    private static List<List<String>> rows(Map<String, Object> object) {
        List<List<String>> rows = new ArrayList<>();
        list(object.get("findings")).forEach(row -> rows.add(texts(row)));
        return rows;
    }

    private static List<DeliveryFile> files(Map<String, Object> object) {
        List<DeliveryFile> files = new ArrayList<>();
        for (Object file : list(object.get("files"))) {
            Map<?, ?> members = (Map<?, ?>) file;
            files.add(new DeliveryFile(
                    text(members, "name"), text(members, "media_type"), Path.of(text(members, "path"))));
        }
        return files;
    }
}
