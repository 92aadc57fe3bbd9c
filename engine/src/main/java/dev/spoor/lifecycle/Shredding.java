/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.lifecycle;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.schema.EventColumn;
import dev.spoor.schema.EventSchema;
import dev.spoor.schema.FieldPath;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which places inside of free-form columns data files hold as columns of their own, too.
 *
 * @param isAutomatic those that the table has columns for, and more that the data suggests
 * @param paths what is wanted instead; empty for none
 */
public record Shredding(boolean isAutomatic, List<FieldPath> paths) {
    public static final Shredding AUTOMATIC = new Shredding(true, List.of());

    public static final Shredding NONE = new Shredding(false, List.of());

    /** A list is not longer. */
    public static final int LISTED_PATHS_MAX = 128;

    private static final String AUTOMATIC_TEXT = "auto";
    private static final String NONE_TEXT = "none";

    public Shredding {
        paths = List.copyOf(paths);
    }

    /**
     * Reads {@code auto}, {@code none}, or a list such as {@code requestParameters.bucketName, responseElements."a.b"}.
     *
     * @throws EngineException INVALID_CONFIGURATION
     */
    public static Shredding parse(String text, EventSchema schema) {
        String word = text.trim().toLowerCase(Locale.ROOT);
        if (word.equals(AUTOMATIC_TEXT)) {
            return AUTOMATIC;
        } else if (word.equals(NONE_TEXT)) {
            return NONE;
        }
        Set<FieldPath> paths = new LinkedHashSet<>();
        for (String one : split(text)) {
            paths.add(path(one.trim(), schema));
        }
        if (paths.size() > LISTED_PATHS_MAX) {
            throw invalid(paths.size() + " paths are too many: the limit is " + LISTED_PATHS_MAX);
        }
        return new Shredding(false, List.copyOf(paths));
    }

    /** At commas outside of quotes. */
    private static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        boolean isQuoted = false;
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            isQuoted ^= text.charAt(i) == '"';
            if (text.charAt(i) == ',' && !isQuoted) {
                parts.add(text.substring(from, i));
                from = i + 1;
            }
        }
        parts.add(text.substring(from));
        return parts;
    }

    private static FieldPath path(String text, EventSchema schema) {
        FieldPath path;
        try {
            path = FieldPath.parse(text);
        } catch (IllegalArgumentException e) {
            throw invalid(e.getMessage());
        }
        EventColumn column = schema.column(path.column()).orElse(null);
        if (path.isWholeColumn() || column == null || column.kind() != EventColumn.Kind.FREE_FORM) {
            String known = schema.columns().stream()
                    .filter(each -> each.kind() == EventColumn.Kind.FREE_FORM)
                    .map(EventColumn::displayName)
                    .collect(Collectors.joining(", "));
            throw invalid("'" + text + "' is no key of a column of JSON text, such as " + known);
        }
        return path;
    }

    private static EngineException invalid(String why) {
        return new EngineException(ErrorCode.INVALID_CONFIGURATION, "shredded paths cannot be told: " + why)
                .advise("write auto, none, or paths such as requestParameters.bucketName with commas between them");
    }
}
