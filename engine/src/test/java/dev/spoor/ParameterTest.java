/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.expr.Literal;
import dev.spoor.expr.TypeNames;
import dev.spoor.expr.Values;
import dev.spoor.expr.ZoneTime;
import dev.spoor.sample.SampleSpec;
import dev.spoor.sample.SampleTrail;
import dev.spoor.sql.StatementDescription;
import dev.spoor.testing.StreamTable;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Memory;
import dev.spoor.vector.SqlTypes;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Parameters of statements: what the places say of them, and that a value does what a literal does. */
class ParameterTest {
    private static final int EVENTS = 3_000;

    @TempDir
    static Path trail;

    private static Engine engine;
    private static Session session;

    @BeforeAll
    static void open() {
        new SampleTrail(SampleSpec.bench(EVENTS)).writeTo(trail, 1, done -> {});
        EngineConfig config = EngineConfig.of(trail)
                .with(Settings.initial().with("cache", "off").with("lateness", "1h"));
        engine = Engine.open(config);
        session = engine.newSession();
    }

    @AfterAll
    static void close() {
        session.close();
        engine.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT eventName FROM events WHERE eventTime >= ? | timestamp(3)",
                "SELECT eventName FROM events WHERE ? < eventTime | timestamp(3)",
                "SELECT eventName FROM events WHERE eventTime BETWEEN ? AND ? | timestamp(3), timestamp(3)",
                "SELECT eventName FROM events WHERE eventName = ? AND readOnly = ? | varchar, boolean",
                "SELECT eventName FROM events WHERE eventName IN (?, 'b', ?) | varchar, varchar",
                "SELECT eventName FROM events WHERE ? IN (1, 2) | integer",
                "SELECT eventName FROM events WHERE eventName LIKE ? | varchar",
                "SELECT CAST(? AS date), TRY_CAST(? AS bigint) | date, bigint",
                "SELECT substr(eventName, ?, ?) FROM events | bigint, bigint",
                "SELECT eventName FROM events LIMIT ? | bigint",
                "SELECT eventName FROM events OFFSET ? ROWS FETCH FIRST ? ROWS ONLY | bigint, bigint",
                "SELECT count(*) FROM events HAVING count(*) > ? | bigint",
                "SELECT eventTime AT TIME ZONE ? FROM events | varchar",
                "SELECT ? | varchar",
                "SELECT 'a?b', ? -- what? | varchar",
                "EXPLAIN SELECT eventName FROM events WHERE eventTime > ? | timestamp(3)",
                "SELECT 1 | ''"
            })
    void placesSayTheTypesOfParameters(String sql, String types) {
        StatementDescription description = session.describe(sql);
        assertEquals(types, description.parameters().stream().map(TypeNames::of).collect(Collectors.joining(", ")));
    }

    @Test
    void aDescriptionNamesTheColumnsThatTheQueryHas() {
        String sql = "SELECT eventName AS \"Action\", count(*), max(eventTime), ?, array_agg(awsRegion) FROM events"
                + " WHERE eventTime > ? GROUP BY 1";
        StatementDescription description = session.describe(sql);
        try (ResultStream stream = session.query(sql, List.of(text("x"), text("2020-01-01")))) {
            assertEquals(
                    stream.columnNames(),
                    description.columns().stream()
                            .map(column -> column.getName())
                            .toList());
            assertEquals(
                    stream.schema().getFields().stream().map(TypeNames::of).toList(),
                    description.columns().stream().map(TypeNames::of).toList());
        }
    }

    @Test
    void everyTypeComesBackAsItWasBound() {
        long micros = 1_769_947_200_123_456L;
        List<Literal> values = List.of(
                value(SqlTypes.BOOLEAN, true),
                value(SqlTypes.INTEGER, -7),
                value(SqlTypes.BIGINT, 5L),
                value(SqlTypes.BIGINT, Long.MIN_VALUE),
                value(SqlTypes.DOUBLE, 1e-300),
                value(SqlTypes.DOUBLE, Double.NaN),
                value(new ArrowType.Decimal(5, 2, 128), new BigDecimal("-123.40")),
                value(new ArrowType.Decimal(3, 3, 128), new BigDecimal("0.001")),
                text("it's 'quoted' ? \\ 日本"),
                value(SqlTypes.DATE, (int) LocalDate.of(1999, 12, 31).toEpochDay()),
                value(SqlTypes.TIMESTAMP, micros),
                value(SqlTypes.TIMESTAMP_TZ, micros),
                value(SqlTypes.VARBINARY, new byte[] {0, -1}));
        String sql = "SELECT " + String.join(", ", Collections.nCopies(values.size(), "?"));
        try (ResultStream stream = session.query(sql, values)) {
            assertEquals(
                    "boolean, integer, bigint, bigint, double, double, decimal(5,2), decimal(4,3), varchar, date,"
                            + " timestamp(3), timestamp(3) with time zone, varbinary",
                    stream.schema().getFields().stream().map(TypeNames::of).collect(Collectors.joining(", ")));
            try (Memory memory = Memory.root(1 << 20);
                    Batch row = stream.next()) {
                for (int i = 0; i < values.size(); i++) {
                    Object read = Values.read(row.column(i).flat(memory), 0);
                    boolean same = Objects.deepEquals(values.get(i).value(), read);
                    assertTrue(same, "column " + i + ": " + read);
                }
            }
        }
    }

    @Test
    void nullIsNull() {
        assertEquals(List.of(List.of(true)), rows("SELECT ? IS NULL", value(SqlTypes.BIGINT, null)));
        assertEquals(
                List.of(List.of(0L)),
                rows("SELECT count(*) FROM events WHERE eventName = ?", value(SqlTypes.VARCHAR, null)));
    }

    @Test
    void aBoundTimeSkipsFilesAsALiteralDoes() {
        LocalDateTime least =
                (LocalDateTime) rows("SELECT min(eventTime) FROM events").get(0).get(0);
        LocalDateTime greatest =
                (LocalDateTime) rows("SELECT max(eventTime) FROM events").get(0).get(0);
        Instant bound =
                least.plus(Duration.between(least, greatest).dividedBy(2)).toInstant(ZoneOffset.UTC);
        long middle = ChronoUnit.MICROS.between(Instant.EPOCH, bound);
        String sql = "SELECT count(*) FROM events WHERE eventTime >= ";
        String literal = sql + "timestamp '" + bound + "'";
        long[] expected = countAndFilesRead(literal, List.of());
        assertTrue(expected[1] < countAndFilesRead("SELECT count(eventID) FROM events", List.of())[1]);
        assertEquals(
                List.of(expected[0], expected[1]),
                boxed(countAndFilesRead(sql + "?", List.of(value(SqlTypes.TIMESTAMP, middle)))));
        assertEquals(
                List.of(expected[0], expected[1]),
                boxed(countAndFilesRead(sql + "?", List.of(value(SqlTypes.TIMESTAMP_TZ, middle)))));
    }

    @Test
    void aBoundTextIsWhatALiteralIs() {
        long all = (Long) rows("SELECT count(*) FROM events").get(0).get(0);
        assertEquals(
                List.of(List.of(all)), rows("SELECT count(*) FROM events WHERE eventTime > ?", text("2001-01-01")));
        assertEquals(
                rows("SELECT count(*) FROM events WHERE readOnly"),
                rows("SELECT count(*) FROM events WHERE readOnly = ?", text("true")));
    }

    @Test
    void aBoundZoneIsWhatALiteralIs() {
        String sql = "SELECT format_datetime(timestamp '2026-01-15 12:00:00' AT TIME ZONE ?, 'HH:mm'), x AT TIME ZONE ?"
                + " FROM (VALUES timestamp '2026-01-15 12:00:00') AS t(x)";
        try (ResultStream stream = session.query(sql, List.of(text("Asia/Kolkata"), text("Pacific/Apia")))) {
            assertEquals(
                    "Pacific/Apia",
                    ZoneTime.zoneOf(stream.schema().getFields().get(1))
                            .orElseThrow()
                            .getId());
        }
        assertEquals(
                List.of(List.of("17:30")),
                rows(
                        "SELECT format_datetime(timestamp '2026-01-15 12:00:00' AT TIME ZONE ?, 'HH:mm')",
                        text("Asia/Kolkata")));
        assertEquals(
                "timestamp(3) with time zone",
                TypeNames.of(session.describe(sql).columns().get(1)));
        assertEquals(
                ErrorCode.NOT_SUPPORTED,
                failure("SELECT eventTime AT TIME ZONE ? FROM events", value(SqlTypes.VARCHAR, null))
                        .code());
        assertEquals(
                ErrorCode.INVALID_ARGUMENT,
                failure("SELECT eventTime AT TIME ZONE ? FROM events", text("Nowhere/There"))
                        .code());
    }

    @Test
    void limitsAreBound() {
        String sql = "SELECT * FROM (VALUES 1, 2, 3, 4, 5) AS t(n) ORDER BY n ";
        assertEquals(List.of(List.of(2L), List.of(3L)), rows(sql + "OFFSET ? LIMIT ?", number(1), number(2)));
        assertEquals(List.of(List.of(2L), List.of(3L)), rows(sql + "LIMIT ? OFFSET ?", number(2), number(1)));
        assertEquals(List.of(List.of(2L), List.of(3L)), rows(sql + "LIMIT  ?\n OFFSET 1", number(2)));
        assertEquals(List.of(List.of(1L)), rows(sql + "FETCH FIRST ? ROWS ONLY", number(1)));
        assertEquals(
                ErrorCode.INVALID_ARGUMENT, failure(sql + "LIMIT ?", number(-1)).code());
        assertEquals(
                ErrorCode.INVALID_ARGUMENT, failure(sql + "LIMIT ?", text("2")).code());
    }

    @Test
    void valuesMustBeAsManyAsParameters() {
        EngineException tooFew = failure("SELECT ? + ?", number(1));
        assertEquals(ErrorCode.INVALID_ARGUMENT, tooFew.code());
        assertEquals("the statement has 2 parameters, but values for 1 are given", tooFew.getMessage());
        assertEquals(ErrorCode.INVALID_ARGUMENT, failure("SELECT 1", number(1)).code());
        assertEquals(ErrorCode.INVALID_ARGUMENT, failure("SELECT '?', \"?\", ?").code());
    }

    @Test
    void aParameterNamesNoColumn() {
        assertEquals(
                ErrorCode.NOT_SUPPORTED,
                failure("SELECT eventName FROM events ORDER BY ?", number(1)).code());
        assertEquals(
                ErrorCode.NOT_SUPPORTED,
                failure("SELECT eventName FROM events GROUP BY ?", number(1)).code());
    }

    @Test
    void aValueOfTheWrongTypeIsRefusedAsALiteralIs() {
        assertEquals(
                ErrorCode.TYPE_MISMATCH,
                failure("SELECT 1 FROM events WHERE eventName = ?", number(1)).code());
        assertEquals(
                ErrorCode.INVALID_CAST,
                failure("SELECT 1 FROM events WHERE eventTime = ?", text("yesterday"))
                        .code());
        assertEquals(
                ErrorCode.INVALID_ARGUMENT,
                failure("SELECT ?", value(SqlTypes.TIMESTAMP, Long.MAX_VALUE)).code());
    }

    private static Literal text(String value) {
        return value(SqlTypes.VARCHAR, value);
    }

    private static Literal number(int value) {
        return value(SqlTypes.INTEGER, value);
    }

    private static Literal value(ArrowType type, Object value) {
        return Literal.of(SqlTypes.field("p", type), value);
    }

    private static List<List<Object>> rows(String sql, Literal... values) {
        try (ResultStream stream = session.query(sql, List.of(values))) {
            return StreamTable.read(stream).rows();
        }
    }

    private static EngineException failure(String sql, Literal... values) {
        return assertThrows(EngineException.class, () -> rows(sql, values));
    }

    private static long[] countAndFilesRead(String sql, List<Literal> values) {
        try (ResultStream stream = session.query(sql, values)) {
            long count = (Long) StreamTable.read(stream).rows().get(0).get(0);
            return new long[] {count, stream.stats().scan().filesRead()};
        }
    }

    private static List<Long> boxed(long[] values) {
        List<Long> boxed = new ArrayList<>();
        for (long value : values) {
            boxed.add(value);
        }
        return boxed;
    }
}
