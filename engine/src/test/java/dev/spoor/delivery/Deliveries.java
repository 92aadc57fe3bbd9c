/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.delivery;

import dev.spoor.report.Severity;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Messages that tests deliver. */
public final class Deliveries {
    private Deliveries() {}

    /** An alert with two findings of three, without files. */
    public static Delivery alert(String id) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Window", "2026-03-01 11:00 to 12:00 UTC");
        facts.put("Account", "111122223333");
        return new Delivery(
                id,
                "root-login",
                "Root signed in",
                Severity.HIGH,
                "The root user signed in to the console.\nNobody should.",
                facts,
                List.of("eventTime", "sourceIPAddress"),
                List.of(List.of("2026-03-01 11:58:00", "203.0.113.7"), List.of("2026-03-01 11:59:00", "203.0.113.8")),
                3,
                List.of(),
                Instant.parse("2026-03-01T12:00:05Z"));
    }

    /** The alert with texts of somebody who means harm. */
    static Delivery hostile(String id) {
        String text = "<script>&\"'*_~`\r\nBcc: victim@example.com\u202e <!channel> <https://evil.example|here>";
        return new Delivery(
                id,
                "a/../b\u0000",
                text,
                Severity.CRITICAL,
                text,
                Map.of(text, text),
                List.of(text),
                List.of(List.of(text)),
                1,
                List.of(),
                Instant.parse("2026-03-01T12:00:05Z"));
    }

    /** The same delivery with files. */
    public static Delivery with(Delivery delivery, DeliveryFile... files) {
        return new Delivery(
                delivery.id(),
                delivery.source(),
                delivery.title(),
                delivery.severity(),
                delivery.text(),
                delivery.facts(),
                delivery.columns(),
                delivery.findings(),
                delivery.findingsTotal(),
                List.of(files),
                delivery.created());
    }
}
