/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.bench.endtoend;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** The rows of an answer in one order, so that two engines' answers compare as text. Rows are label and count. */
final class Answer {
    private final Map<String, Long> rows = new TreeMap<>();

    void add(String label, long count) {
        rows.merge(label, count, Long::sum);
    }

    static String label(String eventSource, String eventName, String awsRegion) {
        return eventSource + "|" + eventName + "|" + awsRegion;
    }

    /** Number of rows and a digest over all of them. */
    String digest() {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            rows.forEach((label, count) -> sha.update((label + "=" + count + "\n").getBytes(StandardCharsets.UTF_8)));
            return rows.size() + " rows " + HexFormat.of().formatHex(sha.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
