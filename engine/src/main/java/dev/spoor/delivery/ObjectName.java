/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.delivery;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the folder of a delivery is called: a pattern with words in braces. The same delivery always has the same name. */
final class ObjectName {
    /** By schedule, then by time, and never the same for two deliveries. */
    static final String PATTERN = "{source}/{date}T{time}Z-{id}";

    private static final int ID_DIGITS = 12;
    private static final int PART_CHARACTERS_MAX = 100;
    private static final Pattern WORD = Pattern.compile("\\{([^}]*)}");
    private static final Pattern UNSAFE = Pattern.compile("[^A-Za-z0-9._-]+");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmmss", Locale.ROOT);
    private static final List<String> WORDS = List.of("source", "date", "time", "id", "severity", "title");

    private final String pattern;

    ObjectName(DestinationOptions options) {
        this.pattern = options.text("name").orElse(PATTERN);
        Matcher words = WORD.matcher(pattern);
        while (words.find()) {
            if (!WORDS.contains(words.group(1))) {
                throw options.problem("its name has the word {" + words.group(1) + "}")
                        .advise("known are {" + String.join("}, {", WORDS) + "}");
            }
        }
        if (!pattern.contains("{id}")) {
            throw options.problem("its name '" + pattern + "' has no {id}")
                    .advise("without it two deliveries would have the same name, such as '" + PATTERN + "'");
        }
        if (Set.of(pattern.split("/")).contains("..") || pattern.startsWith("/")) {
            throw options.problem("its name '" + pattern + "' leaves its place").advise("begin with a word");
        }
    }

    /** Names with '/' between them, fit for all file systems and buckets; without one at either end. */
    String of(Delivery delivery) {
        Map<String, String> values = Map.of(
                "source", delivery.source(),
                "date", DATE.format(delivery.created().atOffset(ZoneOffset.UTC)),
                "time", TIME.format(delivery.created().atOffset(ZoneOffset.UTC)),
                "id", hash(delivery.id()).substring(0, ID_DIGITS),
                "severity", delivery.severity().label(),
                "title", delivery.title());
        return WORD.matcher(pattern).replaceAll(word -> safe(values.get(word.group(1))));
    }

    /** A text as part of a name. */
    static String safe(String text) {
        String safe = UNSAFE.matcher(text).replaceAll("-");
        String visible = safe.startsWith(".") ? "_" + safe : safe;
        return visible.substring(0, Math.min(visible.length(), PART_CHARACTERS_MAX));
    }

    /** SHA-256 of an id, hexadecimal: ids may hold what names and headers must not. */
    static String hash(String id) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(id.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
