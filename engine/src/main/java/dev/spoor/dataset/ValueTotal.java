/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.dataset;

import java.util.Objects;

/**
 * How many log files and records have a value.
 *
 * @param account whose events all records of those files are; empty when they have events of several, or of none
 * @param value what they have
 * @param files that have it; of what callers have in common, such as a name, once for each caller
 * @param records of those files in which records were counted, the repeats among them included
 * @param uncountedFiles the other ones of those files
 */
public record ValueTotal(String account, CountedValue value, long files, long records, long uncountedFiles) {
    public ValueTotal {
        Objects.requireNonNull(account, "account is null");
        Objects.requireNonNull(value, "value is null");
    }

    /** The same as part of what is not told apart. */
    ValueTotal ofRest() {
        return new ValueTotal(account, new CountedValue(value.path(), null, null), files, records, uncountedFiles);
    }
}
