/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor;

import dev.spoor.scan.ScanStatistics;
import dev.spoor.store.StoreTraffic;

/**
 * What a query did.
 *
 * @param rows rows given to the caller
 * @param elapsedMillis since the query was submitted, planning included
 * @param eventsMatched rows that passed the filters next to the scans
 * @param scan what was read and skipped
 * @param memoryPeakBytes most memory held
 * @param spilledBytes written to temporary files
 * @param traffic requests to far stores since the query was submitted, those of others that ran at the same time included
 */
public record QueryStats(
        long rows,
        long elapsedMillis,
        long eventsMatched,
        ScanStatistics scan,
        long memoryPeakBytes,
        long spilledBytes,
        StoreTraffic traffic) {
    /** Whether some input could not be read, so that the answer may lack rows. */
    public boolean isIncomplete() {
        return scan.filesUnreadable() > 0;
    }
}
