/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/**
 * Scans over a lake and the log files beside it, which are one data set: each event once.
 *
 * <p>A {@link dev.spoor.scan.lake.LakeMoment} is what one statement sees, however many scans it has: the head of the lake,
 * and the log files that this head does not hold. Those are read first, as always, and their content hashes are
 * remembered; then the data files of the lake, by row groups, newest first, without the events that have come from a log
 * file already. An event that a late file repeats is in both places only until the compactor has seen the file.
 *
 * <p>Keys of JSON text are read from columns of their own where a data file has them ({@code FileReadings}).
 *
 * <p>Where every delivery counts nothing is left out: the lake has a table of repeated deliveries, too.
 */
package dev.spoor.scan.lake;
