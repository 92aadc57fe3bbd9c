/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.delivery;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What kinds of destinations there are, and what can be said about each. */
public enum DestinationKind {
    /** A folder of this machine. */
    FOLDER("path", "name"),
    /** A place in a bucket. */
    S3("address", "name", "kms-key", "region", "profile", "endpoint", "path-style");
    private final List<String> options;

    DestinationKind(String... options) {
        this.options = List.of(options);
    }

    /** As in schedule files. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<DestinationKind> find(String label) {
        return Arrays.stream(values())
                .filter(kind -> kind.label().equals(label.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    public static List<String> labels() {
        return Arrays.stream(values()).map(DestinationKind::label).toList();
    }

    /** The names of all options, in the order to show them. */
    public List<String> options() {
        return options;
    }
}
