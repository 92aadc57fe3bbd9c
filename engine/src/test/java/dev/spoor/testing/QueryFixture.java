/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.testing;

import dev.spoor.exec.Operator;
import dev.spoor.exec.PlanNode;
import dev.spoor.exec.QueryContext;
import dev.spoor.exec.QuerySettings;
import dev.spoor.exec.SpillSpace;
import dev.spoor.scan.Cancellation;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Memory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

/**
 * What a query runs in, for tests of plan nodes. Closing it checks that all memory came back and that no temporary file
 * is left.
 */
public final class QueryFixture implements AutoCloseable {
    /** Memory that is never short. */
    public static final long PLENTY = 1L << 30;

    private static final long SPILL_LIMIT_BYTES = 4L << 30;

    private final Memory root;
    private final Memory memory;
    private final ExecutorService pool = Executors.newCachedThreadPool();
    private final Path spillFolder;
    private final QueryContext context;

    public QueryFixture(long memoryBytes, int workers, int batchRows) {
        this(memoryBytes, workers, batchRows, () -> {});
    }

    public QueryFixture(long memoryBytes, int workers, int batchRows, Cancellation cancellation) {
        try {
            spillFolder = Files.createTempDirectory("spoor-test-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        root = Memory.root(memoryBytes);
        memory = root.child("query", memoryBytes);
        context = new QueryContext(
                memory,
                new QuerySettings(workers, batchRows, SPILL_LIMIT_BYTES, 42),
                1_700_000_000_000_000L,
                pool,
                pool,
                cancellation,
                new SpillSpace(spillFolder, SPILL_LIMIT_BYTES));
    }

    public QueryContext context() {
        return context;
    }

    public Memory memory() {
        return memory;
    }

    /** All rows that a node gives. */
    public List<List<Object>> rows(PlanNode node) {
        return rows(context.open(node));
    }

    /** All rows that an operator gives; closes it. Checks that no batch is empty and that the end lasts. */
    public List<List<Object>> rows(Operator opened) {
        List<List<Object>> rows = new ArrayList<>();
        try (Operator operator = opened) {
            for (Batch batch = operator.next(); batch != null; batch = operator.next()) {
                try (Batch owned = batch) {
                    assertNotEquals(0, owned.rowCount(), "an operator gave an empty batch");
                    rows.addAll(Rows.read(owned, memory));
                }
            }
            assertNull(operator.next(), "a batch came after the end");
        }
        return rows;
    }

    @Override
    public void close() {
        context.close();
        pool.shutdownNow();
        memory.close();
        root.close();
        try (var files = Files.list(spillFolder)) {
            assertEquals(List.of(), files.toList(), "temporary files are left");
            Files.delete(spillFolder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
