/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.bench.lake;

import dev.spoor.Engine;
import dev.spoor.EngineConfig;
import dev.spoor.LakeLocation;
import dev.spoor.ResultStream;
import dev.spoor.Session;
import dev.spoor.Settings;
import dev.spoor.format.TimeWindow;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Memory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.vector.FieldVector;

/** Spoor over a compacted lake. */
final class SpoorOverLake implements Contender {
    private static final long FLAT_BYTES_MAX = 1L << 30;

    private final Engine engine;
    private final Session session;

    SpoorOverLake(Path lake, Settings settings) {
        engine = Engine.open(new EngineConfig(List.of(), Map.of(), settings, TimeWindow.ALL)
                .withLake(new LakeLocation(lake, Optional.empty())));
        session = engine.newSession();
    }

    @Override
    public String name() {
        return "Spoor";
    }

    @Override
    public Answer ask(Question question) {
        long start = System.nanoTime();
        List<String> rows = rows(question.spoor());
        return new Answer(System.nanoTime() - start, rows);
    }

    /** The rows that a statement answers, their values joined by {@code |}. */
    List<String> rows(String sql) {
        List<String> rows = new ArrayList<>();
        try (ResultStream stream = session.query(sql);
                Memory memory = Memory.root(FLAT_BYTES_MAX)) {
            for (Batch batch = stream.next(); batch != null; batch = stream.next()) {
                try (Batch taken = batch) {
                    addRows(taken, memory, rows);
                }
            }
        }
        return rows;
    }

    private static void addRows(Batch batch, Memory memory, List<String> rows) {
        for (int row = 0; row < batch.rowCount(); row++) {
            List<String> values = new ArrayList<>();
            for (int i = 0; i < batch.columnCount(); i++) {
                FieldVector vector = batch.column(i).flat(memory);
                values.add(String.valueOf(vector.getObject(row)));
            }
            rows.add(String.join("|", values));
        }
    }

    @Override
    public void close() {
        session.close();
        engine.close();
    }
}
