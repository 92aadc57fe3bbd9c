/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.json;

import dev.spoor.error.EngineException;
import dev.spoor.expr.Failures;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A path into JSON: {@code $}, then {@code .name}, {@code ["name"]} or {@code [index]}. A name without quotes ends at a
 * point or bracket, so that {@code $.a-b} and {@code $.a:b} are names. Immutable.
 */
public final class JsonPath {
    /**
     * A step down.
     *
     * @param name UTF-8, or null for an index
     * @param index from 0, or -1 for a name
     */
    record Step(byte[] name, int index) {}

    private static final int INDEX_DIGITS_MAX = 9;

    private final List<Step> steps = new ArrayList<>();
    private final String source;

    private JsonPath(String source) {
        this.source = source;
        int at = source.startsWith("$") ? 1 : -1;
        while (at >= 0 && at < source.length()) {
            at = source.charAt(at) == '.' ? dotted(at + 1) : source.charAt(at) == '[' ? bracketed(at + 1) : -1;
        }
        if (at < 0) {
            throw invalid();
        }
    }

    /** @throws dev.spoor.error.EngineException INVALID_ARGUMENT */
    static JsonPath compile(String source) {
        return new JsonPath(source);
    }

    /**
     * The keys that a path goes down by, outermost first; empty for a path that has none, goes by an index, or is no path.
     */
    public static List<String> keysOf(String source) {
        List<String> keys = new ArrayList<>();
        try {
            for (Step step : compile(source).steps) {
                if (step.name == null) {
                    return List.of();
                }
                keys.add(new String(step.name, StandardCharsets.UTF_8));
            }
        } catch (EngineException e) {
            return List.of(); // whoever evaluates it says what is wrong
        }
        return keys;
    }

    /** The path that goes down by keys, whatever they hold. */
    public static String ofKeys(List<String> keys) {
        StringBuilder path = new StringBuilder("$");
        for (String key : keys) {
            path.append("[\"")
                    .append(key.replace("\\", "\\\\").replace("\"", "\\\""))
                    .append("\"]");
        }
        return path.toString();
    }

    List<Step> steps() {
        return steps;
    }

    String source() {
        return source;
    }

    private int dotted(int start) {
        int end = start;
        while (end < source.length() && source.charAt(end) != '.' && source.charAt(end) != '[') {
            end++;
        }
        String name = source.substring(start, end);
        if (name.isEmpty() || name.equals("*")) {
            return -1;
        }
        steps.add(new Step(name.getBytes(StandardCharsets.UTF_8), -1));
        return end;
    }

    private int bracketed(int start) {
        char quote = start < source.length() ? source.charAt(start) : ' ';
        if (quote == '"' || quote == '\'') {
            return quoted(start + 1, quote);
        }
        int end = source.indexOf(']', start);
        if (end <= start) {
            return -1;
        }
        String inside = source.substring(start, end);
        boolean digits = inside.chars().allMatch(c -> c >= '0' && c <= '9');
        if (inside.equals("*") || inside.startsWith("-") || (digits && inside.length() > INDEX_DIGITS_MAX)) {
            return -1;
        }
        steps.add(
                digits
                        ? new Step(null, Integer.parseInt(inside))
                        : new Step(inside.getBytes(StandardCharsets.UTF_8), -1));
        return end + 1;
    }

    private int quoted(int start, char quote) {
        StringBuilder name = new StringBuilder();
        int at = start;
        while (at < source.length() && source.charAt(at) != quote) {
            at += source.charAt(at) == '\\' && at + 1 < source.length() ? 1 : 0;
            name.append(source.charAt(at++));
        }
        if (at + 1 >= source.length() || source.charAt(at + 1) != ']') {
            return -1;
        }
        steps.add(new Step(name.toString().getBytes(StandardCharsets.UTF_8), -1));
        return at + 2;
    }

    private RuntimeException invalid() {
        return Failures.badArgument("'" + Failures.shown(source)
                + "' is not a JSON path of the form $.name[\"name\"][0]; wildcards are not supported");
    }
}
