/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.schedule;

import dev.spoor.ResultStream;
import dev.spoor.Session;
import dev.spoor.expr.Literal;
import dev.spoor.output.ValueText;
import dev.spoor.report.Period;
import dev.spoor.report.ReportPack;
import dev.spoor.sql.text.NamedParameters;
import dev.spoor.vector.Batch;
import dev.spoor.vector.SqlTypes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The answer to an alert's question about a window.
 *
 * @param window what it is about
 * @param columns names
 * @param rows as text, NULL as null; the first of them if there are more
 * @param count how many there are
 * @param isIncomplete whether some input could not be read
 */
record AlertRows(Period window, List<String> columns, List<List<String>> rows, long count, boolean isIncomplete) {
    /** Rows beyond are counted, and not looked at. */
    static final int ROWS_MAX = 10_000;

    /**
     * Asks.
     *
     * @param running told of the stream, so that somebody may cancel it
     */
    static AlertRows ask(Session session, AlertEntry alert, Period window, Consumer<ResultStream> running) {
        Map<String, Literal> values = new LinkedHashMap<>(alert.parameters());
        values.put(ReportPack.SINCE, time(ReportPack.SINCE, window.since()));
        values.put(ReportPack.UNTIL, time(ReportPack.UNTIL, window.until()));
        Map<String, String> names = new LinkedHashMap<>();
        values.keySet().forEach(name -> names.put(name, name));
        NamedParameters bound = NamedParameters.bind(alert.sql(), names);
        List<Literal> literals = new ArrayList<>();
        bound.values().forEach(name -> literals.add(values.get(name)));
        try (ResultStream stream = session.query(bound.sql(), literals)) {
            running.accept(stream);
            List<List<String>> rows = new ArrayList<>();
            long count = 0;
            for (Batch batch = stream.next(); batch != null; batch = stream.next()) {
                try (Batch held = batch) {
                    count += held.rowCount();
                    for (int row = 0; row < held.rowCount() && rows.size() < ROWS_MAX; row++) {
                        rows.add(texts(held, row));
                    }
                }
            }
            return new AlertRows(
                    window,
                    List.copyOf(stream.columnNames()),
                    rows,
                    count,
                    stream.stats().isIncomplete());
        }
    }

    private static Literal time(String name, Instant instant) {
        long micros = TimeUnit.SECONDS.toMicros(instant.getEpochSecond()) + instant.getNano() / 1_000;
        return Literal.of(SqlTypes.field(name, SqlTypes.TIMESTAMP), micros);
    }

    private static List<String> texts(Batch batch, int row) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < batch.columnCount(); i++) {
            texts.add(batch.column(i).isNull(row) ? null : ValueText.plain(batch.column(i), row));
        }
        return texts;
    }

    boolean isCut() {
        return rows.size() < count;
    }
}
