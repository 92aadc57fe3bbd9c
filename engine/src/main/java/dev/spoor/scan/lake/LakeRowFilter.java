/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.scan.lake;

import dev.spoor.expr.EvalContext;
import dev.spoor.expr.Predicate;
import dev.spoor.format.TimeWindow;
import dev.spoor.format.parquet.ParquetReadRequest;
import dev.spoor.scan.RowFilter;
import dev.spoor.scan.ScanContext;
import dev.spoor.schema.ProjectedColumn;
import dev.spoor.schema.Projection;
import dev.spoor.source.ShreddedPaths;
import dev.spoor.source.StoredEvents;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Mask;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.TimeStampVector;

/**
 * A scan's filter over stored columns: makes the wanted columns that the filter reads, and asks it. Rows outside of the
 * window are left out before, because to the filter they do not exist. One thread.
 */
final class LakeRowFilter implements Predicate {
    private final RowFilter filter;
    private final StoredEvents events;
    private final TimeWindow window;
    private final ScanContext context;
    private final EvalContext evaluation;
    private final Mask inside = new Mask();
    private final Mask ofInside = new Mask();

    LakeRowFilter(LakeScanPlan plan, RowFilter filter, ShreddedPaths shredded, ScanContext context) {
        this.filter = filter;
        this.context = context;
        this.window = plan.source().window();
        this.evaluation = new EvalContext(context.memory(), filter.queryStartMicros(), 0);
        List<ProjectedColumn> read = new ArrayList<>();
        for (int index : filter.columns()) {
            read.add(plan.request().projection().columns().get(index));
        }
        this.events = plan.source().lake().storedEvents(plan.source().source(), new Projection(read), shredded);
    }

    /**
     * The filter over some stored columns; those that it needs and that are missing are added.
     *
     * @param timeAt the time of events, if there is a window
     */
    ParquetReadRequest.RowFilter over(List<ProjectedColumn> stored, int timeAt) {
        List<Integer> positions = new ArrayList<>();
        for (ProjectedColumn column : events.stored().columns()) {
            int at = stored.indexOf(column);
            if (at < 0) {
                stored.add(column);
                at = stored.size() - 1;
            }
            positions.add(at);
        }
        if (!window.isAll()) {
            positions.add(timeAt);
        }
        // Rows are judged by this one column, whose wanted form is made of its stored form value by value.
        boolean isByValue = filter.neverFails() && positions.size() == 1;
        return new ParquetReadRequest.RowFilter(this, positions, isByValue, evaluation);
    }

    /** The scan's filter. */
    RowFilter filter() {
        return filter;
    }

    @Override
    public void test(Batch in, Mask out, EvalContext unused) {
        context.cancellation().check();
        if (window.isAll()) {
            ask(in, out);
            return;
        }
        inside.reset(in.rowCount());
        TimeStampVector times =
                (TimeStampVector) in.column(in.columnCount() - 1).flat(context.memory());
        for (int row = 0; row < in.rowCount(); row++) {
            if (!times.isNull(row) && window.contains(times.get(row))) {
                inside.set(row);
            }
        }
        int[] rows = new int[inside.cardinality()];
        inside.rows(rows);
        out.reset(in.rowCount());
        if (rows.length == 0) {
            return;
        }
        try (Batch some = in.compact(inside, context.memory())) {
            ask(some, ofInside);
        }
        for (int i = 0; i < rows.length; i++) {
            if (ofInside.get(i)) {
                out.set(rows[i]);
            }
        }
    }

    private void ask(Batch stored, Mask out) {
        try (Batch wanted = events.toWanted(stored, context.memory())) {
            filter.predicate().test(wanted, out, evaluation);
        }
    }
}
