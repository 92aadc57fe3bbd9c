/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sample;

/**
 * What was written.
 *
 * @param logFiles files with events
 * @param foreignFiles files without
 * @param records records in the log files, duplicates included
 * @param bytes size of all objects
 * @param inflatedBytes size of the log files before compression
 */
public record SampleReport(long logFiles, long foreignFiles, long records, long bytes, long inflatedBytes) {
    static final SampleReport EMPTY = new SampleReport(0, 0, 0, 0, 0);

    SampleReport plus(SampleReport other) {
        return new SampleReport(
                logFiles + other.logFiles,
                foreignFiles + other.foreignFiles,
                records + other.records,
                bytes + other.bytes,
                inflatedBytes + other.inflatedBytes);
    }
}
