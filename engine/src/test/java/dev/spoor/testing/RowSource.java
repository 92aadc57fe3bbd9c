/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.testing;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.exec.PlanNode;
import dev.spoor.exec.ScanNode;
import dev.spoor.prune.ScanConstraint;
import dev.spoor.scan.BatchReader;
import dev.spoor.scan.PruneReport;
import dev.spoor.scan.ScanContext;
import dev.spoor.scan.ScanPlan;
import dev.spoor.scan.ScanRequest;
import dev.spoor.scan.ScanRun;
import dev.spoor.scan.ScanSource;
import dev.spoor.scan.ScanStatistics;
import dev.spoor.schema.FieldPath;
import dev.spoor.schema.ProjectedColumn;
import dev.spoor.schema.Projection;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Column;
import dev.spoor.vector.Memory;
import dev.spoor.vector.StringDictionaryBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * A table of given rows, scanned by any number of workers in batches of a given size. Each column of each batch has a
 * random shape: flat, dictionary-encoded (each worker has its own dictionaries) or constant where it can be.
 */
public final class RowSource implements ScanSource {
    private final List<Field> fields;
    private final List<List<Object>> rows;
    private final int batchRows;
    private final long seed;
    private final int failAtBatch;
    private final AtomicInteger openReaders = new AtomicInteger();

    private RowSource(List<Field> fields, List<List<Object>> rows, int batchRows, long seed, int failAtBatch) {
        this.fields = List.copyOf(fields);
        this.rows = List.copyOf(rows);
        this.batchRows = batchRows;
        this.seed = seed;
        this.failAtBatch = failAtBatch;
    }

    /** @param seed of the shapes */
    public static RowSource of(List<Field> fields, List<List<Object>> rows, int batchRows, long seed) {
        return new RowSource(fields, rows, batchRows, seed, -1);
    }

    /** The same, but reading the batch of this number (from 0) fails with STORE_FAILURE. */
    public RowSource failingAt(int batch) {
        return new RowSource(fields, rows, batchRows, seed, batch);
    }

    /** Readers that are open at the moment. */
    public int openReaders() {
        return openReaders.get();
    }

    /** A scan of this table; a partitioned node. */
    public PlanNode scan() {
        List<ProjectedColumn> columns = new ArrayList<>();
        for (Field field : fields) {
            columns.add(new ProjectedColumn(FieldPath.of(field.getName()), field));
        }
        return new ScanNode(
                this,
                new ScanRequest(new Projection(columns), ScanConstraint.all(), ScanRequest.NO_LIMIT),
                "of given rows");
    }

    /** A batch of given rows, at least one, whose columns have random shapes. */
    public static Batch shaped(List<Field> fields, List<List<Object>> rows, long seed, Memory memory) {
        RowSource source = of(fields, rows, rows.size(), seed);
        try (Reader reader = source.new Reader(new Progress(memory))) {
            return reader.next();
        }
    }

    @Override
    public String name() {
        return "rows";
    }

    @Override
    public ScanPlan plan(ScanRequest request) {
        return new ScanPlan() {
            @Override
            public PruneReport report() {
                return PruneReport.none();
            }

            @Override
            public ScanRun start(ScanContext context) {
                return new Run(context);
            }
        };
    }

    /** What the workers of one scan share. */
    private static final class Progress {
        private final Memory memory;
        private final AtomicInteger nextBatch = new AtomicInteger();

        Progress(Memory memory) {
            this.memory = memory;
        }
    }

    private final class Run implements ScanRun {
        private final Progress progress;

        Run(ScanContext context) {
            this.progress = new Progress(context.memory());
        }

        @Override
        public BatchReader openWorker() {
            return new Reader(progress);
        }

        @Override
        public ScanStatistics statistics() {
            return ScanStatistics.ZERO;
        }

        @Override
        public void close() {}
    }

    private final class Reader implements BatchReader {
        private final Progress progress;
        private final Map<Integer, StringDictionaryBuilder> dictionaries = new HashMap<>();
        private boolean open = true;

        Reader(Progress progress) {
            this.progress = progress;
            openReaders.incrementAndGet();
        }

        @Override
        public Batch next() {
            int number = progress.nextBatch.getAndIncrement();
            long from = (long) number * batchRows;
            if (number == failAtBatch) {
                throw new EngineException(ErrorCode.STORE_FAILURE, "batch " + number + " cannot be read");
            }
            if (from >= rows.size()) {
                return null;
            }
            List<List<Object>> part = rows.subList((int) from, (int) Math.min(rows.size(), from + batchRows));
            Random shapes = new Random(seed * 31 + number);
            Column[] columns = new Column[fields.size()];
            int done = 0;
            try {
                for (; done < columns.length; done++) {
                    columns[done] = column(done, Rows.column(part, done), shapes);
                }
            } catch (RuntimeException e) {
                for (int i = 0; i < done; i++) {
                    columns[i].close();
                }
                throw e;
            }
            return new Batch(part.size(), columns);
        }

        private Column column(int index, List<Object> values, Random shapes) {
            Field field = fields.get(index);
            boolean isOneValue = new HashSet<>(values).size() == 1;
            if (isOneValue && shapes.nextBoolean()) {
                return Rows.constant(field, values.get(0), values.size(), progress.memory);
            }
            if (Rows.isText(field) && shapes.nextInt(4) > 0) {
                StringDictionaryBuilder dictionary =
                        dictionaries.computeIfAbsent(index, key -> new StringDictionaryBuilder(progress.memory));
                return Rows.encoded(field, values, dictionary, progress.memory);
            }
            return Rows.flat(field, values, progress.memory);
        }

        @Override
        public void close() {
            if (!open) {
                throw new IllegalStateException("reader closed twice");
            }
            open = false;
            openReaders.decrementAndGet();
            dictionaries.values().forEach(StringDictionaryBuilder::close);
        }
    }
}
