/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.testing;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.exec.Operator;
import dev.spoor.exec.PlanNode;
import dev.spoor.vector.Batch;
import dev.spoor.vector.SqlTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.apache.arrow.vector.types.pojo.Field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

/**
 * What every operator must do, whatever it computes: give no empty batch, end for ever, close at any moment, pass the
 * input's failure and a cancellation on, and leave nothing behind: memory, temporary files, open readers. The input has
 * columns a VARCHAR, b BOOLEAN, n BIGINT; it is partitioned unless the node wants it gathered.
 */
public final class OperatorContract {
    /** Columns of the input. */
    public static final List<Field> FIELDS =
            List.of(SqlTypes.varchar("a"), SqlTypes.field("b", SqlTypes.BOOLEAN), SqlTypes.field("n", SqlTypes.BIGINT));

    private static final int ROWS = 60;
    private static final int BATCH_ROWS = 6;

    private final UnaryOperator<PlanNode> maker;

    private OperatorContract(UnaryOperator<PlanNode> maker) {
        this.maker = maker;
    }

    /** @param maker of the node over an input, which it may use once */
    public static void verify(UnaryOperator<PlanNode> maker) {
        OperatorContract contract = new OperatorContract(maker);
        for (int workers : new int[] {1, 3}) {
            contract.giveTheSameRowsInAnyBatchSize(workers);
            contract.takesAnEmptyInput(workers);
            contract.closesAtAnyMoment(workers);
            contract.passesFailuresOn(workers);
            contract.endsWhenCancelled(workers);
        }
    }

    private void giveTheSameRowsInAnyBatchSize(int workers) {
        RowSource source = source(ROWS, ROWS);
        int expected;
        try (QueryFixture query = new QueryFixture(QueryFixture.PLENTY, 1, ROWS)) {
            expected = query.rows(maker.apply(source.scan())).size();
        }
        assertEquals(0, source.openReaders());
        for (int batchRows : new int[] {1, 7}) {
            RowSource small = source(ROWS, batchRows);
            try (QueryFixture query = new QueryFixture(QueryFixture.PLENTY, workers, batchRows)) {
                assertEquals(expected, query.rows(maker.apply(small.scan())).size());
            }
            assertEquals(0, small.openReaders());
        }
    }

    private void takesAnEmptyInput(int workers) {
        RowSource source = source(0, BATCH_ROWS);
        try (QueryFixture query = new QueryFixture(QueryFixture.PLENTY, workers, BATCH_ROWS)) {
            query.rows(maker.apply(source.scan()));
        }
        assertEquals(0, source.openReaders());
    }

    private void closesAtAnyMoment(int workers) {
        for (int taken = 0; taken < 4; taken++) {
            RowSource source = source(ROWS, BATCH_ROWS);
            try (QueryFixture query = new QueryFixture(QueryFixture.PLENTY, workers, BATCH_ROWS)) {
                try (Operator operator = query.context().open(maker.apply(source.scan()))) {
                    for (int i = 0; i < taken; i++) {
                        closeIfAny(operator.next());
                    }
                }
                assertEquals(0, source.openReaders(), "after close");
            }
        }
    }

    private void passesFailuresOn(int workers) {
        for (int failing : new int[] {0, 2, 9}) {
            RowSource source = source(ROWS, BATCH_ROWS).failingAt(failing);
            try (QueryFixture query = new QueryFixture(QueryFixture.PLENTY, workers, BATCH_ROWS)) {
                try (Operator operator = query.context().open(maker.apply(source.scan()))) {
                    EngineException failure = assertThrows(EngineException.class, () -> drain(operator));
                    assertEquals(ErrorCode.STORE_FAILURE, failure.code(), failure.getMessage());
                }
                assertEquals(0, source.openReaders(), "after a failure");
            }
        }
    }

    private void endsWhenCancelled(int workers) {
        for (int checks : new int[] {0, 4, 8}) {
            AtomicInteger left = new AtomicInteger(checks);
            RowSource source = source(ROWS, BATCH_ROWS);
            try (QueryFixture query = new QueryFixture(QueryFixture.PLENTY, workers, BATCH_ROWS, () -> {
                if (left.getAndDecrement() <= 0) {
                    throw new EngineException(ErrorCode.CANCELLED, "cancelled by the test");
                }
            })) {
                EngineException failure = assertThrows(EngineException.class, () -> {
                    try (Operator operator = query.context().open(maker.apply(source.scan()))) {
                        drain(operator);
                    }
                });
                assertEquals(ErrorCode.CANCELLED, failure.code(), failure.getMessage());
                assertEquals(0, source.openReaders(), "after cancelling");
            }
        }
    }

    private static void drain(Operator operator) {
        for (Batch batch = operator.next(); batch != null; batch = operator.next()) {
            batch.close();
        }
        assertNull(operator.next());
    }

    private static void closeIfAny(Batch batch) {
        if (batch != null) {
            batch.close();
        }
    }

    private static RowSource source(int count, int batchRows) {
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<Object> row = new ArrayList<>();
            row.add(i % 7 == 0 ? null : "text " + i % 5);
            row.add(i % 3 == 0 ? null : (Object) (i % 2 == 0));
            row.add((long) i);
            rows.add(row);
        }
        return RowSource.of(FIELDS, rows, batchRows, 3);
    }
}
