/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.jdbc;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A JDBC address: {@code jdbc:spoor:}, a scheme and a place, and properties behind a question mark, such as
 * {@code jdbc:spoor:http://host:8765?fetchSize=5000} and {@code jdbc:spoor:lake:/var/lake?logs=/var/logs}.
 */
public final class JdbcUrl {
    static final String PREFIX = "jdbc:spoor:";

    private static final String FORMS =
            "; write jdbc:spoor:http://host:8765, jdbc:spoor:file:/path/to/logs or jdbc:spoor:lake:/path/to/lake";

    /** Properties that messages and metadata never show. */
    private static final Pattern SECRET = Pattern.compile("(?i)\\b(password|token|trustStorePassword)=[^&;]*");

    private final String text;
    private final String scheme;
    private final String place;
    private final Map<String, String> properties;

    private JdbcUrl(String text, String scheme, String place, Map<String, String> properties) {
        this.text = text;
        this.scheme = scheme;
        this.place = place;
        this.properties = properties;
    }

    /** All of it but the values of passwords and tokens, for people. */
    public String text() {
        return text;
    }

    /** {@code http}, {@code https}, {@code file}, {@code lake} or that of a remote store, in lower case. */
    public String scheme() {
        return scheme;
    }

    /** What stands behind the scheme: {@code //host:8765}, {@code /path/to/logs}. */
    public String place() {
        return place;
    }

    /** As written, values decoded. */
    public Map<String, String> properties() {
        return properties;
    }

    static boolean isOurs(String text) {
        return text != null && text.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
    }

    /** Takes an address apart that {@link #isOurs}. */
    static JdbcUrl parse(String given) throws SQLException {
        String text = SECRET.matcher(given).replaceAll("$1=...");
        String rest = given.substring(PREFIX.length());
        int question = rest.indexOf('?');
        String address = question < 0 ? rest : rest.substring(0, question);
        int colon = address.indexOf(':');
        if (colon <= 0) {
            throw SqlFailures.invalid("the address '" + text + "' does not say how to connect" + FORMS);
        }
        String scheme = address.substring(0, colon).toLowerCase(Locale.ROOT);
        String place = address.substring(colon + 1);
        if (place.isEmpty() || place.equals("//")) {
            throw SqlFailures.invalid("the address '" + text + "' names no place behind " + scheme + ":" + FORMS);
        }
        return new JdbcUrl(
                text, scheme, place, question < 0 ? Map.of() : properties(rest.substring(question + 1), text));
    }

    /** Whether the place is a server. */
    boolean isRemote() {
        return scheme.equals("http") || scheme.equals("https");
    }

    private static Map<String, String> properties(String query, String text) throws SQLException {
        Map<String, String> properties = new LinkedHashMap<>();
        for (String pair : query.split("[&;]")) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            if (equals <= 0) {
                throw SqlFailures.invalid(
                        "'" + pair + "' in the address '" + text + "' is no property; write name=value");
            }
            properties.put(pair.substring(0, equals).trim(), decoded(pair.substring(equals + 1), text));
        }
        return properties;
    }

    private static String decoded(String value, String text) throws SQLException {
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw SqlFailures.invalid("a value in the address '" + text + "' is badly encoded: " + e.getMessage());
        }
    }
}
