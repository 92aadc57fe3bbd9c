/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.catalog;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.error.NearestName;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A shape in which a table shows the logs.
 *
 * @param kind which
 * @param partitions of an Athena table; none for the others
 */
record TableView(Kind kind, PartitionScheme partitions) {
    /** The shapes; see docs/how-to and docs/decisions/0014. */
    enum Kind {
        /** Our own: each event once, columns in the record's spelling. */
        EVENTS,
        /** As above, each record as often as it was delivered. */
        DELIVERIES,
        /** CloudTrail Lake: each event once, names and types as published. */
        LAKE,
        /** Athena over CloudTrail: each record as often as it was delivered, names and types as published. */
        ATHENA
    }

    /**
     * Reads {@code lake}, {@code athena}, {@code athena:SCHEME}, {@code events}, {@code deliveries}.
     *
     * @throws EngineException INVALID_CONFIGURATION, naming the table
     */
    static TableView parse(String table, String text) {
        int colon = text.indexOf(':');
        String wanted = (colon < 0 ? text : text.substring(0, colon)).trim().toUpperCase(Locale.ROOT);
        for (Kind kind : Kind.values()) {
            if (kind.name().equals(wanted)) {
                return of(kind, table, colon < 0 ? null : text.substring(colon + 1));
            }
        }
        List<String> known = Arrays.stream(Kind.values())
                .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                .toList();
        EngineException error = new EngineException(
                ErrorCode.INVALID_CONFIGURATION, "table " + table + " cannot be a view '" + text + "': there is none");
        NearestName.of(wanted.toLowerCase(Locale.ROOT), known)
                .ifPresent(near -> error.advise("did you mean '" + near + "'?"));
        throw error.advise("views are " + String.join(", ", known) + ", and athena:SCHEME");
    }

    private static TableView of(Kind kind, String table, String schemeOrNull) {
        if (kind == Kind.ATHENA) {
            return new TableView(
                    kind, schemeOrNull == null ? PartitionScheme.standard() : PartitionScheme.parse(schemeOrNull));
        }
        if (schemeOrNull != null) {
            throw new EngineException(
                            ErrorCode.INVALID_CONFIGURATION,
                            "table " + table + " cannot have partition columns: only athena views have them")
                    .advise("write " + table + "=athena:" + schemeOrNull);
        }
        return new TableView(kind, PartitionScheme.NONE);
    }
}
