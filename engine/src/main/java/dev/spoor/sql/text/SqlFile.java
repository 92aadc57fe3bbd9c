/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file with one statement that says at its head what it is: lines {@code -- key: value} before the SQL. A comment line that begins
 * with three blanks goes on with the value above it; other comments are comments. A parameter is
 * {@code -- parameter NAME (INITIAL): what it is}.
 *
 * @param head the entries, in order
 * @param sql the statement without its head and its last semicolon; every line before it is empty, so that positions in it are
 *     positions in the file
 */
public record SqlFile(List<Entry> head, String sql) {
    private static final Pattern ENTRY = Pattern.compile("-- ([a-z][a-z-]*)(?: (\\w+) \\((.*?)\\))?: *(.*)");
    private static final Pattern MORE = Pattern.compile("-- {3}(.+)");
    private static final String PARAMETER = "parameter";

    public SqlFile {
        head = List.copyOf(head);
    }

    /**
     * A line of the head.
     *
     * @param key in small letters
     * @param value what stands behind the colon
     * @param line where it begins, from 1
     */
    public record Entry(String key, String value, int line) {}

    /**
     * @param initial value that holds unless another is given
     * @param doc what it is
     */
    public record Parameter(String initial, String doc) {}

    /** Takes a text apart; never refuses one. */
    public static SqlFile parse(String text) {
        List<Entry> head = new ArrayList<>();
        StringBuilder sql = new StringBuilder();
        boolean isHead = true;
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            isHead &= line.isBlank() || line.startsWith("--");
            if (!isHead || !goesToHead(line.stripTrailing(), number, head)) {
                sql.append(line);
            }
            sql.append('\n');
        }
        return new SqlFile(head, withoutSemicolon(sql));
    }

    private static boolean goesToHead(String line, int number, List<Entry> head) {
        Matcher more = MORE.matcher(line);
        if (more.matches() && !head.isEmpty()) {
            Entry last = head.remove(head.size() - 1);
            head.add(new Entry(last.key(), (last.value() + " " + more.group(1)).strip(), last.line()));
            return true;
        }
        Matcher entry = ENTRY.matcher(line);
        if (!entry.matches() || (entry.group(2) != null) != entry.group(1).equals(PARAMETER)) {
            return false;
        }
        String value = entry.group(2) == null
                ? entry.group(4)
                : entry.group(2) + "\n" + entry.group(3) + "\n" + entry.group(4);
        head.add(new Entry(entry.group(1), value.strip(), number));
        return true;
    }

    private static String withoutSemicolon(StringBuilder sql) {
        String statement = sql.toString().stripTrailing();
        while (statement.endsWith(";")) {
            statement = statement.substring(0, statement.length() - 1).stripTrailing();
        }
        return statement;
    }

    /** The last entry of that key. */
    public Optional<String> value(String key) {
        return head.stream()
                .filter(entry -> entry.key().equals(key))
                .reduce((first, second) -> second)
                .map(Entry::value);
    }

    /** The parameters that it declares, in order. */
    public Map<String, Parameter> parameters() {
        Map<String, Parameter> parameters = new LinkedHashMap<>();
        for (Entry entry : head) {
            if (entry.key().equals(PARAMETER)) {
                String[] parts = entry.value().split("\n", 3);
                parameters.put(parts[0], new Parameter(parts[1], parts[2]));
            }
        }
        return parameters;
    }
}
