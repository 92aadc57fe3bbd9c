/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.jdbc;

import java.util.Optional;

/** The properties of a connection, in the address behind {@code ?} or in the {@code Properties} of the caller. */
public enum DriverProperty {
    USER("user", "", "Name to log in with at a server"),
    PASSWORD("password", "", "Password of the user"),
    AUTHENTICATION(
            "authentication",
            "BASIC",
            "How user and password are shown to a server: BASIC, or DIGEST, which the server must know for the user"),
    TOKEN("token", "", "Bearer token to show a server, in place of user and password"),
    TIME_ZONE(
            "timeZone",
            "UTC",
            "Zone whose clock a TIMESTAMP without zone shows when it becomes a java.sql.Timestamp: UTC gives the same"
                    + " instant everywhere, local the same digits everywhere"),
    FETCH_SIZE("fetchSize", "10000", "Rows that are fetched at a time unless a statement says otherwise"),
    QUERY_TIMEOUT("queryTimeout", "0", "Seconds after which a query is stopped; 0 for never"),
    LOGS("logs", "", "More folders and files of logs beside a lake, separated by commas"),
    LEDGER("ledger", "", "JDBC address of the lake's ledger; a file in its folder unless given"),
    SINCE("since", "", "Look at events from this time on: 2026-01-22T16:53:53Z"),
    UNTIL("until", "", "Look at events before this time"),
    TABLES("tables", "", "More tables over the logs: name=view, separated by |"),
    TRUST_STORE("trustStore", "", "Key store file (PKCS12 or JKS) with the certificates to trust over https"),
    TRUST_STORE_PASSWORD("trustStorePassword", "", "Password of the trust store");

    /** Properties that begin so are settings of the engine: {@code set.memory.query=1GB}. */
    public static final String SETTING_PREFIX = "set.";

    private final String key;
    private final String initial;
    private final String doc;

    DriverProperty(String key, String initial, String doc) {
        this.key = key;
        this.initial = initial;
        this.doc = doc;
    }

    /** Its name, which is matched in any letter case. */
    public String key() {
        return key;
    }

    /** What holds if it is not given; empty for nothing. */
    public String initial() {
        return initial;
    }

    /** One sentence. */
    public String doc() {
        return doc;
    }

    static Optional<DriverProperty> find(String key) {
        for (DriverProperty property : values()) {
            if (property.key.equalsIgnoreCase(key)) {
                return Optional.of(property);
            }
        }
        return Optional.empty();
    }
}
