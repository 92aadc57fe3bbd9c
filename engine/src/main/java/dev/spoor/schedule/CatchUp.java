/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.schedule;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What becomes of times at which nobody was there to run something. */
public enum CatchUp {
    /** All are made up for, up to a limit. */
    ALL,
    /** The last one is. */
    LATEST,
    /** None is. */
    NONE;

    /** As in schedules. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<CatchUp> find(String label) {
        return Arrays.stream(values())
                .filter(each -> each.label().equals(label.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    static List<String> labels() {
        return Arrays.stream(values()).map(CatchUp::label).toList();
    }
}
