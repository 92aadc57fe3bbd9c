/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.dataset;

import java.util.Map;
import java.util.OptionalLong;

/**
 * A version of a table of the lake.
 *
 * @param id as the table format gives it
 * @param parentId the version before; empty for the first
 * @param committedMicros when it was committed, micros since 1970, UTC
 * @param operation what made it: append, replace or delete
 * @param summary what the writer said about it, and totals of the table format
 */
public record LakeSnapshot(
        long id, OptionalLong parentId, long committedMicros, String operation, Map<String, String> summary) {
    public LakeSnapshot {
        summary = Map.copyOf(summary);
    }
}
