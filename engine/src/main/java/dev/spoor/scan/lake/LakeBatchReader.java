/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.scan.lake;

import dev.spoor.format.TimeWindow;
import dev.spoor.format.parquet.PageBuffers;
import dev.spoor.format.parquet.ParquetFile;
import dev.spoor.format.parquet.ParquetReadRequest;
import dev.spoor.format.parquet.ParquetReader;
import dev.spoor.prune.ScanConstraint;
import dev.spoor.prune.ValueSet;
import dev.spoor.scan.BatchReader;
import dev.spoor.scan.RowFilter;
import dev.spoor.scan.ScanContext;
import dev.spoor.schema.FieldPath;
import dev.spoor.schema.ProjectedColumn;
import dev.spoor.schema.Projection;
import dev.spoor.source.StoredEvents;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Mask;
import dev.spoor.vector.SqlTypes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.arrow.vector.TimeStampVector;

/**
 * One worker's share of a scan of log files and a lake: first log files until there are none, then row groups of the
 * lake. One thread.
 */
final class LakeBatchReader implements BatchReader {
    private final LakeScanRun run;
    private final ScanContext context;
    private final TimeWindow window;
    private final FileReadings readings;
    private final Mask mask = new Mask();
    private final PageBuffers buffers;
    private BatchReader logsOrNull;
    private ValueSet timesOfLogs;
    private ParquetReader reader;
    private StoredEvents events;
    private int timeAt;
    private Set<Long> repeatedRows = Set.of();
    private boolean isFiltered;
    private RowFilter appliedOrNull;
    private long repeats;
    private long given;
    private boolean ended;

    /** @param logsOrNull null when there are no log files to read; closed with this reader */
    LakeBatchReader(LakeScanRun run, BatchReader logsOrNull) {
        this.run = run;
        this.context = run.context();
        this.buffers = new PageBuffers(context.memory());
        this.logsOrNull = logsOrNull;
        this.window = run.plan().source().window();
        this.readings = new FileReadings(run.plan(), context);
    }

    @Override
    public Batch next() {
        if (logsOrNull != null) {
            Batch batch = logsOrNull.next();
            if (batch != null) {
                return batch;
            }
            endLogs();
        }
        while (!ended) {
            context.cancellation().check();
            if (run.logs().hasEnough() || (reader == null && !openNext())) {
                ended = true;
                return null;
            }
            Batch stored = reader.next();
            if (stored == null) {
                closeReader();
                continue;
            }
            Batch wanted = wantedOrNull(stored);
            if (wanted != null) {
                run.logs().countRows(wanted.rowCount());
                given += wanted.rowCount();
                return wanted.satisfying(appliedOrNull);
            }
        }
        return null;
    }

    private void endLogs() {
        BatchReader logs = logsOrNull;
        logsOrNull = null;
        logs.close();
        if (run.mayRepeat()) {
            run.logs().awaitAllFiles();
        }
    }

    private boolean openNext() {
        LakeScanRun.Unit unit = run.nextOrNull();
        if (unit == null) {
            return false;
        }
        if (run.mayRepeat() && timesOfLogs == null) {
            timesOfLogs = run.logs().timesRead();
        }
        boolean mayHoldRepeats =
                timesOfLogs != null && !timesOfLogs.isDisjoint(unit.file().times());
        ParquetFile file = run.plan().source().lake().open(unit.file().file());
        FileReadings.FileReading reading = readings.of(unit.file(), file);
        events = reading.events();
        List<ProjectedColumn> columns = new ArrayList<>(events.stored().columns());
        timeAt = columns.size();
        if (!window.isAll()) {
            columns.add(extra(run.plan().source().time(), SqlTypes.field("time", SqlTypes.TIMESTAMP)));
        }
        ParquetReadRequest.RowFilter filter = reading.filterOrNull() == null || !run.isFilterWorthwhile()
                ? null
                : reading.filterOrNull().over(columns, timeAt);
        isFiltered = filter != null;
        appliedOrNull = isFiltered ? reading.filterOrNull().filter() : null;
        repeatedRows = mayHoldRepeats ? repeatedRows(unit, file) : Set.of();
        ParquetReadRequest request = new ParquetReadRequest(
                new Projection(columns),
                unit.file().columns(),
                reading.wanted(),
                filter,
                context.memory(),
                context.batchRows());
        List<Integer> splits = unit.split() == LakeScanRun.WHOLE_FILE ? file.allSplits() : List.of(unit.split());
        reader = new ParquetReader(file, splits, request, buffers);
        return true;
    }

    /** Rows of records that a log file has given. */
    private Set<Long> repeatedRows(LakeScanRun.Unit unit, ParquetFile file) {
        LakeScanSource source = run.plan().source();
        StoredRecordHashes hashes = new StoredRecordHashes(
                source.source(), unit.file().columns(), source.lake().lake().hashSeed(), context.memory());
        Set<Long> rows = new HashSet<>();
        List<Integer> splits = unit.split() == LakeScanRun.WHOLE_FILE ? file.allSplits() : List.of(unit.split());
        ScanConstraint wanted = run.plan().wanted().and(source.time(), timesOfLogs);
        hashes.read(file, splits, wanted, run.logs()::mayHaveGivenId, (row, high, low) -> {
            if (run.logs().hasGiven(high, low)) {
                rows.add(row);
            }
        });
        return rows;
    }

    private static ProjectedColumn extra(FieldPath path, org.apache.arrow.vector.types.pojo.Field field) {
        return new ProjectedColumn(path, field);
    }

    /** What is wanted of stored rows, which this closes; null when that is none of them. */
    private Batch wantedOrNull(Batch stored) {
        try (stored) {
            if (window.isAll() && repeatedRows.isEmpty()) {
                return events.toWanted(stored, context.memory());
            }
            mask.resetAllSet(stored.rowCount());
            if (!window.isAll()) {
                leaveOutsideOfWindow(stored);
            }
            if (!repeatedRows.isEmpty()) {
                leaveOutRepeats(stored);
            }
            if (mask.cardinality() == 0) {
                return null;
            }
            try (Batch kept = stored.compact(mask, context.memory())) {
                return events.toWanted(kept, context.memory());
            }
        }
    }

    private void leaveOutsideOfWindow(Batch stored) {
        TimeStampVector times = (TimeStampVector) stored.column(timeAt).flat(context.memory());
        for (int row = 0; row < stored.rowCount(); row++) {
            if (times.isNull(row) || !window.contains(times.get(row))) {
                mask.clear(row);
            }
        }
    }

    private void leaveOutRepeats(Batch stored) {
        for (int row = 0; row < stored.rowCount(); row++) {
            if (mask.get(row) && repeatedRows.contains(reader.rowNumber(row))) {
                mask.clear(row);
                repeats++;
            }
        }
    }

    private void closeReader() {
        run.countRead(reader.counters(), given, repeats, isFiltered);
        given = 0;
        repeats = 0;
        reader.close();
        reader = null;
    }

    @Override
    public void close() {
        ended = true;
        if (reader != null) {
            closeReader();
        }
        buffers.close();
        if (logsOrNull != null) {
            logsOrNull.close();
            logsOrNull = null;
        }
    }
}
