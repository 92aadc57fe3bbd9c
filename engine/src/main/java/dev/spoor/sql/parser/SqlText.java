/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql.parser;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.NodeLocation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * The text of one statement, made ready for Trino's grammar, and the places of things in it. What the dialect of CloudTrail
 * Lake allows beyond that grammar is replaced by something of the same length, so that every place stays what it was:
 *
 * <ul>
 *   <li>an event data store's id as a table name, {@code FROM 8fd3c0a1-4b7e-4d2a-9c0f-1b2c3d4e5f60}, becomes a name that the
 *       translation turns back;
 *   <li>{@code FOR SYSTEM_TIME AS OF} becomes {@code FOR TIMESTAMP AS OF}, {@code SYSTEM_VERSION} becomes {@code VERSION};
 *   <li>{@code LIMIT n OFFSET m}, as other databases have it, changes its order;
 *   <li>{@code AT TIME ZONE ?} gets an empty text in place of the parameter, which the translator turns back;
 *   <li>{@code IS TRUE} and {@code IS FALSE} become {@code IS NULL}, and the translator is told which.
 * </ul>
 */
final class SqlText {
    /** Deepest nesting of parentheses and brackets. */
    private static final int NESTING_MAX = 1_000;

    /** Most operators in one expression outside of inner parentheses. */
    private static final int OPERATORS_MAX = 10_000;

    private static final Set<String> OPERATORS = Set.of(
            "and", "or", "not", "like", "between", "is", "+", "-", "*", "/", "%", "=", "<>", "!=", "<", ">", "<=", ">=",
            "||");

    /** Begins the names that stand for ids; a name of a user's that begins so is left alone, as it has no id. */
    private static final String PLACEHOLDER = "_id";

    private static final Pattern STORE_ID = Pattern.compile("[0-9A-Za-z]+(?:-[0-9A-Za-z]+)+|\\$[A-Za-z][A-Za-z0-9_]*");

    /** Words that end a FROM clause on their own level of parentheses. */
    private static final Set<String> AFTER_FROM = Set.of(
            "where",
            "group",
            "having",
            "order",
            "limit",
            "offset",
            "fetch",
            "window",
            "union",
            "intersect",
            "except",
            "select");

    private final String sql;
    private final List<SqlToken> tokens;
    private final List<SqlToken> parameters;
    private final StringBuilder text;
    private final Map<String, String> ids = new HashMap<>();
    private final Map<Integer, String> truthTests = new HashMap<>();
    private final int[] lineStarts;
    private final Map<Integer, SqlToken> byStart = new HashMap<>();

    private SqlText(String sql, List<SqlToken> tokens) {
        this.sql = sql;
        this.tokens = tokens;
        this.parameters = tokens.stream().filter(token -> token.isSymbol("?")).toList();
        this.text = new StringBuilder(sql);
        List<Integer> starts = new ArrayList<>(List.of(0));
        for (int i = 0; i < sql.length(); i++) {
            if (sql.charAt(i) == '\n') {
                starts.add(i + 1);
            }
        }
        lineStarts = starts.stream().mapToInt(Integer::intValue).toArray();
        tokens.forEach(token -> byStart.put(token.start(), token));
    }

    /**
     * @throws EngineException SYNTAX_ERROR when there is no statement or more than one, LIMIT_EXCEEDED when it is nested too
     *     deep
     */
    static SqlText of(String sql) {
        List<SqlToken> tokens = new ArrayList<>(SqlLexer.tokenize(sql));
        int end = sql.length();
        while (!tokens.isEmpty() && tokens.get(tokens.size() - 1).isSymbol(";")) {
            end = tokens.remove(tokens.size() - 1).start();
        }
        SqlText made = new SqlText(sql, tokens);
        made.text.setLength(end);
        made.check();
        made.replaceStoreIds();
        made.replacePeriods();
        made.replaceLimits();
        made.replaceTruthTests();
        made.replaceZones();
        return made;
    }

    /** What Trino's parser is given. */
    String text() {
        return text.toString();
    }

    /** The user's text. */
    String original() {
        return sql;
    }

    List<SqlToken> tokens() {
        return tokens;
    }

    /** The {@code ?} of the user's text, in its order. */
    List<SqlToken> parameters() {
        return parameters;
    }

    /** Whether the user wrote {@code ?} where the grammar saw this node. */
    boolean isParameter(Node node) {
        return token(node).filter(token -> token.isSymbol("?")).isPresent();
    }

    /** Which parameter of the user's text a node is, from 0. */
    int ordinal(Node parameter) {
        return token(parameter).map(parameters::indexOf).orElseThrow();
    }

    /** The token of the user's text that a node begins with. */
    private Optional<SqlToken> token(Node node) {
        return node.getLocation().map(place -> byStart.get(offset(place.getLineNumber(), place.getColumnNumber())));
    }

    private void check() {
        if (tokens.isEmpty()) {
            throw SqlErrors.syntax("there is no statement", sql, 0);
        }
        int depth = 0;
        int[] operators = new int[NESTING_MAX + 2];
        for (int i = 0; i < tokens.size(); i++) {
            SqlToken token = tokens.get(i);
            if (token.isSymbol(";")) {
                throw SqlErrors.syntax(
                        "one statement at a time: there is text after the semicolon", sql, token.start());
            }
            if (token.isSymbol("==")) {
                throw SqlErrors.syntax("equality is written with one =", sql, token.start());
            }
            if (token.isSymbol("::")) {
                throw SqlErrors.syntax("a cast is written CAST(value AS type)", sql, token.start());
            }
            if (i > 0
                    && token.kind() == SqlToken.Kind.STRING
                    && tokens.get(i - 1).kind() == SqlToken.Kind.STRING) {
                throw SqlErrors.syntax(
                        "two string literals stand side by side; put a comma or || between them", sql, token.start());
            }
            if (token.isSymbol("(") || token.isSymbol("[")) {
                depth++;
                require(depth <= NESTING_MAX, "parentheses are nested deeper than " + NESTING_MAX + " levels", token);
                operators[depth] = 0;
            } else if (token.isSymbol(")") || token.isSymbol("]")) {
                depth = Math.max(0, depth - 1);
            } else if (token.isSymbol(",")) {
                operators[depth] = 0;
            } else if (OPERATORS.contains(token.text().toLowerCase(Locale.ROOT))) {
                operators[depth]++;
                require(
                        operators[depth] <= OPERATORS_MAX,
                        "an expression has more than " + OPERATORS_MAX + " operators",
                        token);
            }
        }
    }

    private void require(boolean isWithin, String limit, SqlToken at) {
        if (!isWithin) {
            throw new EngineException(ErrorCode.LIMIT_EXCEEDED, limit)
                    .at(SqlErrors.position(sql, at.start(), at.end() - 1));
        }
    }

    // ---- ids of event data stores ------------------------------------------------------------------------------

    /** An id can only be one where a table is named: after FROM, JOIN or a comma between tables. */
    private void replaceStoreIds() {
        Deque<Boolean> inFrom = new ArrayDeque<>(List.of(false));
        boolean tableIsNext = false;
        for (int i = 0; i < tokens.size(); i++) {
            SqlToken token = tokens.get(i);
            if (tableIsNext) {
                i = replaceStoreId(i);
            }
            tableIsNext = false;
            if (token.isSymbol("(")) {
                tableIsNext = inFrom.peek() && opensTables(i);
                inFrom.push(tableIsNext);
            } else if (token.isSymbol(")")) {
                if (inFrom.size() > 1) {
                    inFrom.pop();
                }
            } else if (token.isSymbol(",")) {
                tableIsNext = inFrom.peek();
            } else if (token.kind() == SqlToken.Kind.WORD) {
                String word = token.text().toLowerCase(Locale.ROOT);
                boolean isDistinctFrom = i > 0 && tokens.get(i - 1).isWord("distinct");
                if (word.equals("from") && !isDistinctFrom || word.equals("join") || word.equals("describe")) {
                    inFrom.pop();
                    inFrom.push(true);
                    tableIsNext = true;
                } else if (AFTER_FROM.contains(word)) {
                    inFrom.pop();
                    inFrom.push(false);
                }
            }
        }
    }

    /** Whether a parenthesis holds tables of the FROM clause around it, not arguments. */
    private boolean opensTables(int i) {
        SqlToken before = tokens.get(i - 1);
        return before.isWord("from") || before.isWord("join") || before.isSymbol(",") || before.isSymbol("(");
    }

    /** Replaces an id that begins at a token; returns the last token of it, or the one before the given one. */
    private int replaceStoreId(int i) {
        SqlToken token = tokens.get(i);
        if (token.kind() != SqlToken.Kind.WORD && token.kind() != SqlToken.Kind.NUMBER) {
            return i;
        }
        Matcher id = STORE_ID.matcher(sql).region(token.start(), text.length());
        if (!id.lookingAt() || isCommented(id.group())) {
            return i;
        }
        String digits = Integer.toString(ids.size(), Character.MAX_RADIX);
        StringBuilder name = new StringBuilder(PLACEHOLDER).append(digits);
        if (name.length() > id.group().length()) {
            return i;
        }
        name.append("_".repeat(id.group().length() - name.length()));
        ids.put(name.toString(), id.group());
        text.replace(id.start(), id.end(), name.toString());
        int last = i;
        while (last + 1 < tokens.size() && tokens.get(last + 1).start() < id.end()) {
            last++;
        }
        byStart.put(token.start(), new SqlToken(SqlToken.Kind.WORD, id.group(), token.start()));
        return last;
    }

    private static boolean isCommented(String id) {
        return id.contains("--");
    }

    /** The name that a user wrote where the grammar saw this one. */
    String nameOf(String name) {
        return ids.getOrDefault(name, name);
    }

    private void replacePeriods() {
        for (int i = 0; i + 2 < tokens.size(); i++) {
            if (tokens.get(i).isWord("for") && tokens.get(i + 2).isWord("as")) {
                SqlToken period = tokens.get(i + 1);
                String kind =
                        period.isWord("system_time") ? "TIMESTAMP" : period.isWord("system_version") ? "VERSION" : null;
                if (kind != null) {
                    text.replace(
                            period.start(),
                            period.end(),
                            kind + " ".repeat(period.text().length() - kind.length()));
                }
            }
        }
    }

    private void replaceLimits() {
        for (int i = 0; i + 3 < tokens.size(); i++) {
            SqlToken limit = tokens.get(i);
            SqlToken count = tokens.get(i + 1);
            SqlToken skipped = tokens.get(i + 3);
            if (limit.isWord("limit")
                    && tokens.get(i + 2).isWord("offset")
                    && (count.kind() == SqlToken.Kind.NUMBER || count.isWord("all") || count.isSymbol("?"))) {
                String swapped = "OFFSET " + skipped.text() + " LIMIT " + count.text();
                int room = skipped.end() - limit.start();
                text.replace(limit.start(), skipped.end(), swapped + " ".repeat(room - swapped.length()));
                byStart.put(limit.start() + swapped.indexOf(' ') + 1, skipped);
                byStart.put(limit.start() + swapped.lastIndexOf(' ') + 1, count);
            }
        }
    }

    /** The empty text needs room for two characters: a blank before the parameter, or one behind it. */
    private void replaceZones() {
        for (int i = 2; i < tokens.size(); i++) {
            SqlToken parameter = tokens.get(i);
            if (parameter.isSymbol("?")
                    && tokens.get(i - 1).isWord("zone")
                    && tokens.get(i - 2).isWord("time")) {
                int start = isBlank(parameter.start() - 1) ? parameter.start() - 1 : parameter.start();
                int end = Math.min(start + 2, text.length());
                if (start < parameter.start() || end == parameter.end() || isBlank(end - 1)) {
                    text.replace(start, end, "''");
                    byStart.put(start, parameter);
                }
            }
        }
    }

    private boolean isBlank(int at) {
        return at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t');
    }

    private void replaceTruthTests() {
        for (int i = 0; i + 1 < tokens.size(); i++) {
            int not = tokens.get(i + 1).isWord("not") ? 1 : 0;
            SqlToken truth = i + 1 + not < tokens.size() ? tokens.get(i + 1 + not) : null;
            boolean isTested =
                    truth != null && (truth.isWord("true") || truth.isWord("false") || truth.isWord("unknown"));
            if (tokens.get(i).isWord("is") && isTested) {
                text.replace(
                        truth.start(),
                        truth.end(),
                        "NULL" + " ".repeat(truth.text().length() - 4));
                truthTests.put(tokens.get(i).start(), truth.text().toLowerCase(Locale.ROOT));
            }
        }
    }

    /** What the test for NULL that the grammar saw at this place is: "true", "false", "unknown"; empty for NULL. */
    Optional<String> truthTest(Node test) {
        return test.getLocation().map(place -> truthTests.get(offset(place.getLineNumber(), place.getColumnNumber())));
    }

    // ---- places ------------------------------------------------------------------------------------------------

    /** The place of a node: its first token; the whole statement's start for a node without one. */
    SqlParserPos place(Node node) {
        return place(node.getLocation());
    }

    SqlParserPos place(Optional<NodeLocation> location) {
        if (location.isEmpty()) {
            return new SqlParserPos(1, 1);
        }
        int line = location.get().getLineNumber();
        int column = location.get().getColumnNumber();
        int offset = offset(line, column);
        SqlToken token = byStart.get(offset);
        int length = token == null ? 1 : Math.max(1, token.text().length());
        return new SqlParserPos(line, column, line, column + length - 1);
    }

    /** Offset of a line and a column, both from 1. */
    int offset(int line, int column) {
        int start = lineStarts[Math.max(0, Math.min(line, lineStarts.length) - 1)];
        return Math.max(0, Math.min(start + column - 1, sql.length()));
    }

    /** The token that begins at an offset. */
    Optional<SqlToken> tokenAt(int offset) {
        return Optional.ofNullable(byStart.get(offset));
    }

    EngineException syntax(String message, SqlParserPos place) {
        return SqlErrors.syntax(message, sql, offset(place.getLineNum(), place.getColumnNum()));
    }

    /** An error for something that the grammar has and the engine has not. */
    EngineException notSupported(String what, Node node) {
        return SqlErrors.notSupported(what).at(position(place(node)));
    }

    static dev.spoor.error.SourcePosition position(SqlParserPos place) {
        return new dev.spoor.error.SourcePosition(
                place.getLineNum(), place.getColumnNum(), place.getEndLineNum(), place.getEndColumnNum());
    }
}
