/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor;

import dev.spoor.scan.TimeCoverage;
import dev.spoor.sql.PlannedQuery;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Column;
import dev.spoor.vector.FlatColumn;
import dev.spoor.vector.Memory;
import dev.spoor.vector.Schema;
import dev.spoor.vector.SqlTypes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.types.pojo.Field;

/** EXPLAIN ANALYZE: runs a query to its end, drops its rows, and gives the plan with what each step did. */
final class AnalyzedQuery implements ResultStream {
    private static final String COLUMN = "plan";
    private static final Field FIELD = SqlTypes.varchar(COLUMN);

    private final PlannedQuery plan;
    private final RunningQuery query;
    private boolean told;

    AnalyzedQuery(PlannedQuery plan, RunningQuery query) {
        this.plan = plan;
        this.query = query;
    }

    @Override
    public List<String> columnNames() {
        return List.of(COLUMN);
    }

    @Override
    public Schema schema() {
        return new Schema(List.of(FIELD));
    }

    @Override
    public Batch next() {
        if (told) {
            return null;
        }
        for (Batch batch = query.next(); batch != null; batch = query.next()) {
            batch.close();
        }
        told = true;
        return lines(plan.explain(query.context()::counters).stripTrailing().split("\n"));
    }

    @Override
    public Memory memory() {
        return query.memory();
    }

    @Override
    public List<String> notes() {
        return query.notes();
    }

    @Override
    public QueryStats stats() {
        return query.stats();
    }

    @Override
    public Optional<TimeCoverage> coverage() {
        return query.coverage();
    }

    @Override
    public void cancel() {
        query.cancel();
    }

    @Override
    public void close() {
        query.close();
    }

    private Batch lines(String[] lines) {
        VarCharVector vector = new VarCharVector(FIELD, query.context().memory().allocator());
        vector.allocateNew(lines.length);
        for (int i = 0; i < lines.length; i++) {
            vector.setSafe(i, lines[i].getBytes(StandardCharsets.UTF_8));
        }
        vector.setValueCount(lines.length);
        return new Batch(lines.length, new Column[] {new FlatColumn(FIELD, vector)});
    }
}
