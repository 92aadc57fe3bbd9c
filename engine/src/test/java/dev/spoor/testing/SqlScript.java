/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A file of statements and what they must answer. Blocks are separated by empty lines:
 *
 * <pre>
 * # A comment.
 * query                     rows in any order; "query ordered" compares the order, too
 * SELECT ...
 * duckdb                    optional: how DuckDB spells it; "duckdb none": DuckDB has no equal, rows checked by hand
 * SELECT ...
 * ----
 * a | 1
 * b | NULL
 *
 * error COLUMN_NOT_FOUND    the code; lines after ---- must all occur in message or hint
 * SELECT evntName FROM events
 * ----
 * eventName
 * </pre>
 *
 * A query without a {@code duckdb} part is put to DuckDB in the same words: its rows are checked by a second engine on
 * every run. Text is quoted only where it would be unclear; {@code \p} is a bar, {@code \n} a line break.
 */
public record SqlScript(Path file, List<Block> blocks) {

    /** What a block is. */
    public enum Kind {
        QUERY,
        ORDERED_QUERY,
        ERROR
    }

    /**
     * One statement.
     *
     * @param comments lines before it, with their mark
     * @param judgeSql the statement in DuckDB's words; null when DuckDB cannot say
     * @param sameWords whether the file has no words of its own for DuckDB
     * @param errorCode name of the expected error; null for queries
     */
    public record Block(
            int line,
            List<String> comments,
            Kind kind,
            String sql,
            String judgeSql,
            boolean sameWords,
            String errorCode,
            List<String> expected) {

        boolean isOrdered() {
            return kind == Kind.ORDERED_QUERY;
        }
    }

    public static SqlScript read(Path file) throws IOException {
        List<Block> blocks = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        int start = 1;
        List<String> all = new ArrayList<>(Files.readAllLines(file));
        all.add("");
        for (int i = 0; i < all.size(); i++) {
            if (!all.get(i).isBlank()) {
                lines.add(all.get(i));
            } else {
                if (lines.stream().anyMatch(line -> !line.startsWith("#"))) {
                    blocks.add(parse(file, start, lines));
                    lines.clear();
                }
                start = i + 2;
            }
        }
        return new SqlScript(file, blocks);
    }

    private static Block parse(Path file, int line, List<String> lines) {
        List<String> comments = new ArrayList<>();
        StringBuilder sql = new StringBuilder();
        StringBuilder judge = new StringBuilder();
        List<String> expected = new ArrayList<>();
        String head = null;
        boolean judged = true;
        boolean otherWords = false;
        boolean rows = false;
        for (String text : lines) {
            if (rows) {
                expected.add(text);
            } else if (head == null && text.startsWith("#")) {
                comments.add(text);
            } else if (head == null) {
                head = text.strip();
            } else if (text.equals("----")) {
                rows = true;
            } else if (text.equals("duckdb none")) {
                judged = false;
            } else if (text.equals("duckdb")) {
                otherWords = true;
            } else {
                (otherWords ? judge : sql).append(text).append('\n');
            }
        }
        String where = file.getFileName() + ":" + line;
        if (head == null || !rows || sql.isEmpty()) {
            throw new IllegalArgumentException(where + ": a block needs a head, a statement and a line ----");
        }
        String statement = sql.toString().strip();
        String judgeSql = !judged ? null : otherWords ? judge.toString().strip() : statement;
        return switch (head.split(" ")[0]) {
            case "query" ->
                new Block(
                        line,
                        comments,
                        head.equals("query ordered") ? Kind.ORDERED_QUERY : Kind.QUERY,
                        statement,
                        judgeSql,
                        !otherWords,
                        null,
                        expected);
            case "error" ->
                new Block(
                        line, comments, Kind.ERROR, statement, null, true, head.substring("error ".length()), expected);
            default -> throw new IllegalArgumentException(where + ": begins with '" + head + "', not query or error");
        };
    }

    /** Writes the script with other expected rows for one block after the other. */
    void rewrite(List<List<String>> expected) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < blocks.size(); i++) {
            Block block = blocks.get(i);
            block.comments().forEach(comment -> text.append(comment).append('\n'));
            text.append(
                    switch (block.kind()) {
                        case QUERY -> "query";
                        case ORDERED_QUERY -> "query ordered";
                        case ERROR -> "error " + block.errorCode();
                    });
            text.append('\n').append(block.sql()).append('\n');
            if (block.kind() != Kind.ERROR && block.judgeSql() == null) {
                text.append("duckdb none\n");
            } else if (!block.sameWords()) {
                text.append("duckdb\n").append(block.judgeSql()).append('\n');
            }
            text.append("----\n");
            expected.get(i).forEach(line -> text.append(line).append('\n'));
            text.append(i + 1 < blocks.size() ? "\n" : "");
        }
        Files.writeString(file, text.toString());
    }
}
