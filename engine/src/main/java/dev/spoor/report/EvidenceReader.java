/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.report;

import dev.spoor.ResultStream;
import dev.spoor.error.EngineException;
import dev.spoor.expr.ValueReader;
import dev.spoor.output.OutputFormat;
import dev.spoor.output.OutputOptions;
import dev.spoor.output.ResultWriter;
import dev.spoor.output.ResultWriters;
import dev.spoor.report.EvidenceSink.RowSink;
import dev.spoor.vector.Batch;
import dev.spoor.vector.SqlTypes;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * Takes in the rows of a statement for all questions that it answers: counts and hashes them once; for each question shows the first
 * and hands all on. One thread.
 */
final class EvidenceReader implements AutoCloseable {
    private final ResultStream stream;
    private final List<String> columns;
    private final List<Field> fields;
    private final RowsHash hash = new RowsHash();
    private final StringBuilder lines = new StringBuilder();
    private final List<Reading> readings = new ArrayList<>();
    private final int timeColumn;
    private long firstMicros = Long.MAX_VALUE;
    private long lastMicros = Long.MIN_VALUE;

    /** A question and what of its answer is its own. */
    private record Reading(
            AskedQuestion asked, RowSink sink, ChartCounts counts, int chartColumn, List<List<String>> shown) {}

    /** @param stream from its first row on; stays the caller's */
    EvidenceReader(ResultStream stream) {
        this.stream = stream;
        this.columns = List.copyOf(stream.columnNames());
        this.fields = stream.schema().getFields();
        int first = -1;
        for (int i = fields.size() - 1; i >= 0; i--) {
            first = fields.get(i).getType().equals(SqlTypes.TIMESTAMP) ? i : first;
        }
        this.timeColumn = first;
    }

    /** Adds a question before the rows are read; one that speaks of columns that there are not has failed. */
    void add(AskedQuestion asked) throws IOException {
        Question question = asked.question();
        boolean hasBars = question.chart().kind() == Chart.Kind.BARS;
        try {
            question.columns().forEach(column -> requireColumn(question, column, "columns"));
            if (hasBars) {
                requireColumn(question, question.chart().column(), "chart");
            }
        } catch (EngineException e) {
            asked.fail(e);
            return;
        }
        readings.add(new Reading(
                asked,
                asked.order().sink().begin(question, columns, stream.schema()),
                new ChartCounts(asked.order().request().period()),
                hasBars ? columns.indexOf(question.chart().column()) : -1,
                new ArrayList<>()));
    }

    private void requireColumn(Question question, String column, String entry) {
        if (!columns.contains(column)) {
            throw PackProblem.unknown(question.origin(), 0, "column for '" + entry + "'", column, columns);
        }
    }

    /** Reads to the end and answers all questions. */
    void read() throws IOException {
        try (ResultWriter json = ResultWriters.open(OutputFormat.JSONL, lines, OutputOptions.standard())) {
            json.begin(columns, stream.schema());
            for (Batch batch = stream.next(); batch != null; batch = stream.next()) {
                try (Batch held = batch) {
                    json.write(held);
                    take(held);
                }
            }
            json.end();
        }
        String rowsHash = hash.value();
        for (Reading reading : readings) {
            reading.sink().end();
            reading.asked().answer(answer(reading, rowsHash));
        }
    }

    private Answer answer(Reading reading, String rowsHash) {
        boolean hasTimes = firstMicros <= lastMicros;
        Question question = reading.asked().question();
        return new Answer(
                question,
                reading.asked().control(),
                question.judge(hash.rows()),
                hash.rows(),
                columns,
                fields.stream().map(EvidenceReader::isNumber).toList(),
                List.copyOf(reading.shown()),
                switch (question.chart().kind()) {
                    case NONE -> List.of();
                    case TIMELINE -> reading.counts().timeline();
                    case BARS -> reading.counts().bars();
                },
                hasTimes ? Optional.of(instant(firstMicros)) : Optional.empty(),
                hasTimes ? Optional.of(instant(lastMicros)) : Optional.empty(),
                rowsHash,
                Optional.empty());
    }

    private void hashLines() {
        int from = 0;
        for (int end = lines.indexOf("\n"); end >= 0; end = lines.indexOf("\n", from)) {
            hash.add(lines.substring(from, end));
            from = end + 1;
        }
    }

    private void takeTimes(Batch batch) {
        if (timeColumn < 0) {
            return;
        }
        List<ChartCounts> timelines = readings.stream()
                .filter(reading -> reading.asked().question().chart().kind() == Chart.Kind.TIMELINE)
                .map(Reading::counts)
                .toList();
        ValueReader times = ValueReader.of(batch.column(timeColumn));
        for (int row = 0; row < batch.rowCount(); row++) {
            if (!times.isNull(row)) {
                long micros = times.getLong(row);
                firstMicros = Math.min(firstMicros, micros);
                lastMicros = Math.max(lastMicros, micros);
                timelines.forEach(counts -> counts.add(instant(micros)));
            }
        }
    }

    private void take(Batch batch) throws IOException {
        hashLines();
        takeTimes(batch);
        for (Reading reading : readings) {
            reading.sink().lines(lines);
            reading.sink().rows(batch);
            show(reading, batch);
        }
        lines.setLength(0);
    }

    private static void show(Reading reading, Batch batch) {
        int rowsMax = reading.asked().order().request().rowsMax();
        for (int row = 0; row < batch.rowCount() && reading.shown().size() < rowsMax; row++) {
            reading.shown().add(Rows.texts(batch, row));
        }
        for (int row = 0; row < batch.rowCount() && reading.chartColumn() >= 0; row++) {
            String label = Rows.text(batch, reading.chartColumn(), row);
            reading.counts().add(label == null ? "(none)" : label);
        }
    }

    private static boolean isNumber(Field field) {
        ArrowType type = field.getType();
        return type instanceof ArrowType.Int
                || type instanceof ArrowType.FloatingPoint
                || type instanceof ArrowType.Decimal;
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /** Closes the sinks of the questions. */
    @Override
    public void close() throws IOException {
        IOException failure = null;
        for (Reading reading : readings) {
            try {
                reading.sink().close();
            } catch (IOException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
