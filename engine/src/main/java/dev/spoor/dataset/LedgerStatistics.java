/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.dataset;

import dev.spoor.prune.ColumnStats;
import dev.spoor.prune.ValueSet;
import dev.spoor.schema.FieldPath;
import dev.spoor.store.KeyOrder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
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

    /** Times of more files than this are looked up again each time that they are asked for. */
    private static final int TIMES_MAX = 200_000;

    private final LakeLedger ledger;
    private final Deque<Page> pages = new ArrayDeque<>();
    private final Map<LedgerFile, ValueSet> times = new IdentityHashMap<>();

    public LedgerStatistics(LakeLedger ledger) {
        this.ledger = Objects.requireNonNull(ledger, "ledger is null");
    }

    /** Exact statistics of all records of this version of a file; null when they are not known. */
    public List<ColumnStats> statsOrNull(LedgerFile file) {
        String key = file.entry().key();
        RememberedFile known = page(file.source(), key).files().get(key);
        return known == null || !known.isAbout(file.entry()) ? null : known.statsOrNull();
    }

    /**
     * Times that the records of this version of a file may have; null when they are not known. Kept, as they are asked for again and
     * again, and small.
     *
     * @param time the column of times, always the same one
     */
    public ValueSet timesOrNull(LedgerFile file, FieldPath time) {
        synchronized (times) {
            ValueSet known = times.get(file);
            if (known != null) {
                return known;
            }
        }
        List<ColumnStats> stats = statsOrNull(file);
        for (ColumnStats column : stats == null ? List.<ColumnStats>of() : stats) {
            if (column.path().equals(time)) {
                keep(file, column.mayHold());
                return column.mayHold();
            }
        }
        return null;
    }

    private void keep(LedgerFile file, ValueSet ofFile) {
        synchronized (times) {
            if (times.size() < TIMES_MAX) {
                times.put(file, ofFile);
            }
        }
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
