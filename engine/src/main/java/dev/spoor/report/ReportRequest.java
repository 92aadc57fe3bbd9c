/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.report;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What is asked for.
 *
 * @param period the time that the report is about
 * @param edition of the pack's framework; empty for the pack's own choice
 * @param parameters what differs from the pack's initial values, by name
 * @param rowsMax rows of each question that the report shows; all rows are counted, hashed and written to its files
 * @param created what the report gives as its time
 * @param producer program and version that made it
 */
public record ReportRequest(
        Period period,
        Optional<String> edition,
        Map<String, String> parameters,
        int rowsMax,
        Instant created,
        String producer) {
    /** Rows that a report shows unless asked otherwise. */
    public static final int ROWS_MAX = 50;

    public ReportRequest {
        Objects.requireNonNull(period, "period is null");
        parameters = Map.copyOf(parameters);
    }
}
