/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.dataset;

import dev.spoor.schema.FieldPath;
import java.util.Objects;

/**
 * What records are counted by.
 *
 * @param path the column, or the place inside one
 * @param serviceOrNull of an action, the service that was called; null for other columns, and where records name none
 * @param valueOrNull null for all values together that are not told apart
 */
public record CountedValue(FieldPath path, String serviceOrNull, String valueOrNull) {
    public CountedValue {
        Objects.requireNonNull(path, "path is null");
    }
}
