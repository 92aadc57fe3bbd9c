/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql.adapter;

import dev.spoor.expr.Values;
import dev.spoor.scan.BatchReader;
import dev.spoor.scan.Cancellation;
import dev.spoor.scan.ScanContext;
import dev.spoor.scan.ScanRequest;
import dev.spoor.scan.ScanRun;
import dev.spoor.scan.ScanSource;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Memory;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.calcite.linq4j.Enumerator;

/** Rows of a scan one at a time, in the form in which Calcite's engine wants values. One thread. */
final class ScanEnumerator implements Enumerator<Object[]> {
    private static final long MEMORY_BYTES_MAX = 512L << 20;
    private static final long HASH_SEED = 0x5bd1e995L;
    private static final int READ_AHEAD_THREADS = 2;
    private static final long MICROS_PER_MILLI = 1000;
    private static final Cancellation NEVER = () -> {};

    private final Memory memory = Memory.root(MEMORY_BYTES_MAX);
    private final ExecutorService io;
    private final ScanRun run;
    private final BatchReader reader;
    private Batch batch;
    private FieldVector[] vectors;
    private int row;

    ScanEnumerator(ScanSource source, ScanRequest request) {
        this.io = Executors.newFixedThreadPool(READ_AHEAD_THREADS, task -> {
            Thread thread = new Thread(task, "spoor-adapter-io");
            thread.setDaemon(true);
            return thread;
        });
        this.run = source.plan(request).start(new ScanContext(memory, Batch.DEFAULT_ROWS, 1, io, NEVER, HASH_SEED));
        this.reader = run.openWorker();
    }

    @Override
    public boolean moveNext() {
        row++;
        while (batch == null || row >= batch.rowCount()) {
            releaseBatch();
            batch = reader.next();
            row = 0;
            if (batch == null) {
                return false;
            }
            vectors = new FieldVector[batch.columnCount()];
            for (int i = 0; i < vectors.length; i++) {
                vectors[i] = batch.column(i).flat(memory);
            }
        }
        return true;
    }

    @Override
    public Object[] current() {
        if (batch == null) {
            throw new NoSuchElementException("no current row");
        }
        Object[] values = new Object[vectors.length];
        for (int i = 0; i < values.length; i++) {
            Object value = Values.read(vectors[i], row);
            boolean time = value != null && vectors[i].getField().getType() instanceof ArrowType.Timestamp;
            values[i] = time ? (Object) Math.floorDiv((Long) value, MICROS_PER_MILLI) : value;
        }
        return values;
    }

    @Override
    public void reset() {
        throw new UnsupportedOperationException("a scan goes forward only");
    }

    private void releaseBatch() {
        if (batch != null) {
            batch.close();
            batch = null;
        }
    }

    @Override
    public void close() {
        releaseBatch();
        reader.close();
        run.close();
        io.shutdown();
        memory.close();
    }
}
