/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.server.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spoor.catalog.CatalogTable;
import dev.spoor.catalog.ProvidedTable;
import dev.spoor.error.EngineException;
import dev.spoor.jdbc.embedded.QueryEnd;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.StringJoiner;
import java.util.function.Consumer;

/** Queries in an audit log: when one begins and when it ends, and the table {@code sys.queries} of both. Thread-safe. */
public final class QueryAudit {
    /** Characters of a statement that are kept; of longer ones the hash of the whole is kept, too. */
    static final int SQL_CHARACTERS_MAX = 100_000;

    private final AuditLog log;
    private final Consumer<String> warnings;

    /** @param warnings told when the end of a query could not be written */
    public QueryAudit(AuditLog log, Consumer<String> warnings) {
        this.log = log;
        this.warnings = warnings;
    }

    /** A query begins, as the disk knows then; returns its number. EngineException if that cannot be written: then it may not begin. */
    public long began(String user, String address, String sql, List<?> parameters) {
        ObjectNode entry = JsonNodeFactory.instance.objectNode();
        entry.put("event", "began").put("user", user).put("address", address);
        if (sql.length() <= SQL_CHARACTERS_MAX) {
            entry.put("sql", sql);
        } else {
            entry.put("sql", sql.substring(0, SQL_CHARACTERS_MAX)).put("sqlCharacters", sql.length());
            entry.put("sqlHash", AuditTrail.hash("", sql.getBytes(StandardCharsets.UTF_8)));
        }
        if (!parameters.isEmpty()) {
            entry.put("parameters", text(parameters));
        }
        return log.appendForced(entry);
    }

    private static String text(List<?> parameters) {
        StringJoiner text = new StringJoiner(", ");
        for (Object value : parameters) {
            text.add(value instanceof byte[] bytes ? "X'" + HexFormat.of().formatHex(bytes) + "'" : "" + value);
        }
        return text.length() <= SQL_CHARACTERS_MAX
                ? text.toString()
                : text.toString().substring(0, SQL_CHARACTERS_MAX) + "...";
    }

    /** A query has ended. */
    public void ended(long query, QueryEnd end) {
        ObjectNode entry = JsonNodeFactory.instance.objectNode();
        entry.put("event", "ended").put("query", query);
        entry.put("outcome", end.outcome().name().toLowerCase(Locale.ROOT));
        entry.put("rows", end.rows()).put("bytes", end.bytes());
        if (end.codeOrNull() != null) {
            entry.put("code", end.codeOrNull().name());
        }
        try {
            log.append(entry);
        } catch (EngineException e) {
            warnings.accept(e.getMessage());
        }
    }

    /** {@code sys.queries}. */
    public CatalogTable table() {
        return new ProvidedTable("queries", "What users of this server asked, from its audit log")
                .number("query_id", "Number of the log's entry that says that it began")
                .text("user_name", "Who asked")
                .text("address", "Where from")
                .time("began", "When, UTC")
                .time("ended", "When it ended, UTC; NULL while it runs, or if the server died")
                .text(
                        "outcome",
                        "'finished', 'failed', 'cancelled' or 'left' with rows unread; NULL if it has not ended")
                .text("error_code", "What it failed with")
                .number("row_count", "Rows that were given")
                .number("bytes", "Bytes of their values, roughly")
                .text("sql_text", "The statement, or its beginning")
                .text("parameters", "The values of its ?, separated by commas; NULL if it has none")
                .truth("is_whole", "Whether that is all of the statement")
                .text("chain", "'intact' if all entries up to here are as they were written, else 'broken'")
                .of(() -> new Rows(log.read()));
    }

    /** Joins beginnings and ends. Queries come in the order of their ends; then those that have none. */
    private static final class Rows implements Iterator<Object[]>, AutoCloseable {
        private static final int ENDED = 4;
        private static final int CHAIN = 12;

        private final AuditTrail trail;
        private final Map<Long, Object[]> running = new LinkedHashMap<>();
        private final Queue<Object[]> ready = new ArrayDeque<>();
        private boolean isOver;

        Rows(AuditTrail trail) {
            this.trail = trail;
        }

        @Override
        public boolean hasNext() {
            while (ready.isEmpty() && !isOver) {
                JsonNode entry = trail.next();
                if (entry == null) {
                    isOver = true;
                    running.values().forEach(this::give);
                    running.clear();
                } else {
                    take(entry);
                }
            }
            return !ready.isEmpty();
        }

        private void give(Object[] row) {
            row[CHAIN] = trail.isIntact() ? "intact" : "broken";
            ready.add(row);
        }

        private void take(JsonNode entry) {
            String event = entry.path("event").asText("");
            if (event.equals("began")) {
                long number = entry.path("n").asLong();
                running.put(number, new Object[] {
                    number,
                    AuditTrail.text(entry, "user"),
                    AuditTrail.text(entry, "address"),
                    AuditTrail.micros(entry),
                    null,
                    null,
                    null,
                    null,
                    null,
                    AuditTrail.text(entry, "sql"),
                    AuditTrail.text(entry, "parameters"),
                    !entry.has("sqlHash"),
                    null
                });
            } else if (event.equals("ended")) {
                Object[] row = running.remove(entry.path("query").asLong());
                if (row != null) {
                    row[ENDED] = AuditTrail.micros(entry);
                    row[ENDED + 1] = AuditTrail.text(entry, "outcome");
                    row[ENDED + 2] = AuditTrail.text(entry, "code");
                    row[ENDED + 3] = entry.path("rows").asLong();
                    row[ENDED + 4] = entry.path("bytes").asLong();
                    give(row);
                }
            }
        }

        @Override
        public Object[] next() {
            if (!hasNext()) {
                throw new NoSuchElementException("no more queries");
            }
            return ready.remove();
        }

        @Override
        public void close() throws IOException {
            trail.close();
        }
    }
}
