/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/**
 * What happens to a lake over time: log files are compacted into it.
 *
 * <p>A {@link dev.spoor.lifecycle.Compactor} claims new log files in batches, has a {@code BatchCompaction} read them in
 * the order of their days ({@code DeliveryDays}), collects rows by the day of their events ({@code DayCollector}, within a
 * memory limit), and commits what a {@code DayWriter} makes of each day: it tells repeats from first deliveries
 * ({@code RepeatFinder}) and writes data files ({@code DayFiles}). {@code LakeRepair} brings the lake into order when
 * a process died in the middle; {@code LeaseKeeper} keeps two processes apart.
 *
 * <p>{@link dev.spoor.lifecycle.Ingestion} has the compactor run as an {@link dev.spoor.store.ObjectFeed} tells that
 * files arrive: {@code Arrivals} looks at each and registers it, and a notice is acknowledged after the commit that holds
 * its files. Decision 0028. {@code DigestKeeper} fetches digest files into the ledger.
 *
 * <p>Data files have columns for the values that questions are about most, taken out of columns of JSON text
 * ({@code PathColumns}); a {@code PathSample} of the rows that are read first tells which these are. Decision 0021.
 *
 * <p>The ledger's head is what queries follow. The tables are never ahead of it but between the commit of a batch and its
 * closing, and whoever comes next puts that right. Decision 0020 tells why.
 */
package dev.spoor.lifecycle;
