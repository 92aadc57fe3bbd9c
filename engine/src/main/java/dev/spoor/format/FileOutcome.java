/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format;

import java.util.List;

/**
 * What reading one file gave.
 *
 * @param records good records found, duplicates included
 * @param duplicates records that the gate refused
 * @param inflatedBytes bytes after gunzip
 * @param faults empty for a clean file
 * @param statistics null unless asked for, or when a fault makes them unknowable
 */
public record FileOutcome(
        long records, long duplicates, long inflatedBytes, List<Fault> faults, FileStatistics statistics) {
    public FileOutcome {
        faults = List.copyOf(faults);
    }
}
