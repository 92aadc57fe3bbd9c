/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format;

import dev.spoor.dataset.FileCounts;
import java.util.Set;

/**
 * Exact statistics of the records of one file. A null set means: more distinct values than are kept.
 *
 * @param records records in the file, duplicates included
 * @param minEventMicros least eventTime, UTC micros; Long.MAX_VALUE if no record has one
 * @param maxEventMicros greatest eventTime; Long.MIN_VALUE if no record has one
 * @param nullTimes whether some record has no readable eventTime
 * @param regions distinct awsRegion; null element-free, see the flags
 * @param accounts distinct recipientAccountId
 * @param sources distinct eventSource
 * @param names distinct eventName
 * @param nulls bit 0..3 set when some record has no region, account, source, name
 * @param countsOrNull of records by value, repeats included; null from a reader that does not count
 */
public record FileStatistics(
        long records,
        long minEventMicros,
        long maxEventMicros,
        boolean nullTimes,
        Set<String> regions,
        Set<String> accounts,
        Set<String> sources,
        Set<String> names,
        int nulls,
        FileCounts countsOrNull) {}
