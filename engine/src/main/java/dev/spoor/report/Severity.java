/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How bad a finding is, in rising order. */
public enum Severity {
    /** Evidence that belongs into the report and is no finding, however many rows it has. */
    INFO,
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL;

    /** As in packs and on the command line. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Severity> find(String label) {
        return Arrays.stream(values())
                .filter(severity -> severity.label().equals(label.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    public static List<String> labels() {
        return Arrays.stream(values()).map(Severity::label).toList();
    }

    public boolean isAtLeast(Severity other) {
        return compareTo(other) >= 0;
    }
}
