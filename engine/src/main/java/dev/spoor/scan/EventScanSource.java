/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.scan;

import dev.spoor.format.LogReader;
import dev.spoor.format.ReadRequest;
import dev.spoor.format.TimeWindow;
import dev.spoor.prune.ScanConstraint;
import dev.spoor.prune.ValueKind;
import dev.spoor.prune.ValueSet;
import dev.spoor.schema.FieldPath;
import dev.spoor.store.ObjectEntry;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Events of log files as rows. Thread-safe. */
public final class EventScanSource implements ScanSource {
    /** What happens to a record that was delivered more than once. */
    public enum Repeats {
        /** Each record is given as often as it was delivered. */
        KEPT,
        /** Each record is given once: the first that is met of those with equal content. */
        REMOVED
    }

    private final String name;
    private final Supplier<LogSnapshot> logs;
    private final Function<ReadRequest, LogReader> readers;
    private final Repeats repeats;
    private final TimeWindow window;

    /**
     * Scans that each list the files anew.
     *
     * @param name the table's name
     * @param readers opens a reader for one worker
     * @param window records outside it do not exist for this source
     * @param settings asked once per scan
     */
    public EventScanSource(
            String name,
            LogFiles files,
            Function<ReadRequest, LogReader> readers,
            Repeats repeats,
            TimeWindow window,
            Supplier<ScanSettings> settings) {
        this(name, () -> files.snapshot(settings.get()), readers, repeats, window);
    }

    /**
     * Scans of whatever files the supplier gives.
     *
     * @param name the table's name
     * @param logs asked once per scan
     * @param readers opens a reader for one worker
     * @param window records outside it do not exist for this source
     */
    public EventScanSource(
            String name,
            Supplier<LogSnapshot> logs,
            Function<ReadRequest, LogReader> readers,
            Repeats repeats,
            TimeWindow window) {
        this.name = Objects.requireNonNull(name, "name is null");
        this.logs = Objects.requireNonNull(logs, "logs is null");
        this.readers = Objects.requireNonNull(readers, "readers is null");
        this.repeats = Objects.requireNonNull(repeats, "repeats is null");
        this.window = Objects.requireNonNull(window, "window is null");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public EventScanPlan plan(ScanRequest request) {
        return plan(request, logs.get());
    }

    /** As {@link #plan(ScanRequest)}, of other files than the source's own. */
    public EventScanPlan plan(ScanRequest request, LogSnapshot now) {
        LogFiles files = now.files();
        FilePruner pruner =
                new FilePruner(files.layout(), now.settings(), request.constraint(), request.files(), window);
        LogListing listing = now.listing(pruner.wantedFromListing());
        LedgerView remembered = files.remembered(listing, now.settings());
        return new EventScanPlan(this, request, now, listing, pruner.prune(listing, remembered));
    }

    @Override
    public Presence presence(FieldPath column, String value) {
        return presence(column, value, logs.get());
    }

    /** As {@link #presence(FieldPath, String)}, in other files than the source's own. */
    public Presence presence(FieldPath column, String value, LogSnapshot now) {
        if (!now.settings().prunes() || !now.isListed()) {
            return Presence.POSSIBLE;
        }
        ScanConstraint isValue = ScanConstraint.of(column, ValueSet.of(ValueKind.TEXT, value));
        LogFiles files = now.files();
        LogListing listing = now.listing();
        LedgerView remembered = files.remembered(listing, now.settings());
        FilePruner.Result left = new FilePruner(files.layout(), now.settings(), isValue, FileCondition.ALL, window)
                .prune(listing, remembered);
        if (left.files().isEmpty()) {
            return Presence.NONE;
        }
        boolean isUnread = left.files().stream().allMatch(file -> remembered.rememberedOrNull(file) == null);
        return isUnread && left.files().size() < listing.fileCount() ? Presence.NONE_WHERE_READ : Presence.POSSIBLE;
    }

    @Override
    public Optional<ValueCatalog> values() {
        LogSnapshot now = logs.get();
        ValueCatalog.Builder found =
                new ValueCatalog.Builder(now.files().layout().paths(), Optional.empty());
        return addValues(now, found) ? Optional.of(found.build()) : Optional.empty();
    }

    /** Adds what is known of the values in files; false when that cannot be told. */
    public boolean addValues(LogSnapshot now, ValueCatalog.Builder values) {
        if (!now.isListed() || !window.isAll()) {
            return false;
        }
        Map<LogLocation, Map<String, ObjectEntry>> listed = new HashMap<>();
        for (LogPage page : now.listing().pages()) {
            for (LogFile file : page.files()) {
                listed.computeIfAbsent(file.location(), location -> new HashMap<>())
                        .put(file.entry().key(), file.entry());
            }
        }
        now.files().addValues(values, (location, file) -> {
            ObjectEntry entry =
                    listed.getOrDefault(location, Map.of()).get(file.entry().key());
            return entry != null && file.isAbout(entry);
        });
        return true;
    }

    Repeats repeats() {
        return repeats;
    }

    TimeWindow window() {
        return window;
    }

    LogReader openReader(ReadRequest request) {
        return readers.apply(request);
    }
}
