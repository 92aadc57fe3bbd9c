/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.jdbc.embedded;

import dev.spoor.EngineConfig;
import dev.spoor.LakeLocation;
import dev.spoor.Settings;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.format.TimeWindow;
import dev.spoor.jdbc.DriverProperty;
import dev.spoor.jdbc.DriverSettings;
import dev.spoor.jdbc.JdbcUrl;
import dev.spoor.jdbc.TimeValue;
import dev.spoor.store.StoreLocation;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What an engine in this process opens, from an address and its properties. */
final class EmbeddedConfig {
    private static final String FILE = "file";
    private static final String LAKE = "lake";

    private EmbeddedConfig() {}

    /** Whether the address is a folder of logs or a lake, here or in a remote store. */
    static boolean isPlace(JdbcUrl url) {
        return url.scheme().equals(FILE)
                || url.scheme().equals(LAKE)
                || url.place().startsWith("//");
    }

    /** Throws EngineException INVALID_CONFIGURATION. */
    static EngineConfig of(JdbcUrl url, DriverSettings settings) {
        List<StoreLocation> logs = new ArrayList<>();
        Optional<LakeLocation> lake = Optional.empty();
        if (url.scheme().equals(LAKE)) {
            lake = Optional.of(
                    new LakeLocation(StoreLocation.parse(url.place()), optional(settings.get(DriverProperty.LEDGER))));
        } else {
            logs.add(StoreLocation.parse(place(url)));
        }
        for (String more : list(settings.get(DriverProperty.LOGS), ",")) {
            logs.add(StoreLocation.parse(more));
        }
        return new EngineConfig(
                logs, tables(settings.get(DriverProperty.TABLES)), Settings.initial(), window(settings), lake);
    }

    private static String place(JdbcUrl url) {
        if (!url.scheme().equals(FILE)) {
            return url.scheme() + ":" + url.place();
        }
        // file:///a, file://localhost/a and file:/a are the same place
        return url.place().replaceFirst("^//(localhost)?(?=/)", "");
    }

    /** The settings with some changed; throws EngineException INVALID_CONFIGURATION. */
    static Settings withSettings(Settings settings, Map<String, String> changes) {
        Settings changed = settings;
        for (Map.Entry<String, String> change : changes.entrySet()) {
            changed = changed.with(change.getKey(), change.getValue());
        }
        return changed;
    }

    private static Optional<String> optional(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    private static List<String> list(String text, String separator) {
        List<String> parts = new ArrayList<>();
        for (String part : text.split(Pattern.quote(separator))) {
            if (!part.isBlank()) {
                parts.add(part.trim());
            }
        }
        return parts;
    }

    private static Map<String, String> tables(String text) {
        Map<String, String> tables = new TreeMap<>();
        for (String part : list(text, "|")) {
            int equals = part.indexOf('=');
            if (equals <= 0) {
                throw new EngineException(
                        ErrorCode.INVALID_CONFIGURATION,
                        "'" + part + "' is no table; write tables=name=view|name=view");
            }
            tables.put(part.substring(0, equals), part.substring(equals + 1));
        }
        return tables;
    }

    private static TimeWindow window(DriverSettings settings) {
        return new TimeWindow(
                micros(settings, DriverProperty.SINCE, TimeWindow.ALL.sinceMicros()),
                micros(settings, DriverProperty.UNTIL, TimeWindow.ALL.untilMicros()));
    }

    private static long micros(DriverSettings settings, DriverProperty property, long open) {
        String text = settings.get(property);
        if (text.isEmpty()) {
            return open;
        }
        try {
            return TimeValue.micros(Instant.parse(text));
        } catch (DateTimeException e) {
            throw new EngineException(
                    ErrorCode.INVALID_CONFIGURATION,
                    "'" + text + "' is not a value of " + property.key()
                            + ": expected a time such as 2026-01-22T16:53:53Z",
                    e);
        }
    }
}
