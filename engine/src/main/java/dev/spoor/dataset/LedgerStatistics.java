/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.dataset;

import dev.spoor.prune.ColumnStats;
import dev.spoor.store.KeyOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The statistics of log files that a lake's ledger keeps, read a page at a time when they are asked for: quick for files
 * in key order, and in little memory for any number of them. Safe for all threads.
 */
public final class LedgerStatistics {
    private static final int PAGE_ROWS = 1_000;

    private final LakeLedger ledger;
    private long source;
    private String firstKey;
    private String lastKeyOrNull;
    private Map<String, RememberedFile> page;

    public LedgerStatistics(LakeLedger ledger) {
        this.ledger = Objects.requireNonNull(ledger, "ledger is null");
    }

    /** Exact statistics of all records of this version of a file; null when they are not known. */
    public synchronized List<ColumnStats> statsOrNull(LedgerFile file) {
        String key = file.entry().key();
        if (!covers(file.source(), key)) {
            load(file.source(), key);
        }
        RememberedFile known = page.get(key);
        return known == null || !known.isAbout(file.entry()) ? null : known.statsOrNull();
    }

    private boolean covers(long asked, String key) {
        return page != null
                && asked == source
                && KeyOrder.compare(firstKey, key) <= 0
                && (lastKeyOrNull == null || KeyOrder.compare(key, lastKeyOrNull) <= 0);
    }

    private void load(long ofSource, String from) {
        List<RememberedFile> rows = ledger.statistics(ofSource, from, PAGE_ROWS);
        page = new HashMap<>();
        rows.forEach(row -> page.put(row.entry().key(), row));
        source = ofSource;
        firstKey = from;
        boolean isLast = rows.size() < PAGE_ROWS;
        lastKeyOrNull = isLast ? null : rows.get(rows.size() - 1).entry().key();
    }
}
