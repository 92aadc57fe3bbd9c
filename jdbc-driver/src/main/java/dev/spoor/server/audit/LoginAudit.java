/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.server.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.spoor.catalog.CatalogTable;
import dev.spoor.catalog.ProvidedTable;
import dev.spoor.error.EngineException;
import java.io.IOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Consumer;

/**
 * Failed logins in an audit log, and the table {@code sys.failed_logins} of them. Those that are not looked at, because there were too
 * many, are not in it: so nobody fills the log with guesses. Thread-safe.
 */
public final class LoginAudit {
    private static final String EVENT = "login failed";

    /** Characters of a claimed name that are kept. */
    private static final int NAME_CHARACTERS_MAX = 200;

    private final AuditLog log;
    private final Consumer<String> warnings;

    /** @param warnings told when a failed login could not be written */
    public LoginAudit(AuditLog log, Consumer<String> warnings) {
        this.log = log;
        this.warnings = warnings;
    }

    /**
     * Somebody showed wrong credentials.
     *
     * @param name that was claimed; empty if there was none
     */
    public void failed(String name, String address) {
        String kept = name.length() <= NAME_CHARACTERS_MAX ? name : name.substring(0, NAME_CHARACTERS_MAX);
        try {
            log.append(JsonNodeFactory.instance
                    .objectNode()
                    .put("event", EVENT)
                    .put("claimed", kept)
                    .put("address", address));
        } catch (EngineException e) {
            warnings.accept(e.getMessage());
        }
    }

    /** {@code sys.failed_logins}. */
    public CatalogTable table() {
        return new ProvidedTable(
                        "failed_logins", "Wrong credentials that were shown to this server, from its audit log")
                .number("entry", "Number of the log's entry")
                .time("time", "When, UTC")
                .text("claimed_name", "The name that was claimed; empty if there was none, as with a wrong token")
                .text("address", "Where from")
                .text("chain", "'intact' if all entries up to here are as they were written, else 'broken'")
                .of(() -> new Rows(log.read()));
    }

    private static final class Rows implements Iterator<Object[]>, AutoCloseable {
        private final AuditTrail trail;
        private Object[] ahead;

        Rows(AuditTrail trail) {
            this.trail = trail;
        }

        @Override
        public boolean hasNext() {
            while (ahead == null) {
                JsonNode entry = trail.next();
                if (entry == null) {
                    return false;
                }
                if (EVENT.equals(AuditTrail.text(entry, "event"))) {
                    ahead = new Object[] {
                        entry.path("n").asLong(),
                        AuditTrail.micros(entry),
                        AuditTrail.text(entry, "claimed"),
                        AuditTrail.text(entry, "address"),
                        trail.isIntact() ? "intact" : "broken"
                    };
                }
            }
            return true;
        }

        @Override
        public Object[] next() {
            if (!hasNext()) {
                throw new NoSuchElementException("no more failed logins");
            }
            Object[] row = ahead;
            ahead = null;
            return row;
        }

        @Override
        public void close() throws IOException {
            trail.close();
        }
    }
}
