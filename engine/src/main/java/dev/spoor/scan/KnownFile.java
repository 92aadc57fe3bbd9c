/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.scan;

import dev.spoor.dataset.LedgerFile;
import dev.spoor.dataset.LedgerStatistics;
import dev.spoor.dataset.LogFileState;
import dev.spoor.dataset.RememberedFile;
import dev.spoor.prune.ColumnStats;
import dev.spoor.prune.ValueSet;
import dev.spoor.schema.FieldPath;
import dev.spoor.source.FactPaths;
import dev.spoor.store.ObjectEntry;
import java.util.List;
import java.util.Locale;

/** One listed event file and what is remembered about it, as the system table of files shows it. */
public final class KnownFile {
    private static final int VALUE_COUNT_MAX = 10_000;

    private final String name;
    private final ObjectEntry entry;
    private final RememberedFile memory;
    private final LedgerFile ledger;
    private final LedgerStatistics ledgerStatistics;
    private final FactPaths paths;

    /**
     * Makes one.
     *
     * @param entry as listed, or as listed last
     * @param ledgerOrNull what the books of a lake say of it; null if there is none, or none that holds the file
     * @param statisticsOrNull those of that lake's ledger
     */
    KnownFile(
            String name,
            ObjectEntry entry,
            RememberedFile memoryOrNull,
            LedgerFile ledgerOrNull,
            LedgerStatistics statisticsOrNull,
            FactPaths paths) {
        this.name = name;
        this.entry = entry;
        this.memory = memoryOrNull;
        this.ledger = ledgerOrNull;
        this.ledgerStatistics = statisticsOrNull;
        this.paths = paths;
    }

    public String name() {
        return name;
    }

    /** As it was listed, or listed last. */
    public ObjectEntry entry() {
        return entry;
    }

    public long sizeBytes() {
        return entry.sizeBytes();
    }

    public long modifiedMicros() {
        return entry.modifiedMicros();
    }

    /**
     * "unread", "read" or "unreadable" by a query; of a file in the books of a lake "compacted", "unreadable", "deferred",
     * "vanished", and "new" or "pending" if it is not there any more.
     */
    public String state() {
        if (ledger != null) {
            return ledger.state().name().toLowerCase(Locale.ROOT);
        }
        if (memory == null) {
            return "unread";
        }
        return memory.unreadableReasonOrNull() == null ? "read" : "unreadable";
    }

    public Long recordsOrNull() {
        if (ledger != null) {
            return ledger.state() == LogFileState.DEFERRED ? null : (Long) ledger.records();
        }
        return memory == null ? null : memory.records();
    }

    public Long duplicatesOrNull() {
        if (ledger != null) {
            return ledger.state() == LogFileState.DEFERRED ? null : (Long) ledger.repeats();
        }
        return memory == null ? null : memory.duplicates();
    }

    public String unreadableReasonOrNull() {
        if (ledger != null) {
            return ledger.unreadableReasonOrNull();
        }
        return memory == null ? null : memory.unreadableReasonOrNull();
    }

    /** "listing" or "notice": how a lake first heard of the file; null without a lake that knows it. */
    public String heardByOrNull() {
        return ledger == null ? null : ledger.heardBy().name().toLowerCase(Locale.ROOT);
    }

    /** When a lake first heard of the file, microseconds since 1970, UTC; null without a lake that knows it. */
    public Long firstSeenMicrosOrNull() {
        return ledger == null ? null : ledger.firstSeenMicros();
    }

    public Long minEventMicrosOrNull() {
        ValueSet times = timesOrNull();
        return times == null ? null : (Long) times.leastOrNull();
    }

    public Long maxEventMicrosOrNull() {
        ValueSet times = timesOrNull();
        return times == null ? null : (Long) times.greatestOrNull();
    }

    public List<String> regionsOrNull() {
        return textsOrNull(paths.region());
    }

    public List<String> accountsOrNull() {
        return textsOrNull(paths.account());
    }

    public List<String> servicesOrNull() {
        return textsOrNull(paths.service());
    }

    public List<String> actionsOrNull() {
        return textsOrNull(paths.action());
    }

    private List<String> textsOrNull(FieldPath path) {
        ValueSet set = setOrNull(path);
        List<Object> values = set == null ? null : set.pointsOrNull(VALUE_COUNT_MAX);
        return values == null ? null : values.stream().map(String.class::cast).toList();
    }

    private ValueSet timesOrNull() {
        return isInLedgerOnly() ? ledgerStatistics.timesOrNull(ledger, paths.time()) : setOrNull(paths.time());
    }

    private ValueSet setOrNull(FieldPath path) {
        List<ColumnStats> stats = statsOrNull();
        if (stats != null) {
            for (ColumnStats column : stats) {
                if (column.path().equals(path)) {
                    return column.mayHold();
                }
            }
        }
        return null;
    }

    /** Those of a ledger are read when they are asked for, because they are many. */
    private List<ColumnStats> statsOrNull() {
        if (isInLedgerOnly()) {
            return ledgerStatistics.statsOrNull(ledger);
        }
        return memory == null ? null : memory.statsOrNull();
    }

    private boolean isInLedgerOnly() {
        return (memory == null || memory.statsOrNull() == null) && ledger != null && ledgerStatistics != null;
    }
}
