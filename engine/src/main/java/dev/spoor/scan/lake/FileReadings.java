/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.scan.lake;

import dev.spoor.format.parquet.ParquetFile;
import dev.spoor.prune.ScanConstraint;
import dev.spoor.scan.RowFilter;
import dev.spoor.scan.ScanContext;
import dev.spoor.schema.EventColumn;
import dev.spoor.schema.EventSchema;
import dev.spoor.schema.FieldPath;
import dev.spoor.schema.ProjectedColumn;
import dev.spoor.schema.ProjectedColumn.Reading;
import dev.spoor.source.ShreddedPaths;
import dev.spoor.source.StoredEvents;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a scan reads data files: they differ in the places inside of free-form columns that they have columns for. Where
 * there is one it is read in the place of the text, and prunes. One worker's.
 */
final class FileReadings {
    private final LakeScanPlan plan;
    private final ScanContext context;
    private final boolean wantsKeys;
    private final Map<ShreddedPaths, FileReading> readings = new HashMap<>();
    private String lastKey;
    private FileReading last;

    /**
     * What is read of a file.
     *
     * @param events turns it into what the scan wants
     * @param filterOrNull over the same; null when the scan has none
     * @param wanted what the rows wanted satisfy, in terms of the file's columns
     */
    record FileReading(StoredEvents events, LakeRowFilter filterOrNull, ScanConstraint wanted) {}

    FileReadings(LakeScanPlan plan, ScanContext context) {
        this.plan = plan;
        this.context = context;
        this.wantsKeys = !keys(plan).isEmpty();
    }

    /** The places inside of free-form columns that a scan reads or filters by. */
    static List<ProjectedColumn> keys(LakeScanPlan plan) {
        EventSchema schema = plan.source().source().schema();
        List<ProjectedColumn> keys = new ArrayList<>();
        for (ProjectedColumn column : plan.request().projection().columns()) {
            Optional<EventColumn> stored = schema.column(column.path().column());
            boolean isFreeForm = stored.isPresent() && stored.get().kind() == EventColumn.Kind.FREE_FORM;
            if (isFreeForm && !column.path().isWholeColumn()) {
                keys.add(column);
            }
        }
        return keys;
    }

    static ShreddedPaths shredded(DataFile file, ParquetFile parquet) {
        return ShreddedPaths.read(parquet.metadata(), parquet.rowCount(), file.columns());
    }

    /** Row groups of a file mostly follow each other. */
    FileReading of(DataFile file, ParquetFile parquet) {
        if (!file.file().key().equals(lastKey)) {
            ShreddedPaths shredded = wantsKeys ? shredded(file, parquet) : ShreddedPaths.NONE;
            last = readings.computeIfAbsent(shredded, this::reading);
            lastKey = file.file().key();
        }
        return last;
    }

    private FileReading reading(ShreddedPaths shredded) {
        LakeScanSource source = plan.source();
        RowFilter filter = filterOrNull(shredded);
        return new FileReading(
                source.lake().storedEvents(source.source(), plan.request().projection(), shredded),
                filter == null ? null : new LakeRowFilter(plan, filter, shredded, context),
                wanted(shredded));
    }

    private RowFilter filterOrNull(ShreddedPaths shredded) {
        RowFilter filter = plan.request().filterOrNull();
        RowFilter withKeys = filter == null ? null : filter.withKeysOrNull();
        return withKeys != null && hasAllKeys(withKeys, shredded) ? withKeys : filter;
    }

    /** Whether all keys that a filter reads are columns. */
    private boolean hasAllKeys(RowFilter filter, ShreddedPaths shredded) {
        List<ProjectedColumn> keys = keys(plan);
        for (int index : filter.columns()) {
            ProjectedColumn column = plan.request().projection().columns().get(index);
            if (keys.contains(column)
                    && shredded.columnOf(column.path(), column.reading()).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** A condition on a place says the same about its column, if no reading of the place differs from the column. */
    private ScanConstraint wanted(ShreddedPaths shredded) {
        ScanConstraint wanted = plan.wanted();
        for (FieldPath path : plan.wanted().paths()) {
            Optional<String> column = shredded.columnOf(path, Reading.SCALAR);
            if (column.isPresent()) {
                wanted = wanted.and(
                        FieldPath.of(column.get()), plan.wanted().on(path).orElseThrow());
            }
        }
        return wanted;
    }
}
