/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.catalog;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.scan.BatchReader;
import dev.spoor.scan.ScanContext;
import dev.spoor.scan.ScanPlan;
import dev.spoor.scan.ScanRequest;
import dev.spoor.scan.ScanRun;
import dev.spoor.scan.ScanSource;
import dev.spoor.scan.ScanStatistics;
import dev.spoor.schema.ProjectedColumn;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Column;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A small table whose rows are Java values: what the system tables are made of. The rows are made anew for each scan,
 * when its first batch is pulled, and taken as batches need them.
 */
final class RowsSource implements ScanSource {
    private final String name;
    private final Map<String, Integer> indexByColumn = new HashMap<>();
    private final Maker maker;

    /**
     * Makes one.
     *
     * @param columns names of the columns, in the order of the values of a row
     * @param rows asked for each scan; those that are AutoCloseable are closed when it ends
     */
    RowsSource(String name, List<String> columns, Supplier<? extends Iterator<Object[]>> rows) {
        this(name, columns, (request, context) -> rows.get());
    }

    /** As above, with rows that depend on what is asked for. */
    RowsSource(String name, List<String> columns, Maker maker) {
        this.name = name;
        this.maker = maker;
        for (int i = 0; i < columns.size(); i++) {
            indexByColumn.put(columns.get(i).toLowerCase(Locale.ROOT), i);
        }
    }

    /** Makes the rows of a scan. */
    interface Maker {
        /**
         * The rows; further ones than the request wants do no harm. Those that are AutoCloseable are closed when the scan
         * ends.
         */
        Iterator<Object[]> rows(ScanRequest request, ScanContext context);
    }

    /** A value that is made when a query wants its column, and again when it wants it again. */
    static Later later(Later value) {
        return value;
    }

    /** Makes a value. */
    interface Later {
        Object valueOrNull();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ScanPlan plan(ScanRequest request) {
        return ScanPlan.withoutFiles(context -> new Run(request, context));
    }

    /** Hands out all rows, a batch at a time, to whichever worker asks. */
    private final class Run implements ScanRun {
        private final ScanRequest request;
        private final ScanContext context;
        private Iterator<Object[]> left;
        private long taken;

        Run(ScanRequest request, ScanContext context) {
            this.request = request;
            this.context = context;
        }

        @Override
        public BatchReader openWorker() {
            return new BatchReader() {
                @Override
                public Batch next() {
                    context.cancellation().check();
                    List<Object[]> some = take();
                    return some.isEmpty() ? null : batch(some);
                }

                @Override
                public void close() {}
            };
        }

        private synchronized List<Object[]> take() {
            if (left == null) {
                left = maker.rows(request, context);
            }
            List<Object[]> some = new ArrayList<>();
            long most = request.rowLimit() == ScanRequest.NO_LIMIT ? Long.MAX_VALUE : request.rowLimit();
            while (some.size() < context.batchRows() && taken < most && left.hasNext()) {
                some.add(left.next());
                taken++;
            }
            return some;
        }

        private Batch batch(List<Object[]> some) {
            List<ProjectedColumn> projected = request.projection().columns();
            int[] indexes = projected.stream()
                    .mapToInt(column -> indexByColumn.get(column.path().column()))
                    .toArray();
            List<Object[]> rows = some.stream().map(row -> values(row, indexes)).toList();
            List<Column> columns = new ArrayList<>();
            try {
                for (int i = 0; i < indexes.length; i++) {
                    columns.add(JavaColumn.of(projected.get(i).field(), rows, i, context.memory()));
                }
                return new Batch(rows.size(), columns);
            } catch (RuntimeException e) {
                columns.forEach(Column::close);
                throw e;
            }
        }

        /** The wanted values of a row: all of it at once, as those that are made later mostly come from the same place. */
        private static Object[] values(Object[] row, int[] indexes) {
            Object[] values = new Object[indexes.length];
            for (int i = 0; i < indexes.length; i++) {
                Object value = row[indexes[i]];
                values[i] = value instanceof Later later ? later.valueOrNull() : value;
            }
            return values;
        }

        @Override
        public ScanStatistics statistics() {
            return ScanStatistics.ZERO;
        }

        @Override
        public synchronized void close() {
            if (left instanceof AutoCloseable closeable) {
                try {
                    closeable.close();
                } catch (Exception e) {
                    throw new EngineException(
                            ErrorCode.STORE_FAILURE, name + " cannot be closed: " + e.getMessage(), e);
                }
            }
        }
    }
}
