/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.jdbc;

import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The values of all {@link DriverProperty properties} for one connection, and the engine settings that go with it. What stands
 * in the address overrides what the caller passes beside it. A name in the address that is no property is an error; one that
 * the caller passes beside it is left alone, because tools pass names of their own.
 */
public final class DriverSettings {
    private final Map<DriverProperty, String> values;
    private final Map<String, String> engineSettings;

    private DriverSettings(Map<DriverProperty, String> values, Map<String, String> engineSettings) {
        this.values = values;
        this.engineSettings = engineSettings;
    }

    static DriverSettings of(JdbcUrl url, Properties beside) throws SQLException {
        Map<DriverProperty, String> values = new EnumMap<>(DriverProperty.class);
        Map<String, String> settings = new TreeMap<>();
        for (String name : beside.stringPropertyNames()) {
            put(name, beside.getProperty(name), values, settings);
        }
        for (Map.Entry<String, String> property : url.properties().entrySet()) {
            if (!put(property.getKey(), property.getValue(), values, settings)) {
                throw SqlFailures.invalid("there is no property '" + property.getKey() + "'; there are " + known());
            }
        }
        return new DriverSettings(values, settings);
    }

    private static boolean put(
            String name, String value, Map<DriverProperty, String> values, Map<String, String> settings) {
        Optional<DriverProperty> property = DriverProperty.find(name);
        property.ifPresent(known -> values.put(known, value));
        boolean isSetting = name.startsWith(DriverProperty.SETTING_PREFIX);
        if (isSetting) {
            settings.put(name.substring(DriverProperty.SETTING_PREFIX.length()), value);
        }
        return property.isPresent() || isSetting;
    }

    private static String known() {
        List<String> names = new ArrayList<>();
        for (DriverProperty property : DriverProperty.values()) {
            names.add(property.key());
        }
        return String.join(", ", names) + ", and settings of the engine as " + DriverProperty.SETTING_PREFIX + "NAME";
    }

    /** The value that holds; empty text for none. */
    public String get(DriverProperty property) {
        return values.getOrDefault(property, property.initial());
    }

    /** Settings of the engine by key, in the order of the keys. */
    public Map<String, String> engineSettings() {
        return engineSettings;
    }

    /** The value of a number from 0. */
    int number(DriverProperty property) throws SQLException {
        String text = get(property).trim();
        try {
            int number = Integer.parseInt(text);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw SqlFailures.invalid(
                "'" + text + "' is not a value of " + property.key() + ": expected a whole number from 0");
    }

    /** The zone of {@link DriverProperty#TIME_ZONE}. */
    ZoneId zone() throws SQLException {
        String text = get(DriverProperty.TIME_ZONE).trim();
        if (text.equalsIgnoreCase("local")) {
            return ClientZone.get();
        }
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw SqlFailures.invalid("'" + text + "' is not a value of " + DriverProperty.TIME_ZONE.key()
                    + ": expected UTC, local, or a zone such as Europe/Berlin");
        }
    }
}
