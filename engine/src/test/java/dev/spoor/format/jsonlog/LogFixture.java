/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format.jsonlog;

import dev.spoor.format.FileOutcome;
import dev.spoor.format.LogReader;
import dev.spoor.format.ReadRequest;
import dev.spoor.format.RecordGate;
import dev.spoor.format.TimeWindow;
import dev.spoor.schema.EventColumn;
import dev.spoor.schema.FieldPath;
import dev.spoor.schema.ProjectedColumn;
import dev.spoor.schema.Projection;
import dev.spoor.source.cloudtrail.CloudTrailSchema;
import dev.spoor.source.cloudtrail.CloudTrailSource;
import dev.spoor.testing.LogMutation;
import dev.spoor.testing.Rows;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Memory;
import dev.spoor.vector.SqlTypes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Field;

/** Reads files of bytes with the real reader and decoder; fails when memory is left over. */
public final class LogFixture {
    /** What one file gave. */
    public record Reading(List<List<Object>> rows, FileOutcome outcome) {
        /** The values of one column. */
        public List<Object> column(int index) {
            return Rows.column(rows, index);
        }

        public List<String> reasons() {
            return outcome.faults().stream().map(fault -> fault.reason()).toList();
        }
    }

    private final List<ProjectedColumn> columns = new ArrayList<>();
    private RecordGate gate;
    private TimeWindow window = TimeWindow.ALL;
    private int batchRows = 3;
    private boolean statistics;

    /** @param paths columns, or places in them with dots between the steps; all as the schema types them */
    public LogFixture(String... paths) {
        for (String path : paths) {
            String[] steps = path.split("\\.");
            FieldPath place = FieldPath.of(steps[0], Arrays.copyOfRange(steps, 1, steps.length));
            columns.add(new ProjectedColumn(place, typeOf(place)));
        }
    }

    /** A reading of every column that the schema has. */
    public static LogFixture ofAllColumns() {
        return new LogFixture(CloudTrailSchema.schema().columns().stream()
                .map(EventColumn::name)
                .toArray(String[]::new));
    }

    /** Adds a column of another type than the schema's. */
    public LogFixture with(FieldPath path, Field field) {
        columns.add(new ProjectedColumn(path, field));
        return this;
    }

    public LogFixture gate(RecordGate asked) {
        gate = asked;
        return this;
    }

    public LogFixture window(TimeWindow stretch) {
        window = stretch;
        return this;
    }

    public LogFixture batchRows(int rows) {
        batchRows = rows;
        return this;
    }

    public LogFixture statistics() {
        statistics = true;
        return this;
    }

    public Reading read(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    public Reading readPacked(String text) {
        return read(LogMutation.gzip(text.getBytes(StandardCharsets.UTF_8)));
    }

    public Reading read(byte[] file) {
        return readAll(List.of(file)).get(0);
    }

    /** Reads files one after another with one reader. */
    public List<Reading> readAll(List<byte[]> files) {
        List<Reading> readings = new ArrayList<>();
        try (Memory memory = Memory.root(1L << 31);
                LogReader reader = JsonLogFormat.open(
                        new CloudTrailSource(),
                        new ReadRequest(new Projection(columns), memory, batchRows, gate, 7, window, statistics))) {
            for (int i = 0; i < files.size(); i++) {
                List<List<Object>> rows = new ArrayList<>();
                reader.start("file-" + i, files.get(i), 0, files.get(i).length);
                boolean ended = false;
                while (!ended) {
                    ended = reader.read();
                    drain(reader, memory, rows);
                }
                readings.add(new Reading(rows, reader.outcome()));
            }
        }
        return readings;
    }

    private static void drain(LogReader reader, Memory memory, List<List<Object>> rows) {
        try (Batch batch = reader.take()) {
            if (batch != null) {
                rows.addAll(Rows.read(batch, memory));
            }
        }
    }

    private static Field typeOf(FieldPath path) {
        Field field =
                CloudTrailSchema.schema().column(path.column()).orElseThrow().field();
        for (String step : path.steps()) {
            Field found = SqlTypes.varchar(step);
            for (Field member : field.getChildren()) {
                if (member.getName().equalsIgnoreCase(step)) {
                    found = member;
                }
            }
            field = found;
        }
        return field;
    }
}
