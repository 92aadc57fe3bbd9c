/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.scan.lake;

import dev.spoor.dataset.LakeFile;
import dev.spoor.prune.ScanConstraint;
import dev.spoor.prune.ValueSet;
import dev.spoor.scan.EventScanPlan;
import dev.spoor.scan.PruneReport;
import dev.spoor.scan.ScanContext;
import dev.spoor.scan.ScanPlan;
import dev.spoor.scan.ScanRequest;
import dev.spoor.scan.ScanRun;
import dev.spoor.scan.ScanStage;
import dev.spoor.scan.TimeCoverage;
import dev.spoor.schema.ProjectedColumn;
import dev.spoor.source.FactPaths;
import dev.spoor.source.ShreddedPaths;
import dev.spoor.store.KeyOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** The log files and data files that a scan will read. */
final class LakeScanPlan implements ScanPlan {
    /** An explanation opens no more files. */
    private static final int EXPLAINED_FILES_MAX = 64;

    private static final String IN_FILES_TO_READ = "in the data files to read";

    private final LakeScanSource source;
    private final ScanRequest request;
    private final EventScanPlan logs;
    private final ScanConstraint wanted;
    private final List<DataFile> kept = new ArrayList<>();
    private final List<LakePart> parts;
    private long filesTotal;
    private long bytesTotal;
    private long rowsTotal;
    private long rowGroupsTotal;
    private boolean isAnyUnsplit;
    private long bytesKept;
    private long excludedByDay;
    private long excludedByStatistics;

    /** @param times that the records wanted have for another reason than that they were asked for; empty for any */
    LakeScanPlan(
            LakeScanSource source,
            ScanRequest request,
            EventScanPlan logs,
            List<LakePart> parts,
            Optional<ValueSet> times) {
        this.source = source;
        this.request = request;
        this.logs = logs;
        this.wanted = times.map(set -> logs.wanted().and(source.time(), set)).orElse(logs.wanted());
        this.parts = parts;
        parts.forEach(this::prune);
        kept.sort((a, b) -> a.newestMicros() != b.newestMicros()
                ? Long.compare(b.newestMicros(), a.newestMicros())
                : KeyOrder.compare(a.file().key(), b.file().key()));
    }

    private void prune(LakePart part) {
        DataFilePruner pruner = new DataFilePruner(part.columns(), source.time(), wanted);
        for (LakeFile file : part.files()) {
            filesTotal++;
            bytesTotal += file.sizeBytes();
            rowsTotal += file.rowCount();
            rowGroupsTotal += file.splitOffsets().size();
            isAnyUnsplit |= file.splitOffsets().isEmpty();
            if (pruner.isExcludedByDay(file)) {
                excludedByDay++;
            } else if (pruner.isExcludedByStatistics(file)) {
                excludedByStatistics++;
            } else {
                bytesKept += file.sizeBytes();
                kept.add(new DataFile(file, part.columns(), pruner.timesOf(file), new AtomicBoolean()));
            }
        }
    }

    @Override
    public PruneReport report() {
        PruneReport ofLogs = logs.report();
        List<PruneReport.Step> steps = new ArrayList<>();
        for (PruneReport.Step step : ofLogs.steps()) {
            steps.add(new PruneReport.Step(step.level(), step.filesRemoved(), step.filesLeft() + filesTotal));
        }
        long left = ofLogs.filesToRead() + filesTotal - excludedByDay;
        steps.add(new PruneReport.Step("lake: day", excludedByDay, left));
        steps.add(new PruneReport.Step("lake: statistics", excludedByStatistics, left - excludedByStatistics));
        List<String> notes = new ArrayList<>(ofLogs.notes());
        notes.add("to read: " + ofLogs.filesToRead() + " log files, " + kept.size() + " data files of the lake");
        if (source.lake().lake().store().requestsMax() > 0 && !kept.isEmpty()) {
            ReadForecast all = forecast();
            notes.add("requests to read the data files: about " + all.requests() + ", for " + all.bytes()
                    + " bytes or less");
        }
        notes.addAll(notesOnKeys());
        return new PruneReport(
                ofLogs.filesTotal() + filesTotal,
                ofLogs.bytesTotal() + bytesTotal,
                steps,
                ofLogs.filesToRead() + kept.size(),
                ofLogs.bytesToRead() + bytesKept,
                stages(),
                notes);
    }

    /** What the lake's metadata tell of its files; of row groups nothing, where they do not of some file. */
    private List<ScanStage> stages() {
        List<ScanStage> stages = new ArrayList<>();
        if (knowsRowGroups()) {
            stages.add(new ScanStage(ScanStage.ROW_GROUPS, "all of the lake", rowGroupsTotal));
            stages.add(new ScanStage(ScanStage.ROW_GROUPS, IN_FILES_TO_READ, rowGroupsKept()));
        }
        if (filesTotal > 0) {
            long rowsKept =
                    kept.stream().mapToLong(file -> file.file().rowCount()).sum();
            stages.add(new ScanStage(ScanStage.ROWS, "all of the lake", rowsTotal));
            stages.add(new ScanStage(ScanStage.ROWS, IN_FILES_TO_READ, rowsKept));
        }
        return stages;
    }

    /** Whether it is known of all data files how many row groups they have. */
    boolean knowsRowGroups() {
        return filesTotal > 0 && !isAnyUnsplit;
    }

    /** Of the data files to read. */
    long rowGroupsKept() {
        return kept.stream().mapToLong(DataFile::splitCount).sum();
    }

    private ReadForecast forecast() {
        List<ProjectedColumn> columns = source.lake()
                .storedEvents(source.source(), request.projection(), ShreddedPaths.NONE)
                .stored()
                .columns();
        ReadForecast all = ReadForecast.NOTHING;
        for (DataFile file : kept) {
            all = all.plus(ReadForecast.of(file, columns));
        }
        return all;
    }

    /** For each place inside of JSON text, in how many data files it is a column. */
    private List<String> notesOnKeys() {
        List<ProjectedColumn> keys = FileReadings.keys(this);
        List<ShreddedPaths> shredded = new ArrayList<>();
        if (!keys.isEmpty()) {
            kept.stream()
                    .limit(EXPLAINED_FILES_MAX)
                    .forEach(file -> shredded.add(
                            FileReadings.shredded(file, source.lake().open(file.file()))));
        }
        List<String> notes = new ArrayList<>();
        for (ProjectedColumn key : shredded.isEmpty() ? List.<ProjectedColumn>of() : keys) {
            long own = shredded.stream()
                    .filter(file -> file.columnOf(key.path(), key.reading()).isPresent())
                    .count();
            notes.add(key.path().quoted() + " is a column in " + own + " of "
                    + (shredded.size() < kept.size() ? "the newest " : "") + shredded.size() + " data files"
                    + (own < shredded.size() ? ", and read from the JSON text in the others" : ""));
        }
        return notes;
    }

    /** How many of the days asked for have events; empty where the rows asked for are narrowed to accounts or regions. */
    Optional<TimeCoverage> days(long nowMicros) {
        FactPaths paths = source.source().layout().paths();
        boolean isNarrow = wanted.on(paths.account()).isPresent()
                || wanted.on(paths.region()).isPresent();
        if (isNarrow) {
            return Optional.empty();
        }
        Set<Integer> days = new HashSet<>();
        parts.forEach(part -> part.files().forEach(file -> file.day().ifPresent(days::add)));
        return EventDays.of(days, logs.wanted().on(source.time()), nowMicros);
    }

    @Override
    public ScanRun start(ScanContext context) {
        ScanContext withSeed = new ScanContext(
                context.memory(),
                context.batchRows(),
                context.workers(),
                context.io(),
                context.cancellation(),
                source.lake().lake().hashSeed());
        return new LakeScanRun(this, logs.startBesideLake(withSeed), context);
    }

    LakeScanSource source() {
        return source;
    }

    ScanRequest request() {
        return request;
    }

    ScanConstraint wanted() {
        return wanted;
    }

    /** Data files to read, newest first. */
    List<DataFile> dataFiles() {
        return kept;
    }

    /** Data files that were looked at. */
    long dataFilesTotal() {
        return filesTotal;
    }

    boolean readsLogs() {
        return logs.report().filesToRead() > 0;
    }
}
