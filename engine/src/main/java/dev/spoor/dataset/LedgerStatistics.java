/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.dataset;

import dev.spoor.prune.ColumnStats;
import dev.spoor.store.KeyOrder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The statistics of log files that a lake's ledger keeps, read a page at a time when they are asked for: quick for files
 * in key order, also for some readers side by side, and in little memory for any number of files. Safe for all threads.
 */
public final class LedgerStatistics {
    private static final int PAGE_ROWS = 1_000;
    private static final int PAGES_MAX = 8;

    private final LakeLedger ledger;
    private final Deque<Page> pages = new ArrayDeque<>();

    public LedgerStatistics(LakeLedger ledger) {
        this.ledger = Objects.requireNonNull(ledger, "ledger is null");
    }

    /** Exact statistics of all records of this version of a file; null when they are not known. */
    public List<ColumnStats> statsOrNull(LedgerFile file) {
        String key = file.entry().key();
        RememberedFile known = page(file.source(), key).files().get(key);
        return known == null || !known.isAbout(file.entry()) ? null : known.statsOrNull();
    }

    private synchronized Page page(long source, String key) {
        for (Page page : pages) {
            if (page.covers(source, key)) {
                return page;
            }
        }
        if (pages.size() == PAGES_MAX) {
            pages.removeLast();
        }
        pages.addFirst(load(source, key));
        return pages.getFirst();
    }

    private Page load(long source, String from) {
        List<RememberedFile> rows = ledger.statistics(source, from, PAGE_ROWS);
        Map<String, RememberedFile> files = new HashMap<>();
        rows.forEach(row -> files.put(row.entry().key(), row));
        boolean isLast = rows.size() < PAGE_ROWS;
        return new Page(
                source, from, isLast ? null : rows.get(rows.size() - 1).entry().key(), files);
    }

    /** What is known of the keys from one to another; null for the end of all. */
    private record Page(long source, String firstKey, String lastKeyOrNull, Map<String, RememberedFile> files) {
        boolean covers(long asked, String key) {
            return asked == source
                    && KeyOrder.compare(firstKey, key) <= 0
                    && (lastKeyOrNull == null || KeyOrder.compare(key, lastKeyOrNull) <= 0);
        }
    }
}
