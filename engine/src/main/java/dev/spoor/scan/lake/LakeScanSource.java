/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.scan.lake;

import dev.spoor.dataset.LakeLedger;
import dev.spoor.dataset.LedgerTotals;
import dev.spoor.dataset.iceberg.LakeTable;
import dev.spoor.format.LogReader;
import dev.spoor.format.ReadRequest;
import dev.spoor.format.TimeWindow;
import dev.spoor.prune.ScanConstraint;
import dev.spoor.prune.ValueKind;
import dev.spoor.prune.ValueSet;
import dev.spoor.scan.EventScanPlan;
import dev.spoor.scan.EventScanSource;
import dev.spoor.scan.EventScanSource.Repeats;
import dev.spoor.scan.KnownTotals;
import dev.spoor.scan.LogSnapshot;
import dev.spoor.scan.ScanPlan;
import dev.spoor.scan.ScanRequest;
import dev.spoor.scan.ScanSource;
import dev.spoor.scan.ValueCatalog;
import dev.spoor.schema.FieldPath;
import dev.spoor.source.EventSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;

/** Events of a lake and of the log files beside it as rows. Thread-safe. */
public final class LakeScanSource implements ScanSource {
    /** Statistics of so many log files are read from the ledger for one answer at most: a third of a second. */
    private static final long STATISTICS_MAX = 2_000;

    /** So many files that a condition names are looked up in the ledger. */
    private static final int NAMES_MAX = 2_000;

    /** Where the name of the file is that a record came from. */
    private static final FieldPath FILE = FieldPath.of("$path");

    private final EventScanSource logs;
    private final LakeLogs lake;
    private final Supplier<LakeMoment> moment;
    private final EventSource source;
    private final Repeats repeats;
    private final TimeWindow window;

    /**
     * @param name the table's name
     * @param moment what to look at; asked once per scan, and gives scans of one statement the same answer
     * @param source the kind of log that lake and files hold
     * @param readers opens a reader of log files for one worker
     * @param window records outside it do not exist for this source
     */
    public LakeScanSource(
            String name,
            LakeLogs lake,
            Supplier<LakeMoment> moment,
            EventSource source,
            Function<ReadRequest, LogReader> readers,
            Repeats repeats,
            TimeWindow window) {
        this.lake = Objects.requireNonNull(lake, "lake is null");
        this.moment = Objects.requireNonNull(moment, "moment is null");
        this.source = Objects.requireNonNull(source, "source is null");
        this.repeats = Objects.requireNonNull(repeats, "repeats is null");
        this.window = Objects.requireNonNull(window, "window is null");
        this.logs = new EventScanSource(name, () -> moment.get().logs(), readers, repeats, window);
    }

    @Override
    public String name() {
        return logs.name();
    }

    @Override
    public ScanPlan plan(ScanRequest request) {
        LakeMoment now = moment.get();
        EventScanPlan beside = logs.plan(request, now.logs());
        return new LakeScanPlan(this, request, beside, parts(now), timesOfFiles(beside.wanted()));
    }

    /** When the records are of which the files are named that they came from; empty if that is not known. */
    private Optional<ValueSet> timesOfFiles(ScanConstraint wanted) {
        List<Object> names = wanted.on(FILE)
                .filter(set -> !set.isNullAllowed())
                .map(set -> set.pointsOrNull(NAMES_MAX))
                .orElse(null);
        return names == null
                ? Optional.empty()
                : lake.timesIn(names.stream().map(String.class::cast).toList(), time());
    }

    @Override
    public Presence presence(FieldPath column, String value) {
        LakeLedger ledger = lake.lake().ledger();
        if (ledger.totals().unreadable() > 0 || !isAbsent(ledger, column, value)) {
            return Presence.POSSIBLE;
        }
        LogSnapshot beside = moment.get().logs();
        return logs.presence(column, value, beside);
    }

    /** By the ledger's totals of what the lake's log files hold; of a ledger that has none, by their statistics, unless they are many. */
    private static boolean isAbsent(LakeLedger ledger, FieldPath column, String value) {
        if (ledger.values().isComplete()) {
            return ledger.values().knowsAllOf(column)
                    && ledger.values().found(column, List.of(value)).isEmpty();
        }
        LedgerTotals totals = ledger.totals();
        if (totals.read() > STATISTICS_MAX) {
            return false;
        }
        ScanConstraint isValue = ScanConstraint.of(column, ValueSet.of(ValueKind.TEXT, value));
        AtomicLong excluded = new AtomicLong();
        ledger.forEachStatistics(file -> {
            boolean isExcluded = file.statsOrNull() != null && isValue.excludes(file.statsOrNull());
            excluded.addAndGet(isExcluded ? 1 : 0);
        });
        return excluded.get() == totals.read();
    }

    @Override
    public Optional<ValueCatalog> values() {
        ValueCatalog.Builder found = new ValueCatalog.Builder(source.layout().paths(), Optional.empty());
        boolean isKnown = window.isAll() && logs.addValues(moment.get().logs(), found);
        lake.addValues(found);
        return isKnown ? Optional.of(found.build()) : Optional.empty();
    }

    /** Known when the lake holds every log file, whole. */
    @Override
    public Optional<KnownTotals> totals() {
        LakeMoment now = moment.get();
        return window.isAll() && now.logs().isHeldWhole()
                ? Optional.of(new LakeTotals(lake, parts(now)))
                : Optional.empty();
    }

    private List<LakePart> parts(LakeMoment now) {
        List<LakePart> parts = new ArrayList<>();
        parts.add(part(lake.lake().events(), now.head().eventsSnapshot()));
        if (repeats == Repeats.KEPT) {
            parts.add(part(lake.lake().repeats(), now.head().repeatsSnapshot()));
        }
        return parts;
    }

    private LakePart part(LakeTable table, OptionalLong version) {
        return new LakePart(table.columns(), lake.dataFiles(table, version));
    }

    LakeLogs lake() {
        return lake;
    }

    EventSource source() {
        return source;
    }

    Repeats repeats() {
        return repeats;
    }

    TimeWindow window() {
        return window;
    }

    FieldPath time() {
        return source.layout().paths().time();
    }
}
