/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.bench.endtoend;

import dev.spoor.Engine;
import dev.spoor.EngineConfig;
import dev.spoor.ResultStream;
import dev.spoor.Session;
import dev.spoor.Settings;
import dev.spoor.format.TimeWindow;
import dev.spoor.store.StoreLocation;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Memory;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.apache.arrow.vector.FieldVector;

/** One SQL statement through Spoor's facade, again and again in one session, as a shell would ask it. */
final class SpoorCase implements BenchCase {
    /** A table with the columns of one in Athena, as often as delivered. */
    static final String ATHENA = "athena_logs";

    private final String sql;
    private final Engine engine;
    private final Session session;

    /** @param settings pairs of key and value */
    SpoorCase(Setup setup, String sql, List<String> settings) {
        this.sql = sql;
        Settings all = Settings.initial()
                .with("workers", Integer.toString(setup.threads()))
                .with("cache.path", setup.scratch().resolve("ledger").toString())
                .with("spill.path", setup.scratch().resolve("spill").toString());
        for (int i = 0; i < settings.size(); i += 2) {
            all = all.with(settings.get(i), settings.get(i + 1));
        }
        engine = Engine.open(new EngineConfig(
                StoreLocation.listOf(setup.trail()), Map.of(ATHENA, "athena:none"), all, TimeWindow.ALL));
        session = engine.newSession();
    }

    @Override
    public String run() {
        Answer answer = new Answer();
        try (ResultStream rows = session.query(sql)) {
            for (Batch batch = rows.next(); batch != null; batch = rows.next()) {
                add(batch, answer);
            }
        }
        return answer.digest();
    }

    @Override
    public void close() {
        session.close();
        engine.close();
    }

    /** All columns but the last make the label; the last is the count. A single column is a count. */
    private static void add(Batch batch, Answer answer) {
        try (Memory memory = Memory.root(1L << 30);
                Batch owned = batch) {
            int last = batch.columnCount() - 1;
            FieldVector[] vectors = new FieldVector[last + 1];
            for (int i = 0; i <= last; i++) {
                vectors[i] = batch.column(i).flat(memory);
            }
            for (int row = 0; row < batch.rowCount(); row++) {
                StringJoiner label = new StringJoiner("|");
                label.setEmptyValue("count");
                for (int i = 0; i < last; i++) {
                    label.add(String.valueOf(vectors[i].getObject(row)));
                }
                answer.add(label.toString(), ((Number) vectors[last].getObject(row)).longValue());
            }
        }
    }

    /** Sorts all events with all their columns under the memory limit; the answer says how many and whether in order. */
    static final class Sort implements BenchCase {
        private final SpoorCase sort;

        Sort(Setup setup) {
            sort = new SpoorCase(setup, "SELECT * FROM events ORDER BY eventTime", List.of("memory.query", "512MB"));
        }

        @Override
        public String run() {
            long rows = 0;
            boolean ordered = true;
            long before = Long.MIN_VALUE;
            boolean spilled;
            try (ResultStream stream = sort.session.query(sort.sql)) {
                int time = timeColumn(stream);
                for (Batch batch = stream.next(); batch != null; batch = stream.next()) {
                    long last = lastIfOrdered(batch, time, before);
                    ordered &= last >= before;
                    before = last;
                    rows += batch.rowCount();
                    batch.close();
                }
                spilled = stream.stats().spilledBytes() > 0;
            }
            return rows + " rows, " + (ordered ? "ordered" : "NOT ordered") + (spilled ? ", spilled" : ", in memory");
        }

        /** The batch's last time; Long.MIN_VALUE if its rows are not in order or begin before the given time. */
        private static long lastIfOrdered(Batch batch, int time, long before) {
            try (Memory memory = Memory.root(1L << 30)) {
                FieldVector times = batch.column(time).flat(memory);
                long last = before;
                for (int row = 0; row < batch.rowCount(); row++) {
                    long micros = times.isNull(row)
                            ? Long.MAX_VALUE
                            : times.getDataBuffer().getLong(row * 8L);
                    if (micros < last) {
                        return Long.MIN_VALUE;
                    }
                    last = micros;
                }
                return last;
            }
        }

        @Override
        public void close() {
            sort.close();
        }

        private static int timeColumn(ResultStream stream) {
            for (int i = 0; i < stream.columnNames().size(); i++) {
                if (stream.columnNames().get(i).equalsIgnoreCase("eventTime")) {
                    return i;
                }
            }
            throw new IllegalStateException("no eventTime in " + stream.columnNames());
        }
    }
}
