/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/**
 * From a constraint to rows: which files are read, in what order, and how their bytes reach the decoder in time.
 *
 * <p>A {@link dev.spoor.scan.ScanSource} is a table's bottom end. It answers a {@link dev.spoor.scan.ScanRequest} with a
 * {@link dev.spoor.scan.ScanPlan}: what was listed, what each level of pruning left out and why, what remains, so that
 * EXPLAIN can print it without reading a row. Starting the plan gives a {@link dev.spoor.scan.ScanRun} that the workers
 * of a query share: files are handed out newest first, read ahead within a byte budget, and each worker pulls batches
 * from its own {@link dev.spoor.scan.BatchReader}.
 *
 * <p>What cannot be read is never dropped in silence: it is listed with key, reason, offset and the number of records
 * that were recovered. Exact-once is decided here, too, by a filter of content hashes that all workers share.
 */
package dev.spoor.scan;
