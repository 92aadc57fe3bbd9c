/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A column, or a place inside one. Inside a ROW column the steps are field names in lower case; inside a free-form
 * (JSON text) column the steps are keys, exactly as written in the record.
 *
 * @param column physical name of the column, lower case, or a hidden one such as {@code $path}
 * @param steps empty for the whole column
 */
public record FieldPath(String column, List<String> steps) {
    /** What no record holds: NULL, whatever its type. */
    public static final FieldPath ABSENT = new FieldPath("$absent", List.of());

    private static final Pattern PLAIN_STEP = Pattern.compile("[^.,\"\\s]+");
    private static final Pattern STEP =
            Pattern.compile("\\G(?:\"([^\"]*+(?:\"\"[^\"]*+)*+)\"|(" + PLAIN_STEP + "))(\\.|\\z)");

    public FieldPath {
        Objects.requireNonNull(column, "column is null");
        steps = List.copyOf(steps);
    }

    public static FieldPath of(String column, String... steps) {
        return new FieldPath(column.toLowerCase(Locale.ROOT), List.of(steps));
    }

    /**
     * Reads what {@link #quoted} writes: {@code requestparameters.bucketName}, {@code requestparameters."a.b"}. The column
     * may be in any letter case, the steps stay as they are.
     *
     * @throws IllegalArgumentException for text of another form
     */
    public static FieldPath parse(String text) {
        List<String> parts = new ArrayList<>();
        Matcher matcher = STEP.matcher(text);
        boolean ended = false;
        while (!ended && matcher.find()) {
            parts.add(
                    matcher.group(1) == null
                            ? matcher.group(2)
                            : matcher.group(1).replace("\"\"", "\""));
            ended = matcher.group(3).isEmpty();
        }
        if (!ended || matcher.end() != text.length()) {
            throw new IllegalArgumentException("'" + text + "' is no path such as column.key or column.\"a.key\"");
        }
        return new FieldPath(parts.get(0).toLowerCase(Locale.ROOT), parts.subList(1, parts.size()));
    }

    /** One text for each path: steps with dots, commas, quotes or space in them stand in double quotes. */
    public String quoted() {
        StringBuilder text = new StringBuilder(column);
        for (String step : steps) {
            boolean isPlain = PLAIN_STEP.matcher(step).matches();
            text.append('.').append(isPlain ? step : '"' + step.replace("\"", "\"\"") + '"');
        }
        return text.toString();
    }

    public boolean isWholeColumn() {
        return steps.isEmpty();
    }

    /** The path one step further in. */
    public FieldPath then(String step) {
        List<String> longer = new ArrayList<>(steps);
        longer.add(step);
        return new FieldPath(column, longer);
    }

    /** For people: {@code useridentity.sessioncontext}. */
    @Override
    public String toString() {
        return steps.isEmpty() ? column : column + "." + String.join(".", steps);
    }
}
