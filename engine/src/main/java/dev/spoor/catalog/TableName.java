/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.catalog;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The name of a table: one part, or several with those of its schema and its catalog before it. Compared in any letter
 * case.
 *
 * @param parts outermost first; at least one
 */
record TableName(List<String> parts) {
    /** Uuids and what stands for one in documentation: words with hyphens between them, as no unquoted SQL name has. */
    private static final Pattern STORE_ID = Pattern.compile("[0-9A-Za-z]+(-[0-9A-Za-z]+)+");

    /** A variable of a shell or of a template that nobody filled in: {@code $EDS_ID}, {@code ${eds}}, {@code <eds-id>}. */
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{?[0-9A-Za-z_.-]+}?|<[0-9A-Za-z_ .-]+>");

    private static final Pattern STORE_ARN = Pattern.compile("arn:[a-z-]+:cloudtrail:[^:]*:[^:]*:eventdatastore/.+");

    /** Parts before a name that mean where Athena looks anyway. */
    private static final Set<String> USUAL_PLACES = Set.of("default", "awsdatacatalog", "aws:cloudtrail");

    TableName {
        parts = List.copyOf(parts);
    }

    /**
     * Reads {@code name}, {@code schema.name}, {@code "schema"."name"}: parts in double quotes may hold anything.
     *
     * @throws EngineException INVALID_CONFIGURATION
     */
    static TableName parse(String text) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '.' && !quoted) {
                parts.add(part.toString().trim());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        parts.add(part.toString().trim());
        if (quoted || parts.contains("")) {
            throw new EngineException(ErrorCode.INVALID_CONFIGURATION, "'" + text + "' is no name of a table")
                    .advise("write name, schema.name or \"schema\".\"name\"");
        }
        return new TableName(parts);
    }

    boolean isSameAs(TableName other) {
        return lower(parts).equals(lower(other.parts));
    }

    /**
     * Whether a query that says {@code asked} may mean a table of this name: the one with more parts has the other's
     * parts at its end, and what a query says beyond the declared name is only where Athena looks anyway.
     */
    boolean mayBeMeantBy(TableName asked) {
        List<String> mine = lower(parts);
        List<String> theirs = lower(asked.parts);
        int common = Math.min(mine.size(), theirs.size());
        boolean sameEnd = mine.subList(mine.size() - common, mine.size())
                .equals(theirs.subList(theirs.size() - common, theirs.size()));
        return sameEnd && USUAL_PLACES.containsAll(theirs.subList(0, theirs.size() - common));
    }

    /** Whether this is an id of an event data store of CloudTrail Lake, or what documentation writes in its place. */
    boolean isEventDataStore() {
        String last = parts.get(parts.size() - 1);
        boolean isUsualPlace = USUAL_PLACES.containsAll(lower(parts).subList(0, parts.size() - 1));
        return isUsualPlace
                && (STORE_ID.matcher(last).matches()
                        || PLACEHOLDER.matcher(last).matches()
                        || STORE_ARN.matcher(last).matches());
    }

    String last() {
        return parts.get(parts.size() - 1);
    }

    /** The parts before the last, with dots between them. */
    String schema() {
        return String.join(".", parts.subList(0, parts.size() - 1));
    }

    @Override
    public String toString() {
        return String.join(".", parts);
    }

    private static List<String> lower(List<String> names) {
        return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    }
}
