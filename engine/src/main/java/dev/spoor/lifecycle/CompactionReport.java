/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.lifecycle;

import dev.spoor.dataset.DigestBooks;
import dev.spoor.dataset.LedgerTotals;
import dev.spoor.dataset.RegisterResult;

/**
 * What a compaction did, and the books after it.
 *
 * @param registered what the listings brought, over all places with logs
 * @param unannounced files that the listings showed first although they had been there for a while; 0 for the first
 *     listing of a place
 * @param batches batches that it committed
 * @param filesRead log files in them
 * @param bytesRead their stored bytes
 * @param events rows that it added to {@code events}
 * @param repeats rows that it added to {@code repeats}
 * @param deferred log files that could not be read for a reason that may pass; they are tried again
 * @param undone batches of a process that died, which it undid
 * @param finished batches of a process that died, which it finished
 * @param rewritten small data files that were joined into larger ones
 * @param expired data files that no kept version needed any more
 * @param digests digest files whose content came into the ledger
 * @param totals of the whole lake
 * @param digestTotals digest files of the whole lake
 */
public record CompactionReport(
        RegisterResult registered,
        long unannounced,
        long batches,
        long filesRead,
        long bytesRead,
        long events,
        long repeats,
        long deferred,
        int undone,
        int finished,
        int rewritten,
        int expired,
        int digests,
        LedgerTotals totals,
        DigestBooks.Totals digestTotals) {}
