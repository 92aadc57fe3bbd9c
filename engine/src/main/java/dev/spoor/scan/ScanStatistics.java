/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.scan;

/**
 * Counters of a scan. Additive over the scans of a query.
 *
 * @param eventsScanned records decoded, duplicates included
 * @param duplicatesRemoved records left out because their content was already there
 * @param filesTotal event files listed
 * @param filesPruned left out without being opened
 * @param filesRead opened
 * @param filesUnreadable opened or listed with a fault
 * @param bytesRead stored bytes fetched
 * @param bytesInflated bytes after gunzip
 */
public record ScanStatistics(
        long eventsScanned,
        long duplicatesRemoved,
        long filesTotal,
        long filesPruned,
        long filesRead,
        long filesUnreadable,
        long bytesRead,
        long bytesInflated) {
    public static final ScanStatistics ZERO = new ScanStatistics(0, 0, 0, 0, 0, 0, 0, 0);

    public ScanStatistics plus(ScanStatistics other) {
        return new ScanStatistics(
                eventsScanned + other.eventsScanned,
                duplicatesRemoved + other.duplicatesRemoved,
                filesTotal + other.filesTotal,
                filesPruned + other.filesPruned,
                filesRead + other.filesRead,
                filesUnreadable + other.filesUnreadable,
                bytesRead + other.bytesRead,
                bytesInflated + other.bytesInflated);
    }
}
