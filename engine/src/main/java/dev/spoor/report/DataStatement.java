/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.report;

import dev.spoor.ResultStream;
import dev.spoor.Session;
import dev.spoor.expr.Literal;
import dev.spoor.output.ValueText;
import dev.spoor.report.Report.Section;
import dev.spoor.vector.Batch;
import dev.spoor.vector.SqlTypes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;

/** What a report says about the data that it rests on: what there is, what is missing, what is proved. One thread. */
final class DataStatement {
    private static final int ROWS_MAX = 200;

    private static final String BY_PLACE = """
            SELECT recipientAccountId AS account, awsRegion AS region, count(*) AS events,
                   min(eventTime) AS first_event, max(eventTime) AS last_event
            FROM events WHERE eventTime >= ? AND eventTime < ?
            GROUP BY 1, 2 ORDER BY 1, 2""";
    private static final String FILES = """
            SELECT state, count(*) AS files, sum(records) AS records, sum(size_bytes) AS bytes
            FROM sys.log_files GROUP BY state ORDER BY state""";
    private static final String UNREADABLE = """
            SELECT key, reason, records_recovered, records_lost FROM sys.unreadable_files ORDER BY key, byte_offset""";
    private static final String EVERY_FILE =
            "SELECT key, size_bytes, modified FROM sys.log_files ORDER BY key, modified";

    private final Session session;
    private final Consumer<ResultStream> running;
    private final List<Literal> period;
    private final Rows places;
    private final Rows unreadable;
    private final Rows files;

    /** @param running told of each stream, so that somebody may cancel it */
    DataStatement(Session session, Period period, Consumer<ResultStream> running) {
        this.session = session;
        this.running = running;
        this.period = List.of(time(period.since()), time(period.until()));
        this.places = read(BY_PLACE, this.period, Long.MAX_VALUE);
        this.unreadable = read(UNREADABLE, List.of(), ROWS_MAX);
        this.files = read(FILES, List.of(), ROWS_MAX);
    }

    /** A result as text. */
    private record Rows(List<String> columns, List<List<String>> rows, long count) {}

    private static Literal time(java.time.Instant instant) {
        return Literal.of(SqlTypes.field("time", SqlTypes.TIMESTAMP), Period.micros(instant));
    }

    /** Events in the period. */
    long events() {
        return places.rows().stream()
                .mapToLong(row -> Long.parseLong(row.get(2)))
                .sum();
    }

    /** Whether some input could not be read. */
    boolean isIncomplete() {
        return unreadable.count() > 0;
    }

    /** Hash over names, sizes and times of all log files, and the head of the lake if there is one. */
    String snapshot() {
        MessageDigest sha256 = RowsHash.sha256();
        each(EVERY_FILE, row -> sha256.update((String.join("\t", row) + "\n").getBytes(StandardCharsets.UTF_8)));
        return "files:" + HexFormat.of().formatHex(sha256.digest(), 0, 16);
    }

    List<Section> sections() {
        List<Section> sections = new ArrayList<>();
        sections.add(section(
                "events",
                "Events in the period",
                events() == 0
                        ? "There is no event in the period. A report without events proves nothing: look whether the"
                                + " logs of the period are there."
                        : "How many events there are, by account and region, each event once.",
                events() == 0,
                places));
        sections.add(section(
                "files", "Log files", "All log files that were looked at, and what became of them.", false, files));
        sections.add(section(
                "unreadable",
                "What could not be read",
                unreadable.count() == 0
                        ? "Everything that had to be read for this report could be read."
                        : "Events may be missing from every answer of this report: some of the input could not be read.",
                unreadable.count() > 0,
                unreadable));
        return sections;
    }

    private static Section section(String id, String title, String text, boolean isWarning, Rows rows) {
        List<List<String>> first =
                rows.rows().subList(0, Math.min(ROWS_MAX, rows.rows().size()));
        return new Section(id, title, text, isWarning, rows.columns(), first, rows.count());
    }

    private Rows read(String sql, List<Literal> values, long rowsMax) {
        List<List<String>> rows = new ArrayList<>();
        long[] count = new long[1];
        List<String> columns = each(sql, values, row -> {
            if (count[0]++ < rowsMax) {
                rows.add(row);
            }
        });
        return new Rows(columns, rows, count[0]);
    }

    private void each(String sql, Consumer<List<String>> taker) {
        each(sql, List.of(), taker);
    }

    private List<String> each(String sql, List<Literal> values, Consumer<List<String>> taker) {
        try (ResultStream stream = session.query(sql, values)) {
            running.accept(stream);
            for (Batch batch = stream.next(); batch != null; batch = stream.next()) {
                try (Batch held = batch) {
                    for (int row = 0; row < held.rowCount(); row++) {
                        List<String> texts = new ArrayList<>();
                        for (int i = 0; i < held.columnCount(); i++) {
                            texts.add(held.column(i).isNull(row) ? null : ValueText.plain(held.column(i), row));
                        }
                        taker.accept(texts);
                    }
                }
            }
            return List.copyOf(stream.columnNames());
        } finally {
            running.accept(null);
        }
    }
}
