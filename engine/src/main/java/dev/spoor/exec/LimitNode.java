/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.exec;

import dev.spoor.vector.Batch;
import dev.spoor.vector.Schema;
import java.util.List;

/**
 * Leaves out the first {@code offset} rows and ends after {@code limit} more; the input is closed at once then, so that
 * nothing is read in vain.
 *
 * @param input not partitioned
 * @param limit {@link #ALL} for no end
 */
public record LimitNode(PlanNode input, long offset, long limit) implements PlanNode {
    public static final long ALL = -1;

    public LimitNode {
        if (offset < 0 || limit < ALL) {
            throw new IllegalArgumentException("offset " + offset + ", limit " + limit);
        }
    }

    @Override
    public Schema schema() {
        return input.schema();
    }

    @Override
    public List<PlanNode> inputs() {
        return List.of(input);
    }

    @Override
    public boolean isPartitioned() {
        return false;
    }

    @Override
    public Operator open(QueryContext context) {
        return new LimitOperator(context.open(input), offset, limit == ALL ? Long.MAX_VALUE : limit, context);
    }

    @Override
    public String describe() {
        String rows = limit == ALL ? "all" : Long.toString(limit);
        return offset == 0 ? "Limit " + rows : "Limit " + rows + " offset " + offset;
    }

    private static final class LimitOperator implements Operator {
        private final Operator input;
        private final QueryContext context;
        private long toSkip;
        private long toGive;
        private boolean inputClosed;

        LimitOperator(Operator input, long toSkip, long toGive, QueryContext context) {
            this.input = input;
            this.context = context;
            this.toSkip = toSkip;
            this.toGive = toGive;
        }

        @Override
        public Batch next() {
            while (toGive > 0) {
                context.cancellation().check();
                Batch batch = input.next();
                if (batch == null) {
                    toGive = 0;
                } else if (batch.rowCount() <= toSkip) {
                    toSkip -= batch.rowCount();
                    batch.close();
                } else {
                    return cut(batch);
                }
            }
            close();
            return null;
        }

        private Batch cut(Batch batch) {
            int from = (int) toSkip;
            int count = (int) Math.min(batch.rowCount() - from, toGive);
            toSkip = 0;
            toGive -= count;
            Batch given = batch;
            if (count < batch.rowCount()) {
                try (batch) {
                    given = batch.slice(from, count, context.memory());
                }
            }
            if (toGive == 0) {
                try {
                    close();
                } catch (RuntimeException | Error e) {
                    given.close();
                    throw e;
                }
            }
            return given;
        }

        @Override
        public void close() {
            if (!inputClosed) {
                inputClosed = true;
                input.close();
            }
        }
    }
}
