/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/**
 * Which objects make up a store, and what is known about each.
 *
 * <p>Raw log files have no statistics of their own. The first reading of a file collects exact ones, and the
 * {@link dev.spoor.dataset.FileLedger} remembers them between runs, so that the second question about a folder reads
 * only the files that can answer it. The ledger is a cache: it is keyed by what the listing shows (key, size,
 * modification time), and losing it costs time, never an answer. It is one SQLite file in the user's cache folder
 * ({@link dev.spoor.dataset.CacheFolder}); several processes may use it at once.
 */
package dev.spoor.dataset;
