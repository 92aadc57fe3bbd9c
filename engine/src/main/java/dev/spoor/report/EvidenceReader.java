/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.report;

import dev.spoor.ResultStream;
import dev.spoor.Session;
import dev.spoor.expr.Literal;
import dev.spoor.expr.ValueReader;
import dev.spoor.output.OutputFormat;
import dev.spoor.output.OutputOptions;
import dev.spoor.output.ResultWriter;
import dev.spoor.output.ResultWriters;
import dev.spoor.output.ValueText;
import dev.spoor.sql.text.NamedParameters;
import dev.spoor.vector.Batch;
import dev.spoor.vector.SqlTypes;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/** Asks one question and takes in its rows: counts, hashes, shows the first, writes all. One thread. */
final class EvidenceReader {
    private final Question question;
    private final Map<String, Literal> values;
    private final int rowsMax;
    private final EvidenceSink sink;
    private final RowsHash hash = new RowsHash();
    private final StringBuilder lines = new StringBuilder();
    private final ChartCounts counts;
    private final List<List<String>> shown = new ArrayList<>();
    private int timeColumn = -1;
    private int chartColumn = -1;
    private long firstMicros = Long.MAX_VALUE;
    private long lastMicros = Long.MIN_VALUE;

    EvidenceReader(Question question, Map<String, Literal> values, Period period, int rowsMax, EvidenceSink sink) {
        this.question = question;
        this.values = values;
        this.rowsMax = rowsMax;
        this.sink = sink;
        this.counts = new ChartCounts(period);
    }

    /**
     * Runs the statement to its end.
     *
     * @param running told of the stream, so that somebody may cancel it
     */
    Answer read(Session session, String control, Consumer<ResultStream> running) throws IOException {
        Map<String, String> names = new LinkedHashMap<>();
        values.keySet().forEach(name -> names.put(name, name));
        NamedParameters bound = NamedParameters.bind(question.sql(), names);
        List<Literal> literals = bound.values().stream().map(values::get).collect(Collectors.toList());
        try (ResultStream stream = session.query(bound.sql(), literals)) {
            running.accept(stream);
            List<String> columns = List.copyOf(stream.columnNames());
            List<Field> fields = stream.schema().getFields();
            findColumns(columns, fields);
            ResultWriter json = ResultWriters.open(OutputFormat.JSONL, lines, OutputOptions.standard());
            json.begin(columns, stream.schema());
            sink.begin(question, columns, stream.schema());
            for (Batch batch = stream.next(); batch != null; batch = stream.next()) {
                try (Batch held = batch) {
                    json.write(held);
                    takeLines();
                    sink.rows(held);
                    take(held);
                }
            }
            json.end();
            sink.end();
            return answer(control, columns, fields);
        }
    }

    private Answer answer(String control, List<String> columns, List<Field> fields) {
        boolean hasTimes = firstMicros <= lastMicros;
        return new Answer(
                question,
                control,
                question.judge(hash.rows()),
                hash.rows(),
                columns,
                fields.stream().map(EvidenceReader::isNumber).toList(),
                List.copyOf(shown),
                switch (question.chart().kind()) {
                    case NONE -> List.of();
                    case TIMELINE -> counts.timeline();
                    case BARS -> counts.bars();
                },
                hasTimes ? Optional.of(instant(firstMicros)) : Optional.empty(),
                hasTimes ? Optional.of(instant(lastMicros)) : Optional.empty(),
                hash.value(),
                Optional.empty());
    }

    private void findColumns(List<String> columns, List<Field> fields) {
        for (int i = fields.size() - 1; i >= 0; i--) {
            timeColumn = fields.get(i).getType().equals(SqlTypes.TIMESTAMP) ? i : timeColumn;
        }
        for (String shownColumn : question.columns()) {
            requireColumn(columns, shownColumn, "columns");
        }
        if (question.chart().kind() == Chart.Kind.BARS) {
            requireColumn(columns, question.chart().column(), "chart");
            chartColumn = columns.indexOf(question.chart().column());
        }
    }

    private void requireColumn(List<String> columns, String column, String entry) {
        if (!columns.contains(column)) {
            throw PackProblem.unknown(question.origin(), 0, "column for '" + entry + "'", column, columns);
        }
    }

    private void takeLines() throws IOException {
        int from = 0;
        for (int end = lines.indexOf("\n"); end >= 0; end = lines.indexOf("\n", from)) {
            hash.add(lines.substring(from, end));
            from = end + 1;
        }
        sink.lines(lines);
        lines.setLength(0);
    }

    private void take(Batch batch) {
        ValueReader times = timeColumn < 0 ? null : ValueReader.of(batch.column(timeColumn));
        for (int row = 0; row < batch.rowCount(); row++) {
            if (shown.size() < rowsMax) {
                shown.add(texts(batch, row));
            }
            if (times != null && !times.isNull(row)) {
                long micros = times.getLong(row);
                firstMicros = Math.min(firstMicros, micros);
                lastMicros = Math.max(lastMicros, micros);
                if (question.chart().kind() == Chart.Kind.TIMELINE) {
                    counts.add(instant(micros));
                }
            }
            if (chartColumn >= 0) {
                String label = text(batch, chartColumn, row);
                counts.add(label == null ? "(none)" : label);
            }
        }
    }

    private static List<String> texts(Batch batch, int row) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < batch.columnCount(); i++) {
            texts.add(text(batch, i, row));
        }
        return texts;
    }

    private static String text(Batch batch, int column, int row) {
        return batch.column(column).isNull(row) ? null : ValueText.plain(batch.column(column), row);
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

    /** The literal of a parameter's text. */
    static Literal literal(String name, ReportPack.Type type, String text) {
        return type.literal(name, text);
    }
}
