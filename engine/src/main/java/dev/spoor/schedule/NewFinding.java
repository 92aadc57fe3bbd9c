/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.schedule;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.StringJoiner;

/**
 * Something that fulfils the condition of an alert in one window.
 *
 * @param hash of what identifies it
 * @param key the same for people
 * @param group hash of what it has in common with those that are suppressed with it
 * @param rows the first of its rows
 * @param count how many it has
 */
record NewFinding(String hash, String key, String group, List<List<String>> rows, long count) {
    /** Rows of a finding that are shown. */
    static final int ROWS_MAX = 10;

    private static final int KEY_CHARACTERS_MAX = 1_000;

    /**
     * Makes one.
     *
     * @param key positions of the columns that identify it
     * @param group positions of the columns that those have in common which are like it
     * @param members its rows; none where the absence of rows is the finding
     */
    static NewFinding of(List<String> columns, List<Integer> key, List<Integer> group, List<List<String>> members) {
        List<String> first = members.isEmpty() ? List.of() : members.get(0);
        StringJoiner text = new StringJoiner(", ");
        if (!members.isEmpty()) {
            key.forEach(at -> text.add(columns.get(at) + "=" + first.get(at)));
        }
        String shown = text.toString();
        return new NewFinding(
                hash(first, key),
                shown.length() <= KEY_CHARACTERS_MAX ? shown : shown.substring(0, KEY_CHARACTERS_MAX) + " ...",
                hash(first, group),
                new ArrayList<>(members.subList(0, Math.min(ROWS_MAX, members.size()))),
                members.size());
    }

    /** Of the values with their lengths, so that none runs into the next; NULL is not the empty text. */
    private static String hash(List<String> row, List<Integer> positions) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (int at : positions) {
                String value = row.isEmpty() ? null : row.get(at);
                byte[] bytes = value == null ? new byte[0] : value.getBytes(StandardCharsets.UTF_8);
                digest.update(((value == null ? "null" : bytes.length) + ":").getBytes(StandardCharsets.US_ASCII));
                digest.update(bytes);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
