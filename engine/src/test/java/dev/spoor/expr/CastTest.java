/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.expr;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Memory;
import dev.spoor.vector.SqlTypes;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.Field;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** Casts of single values: text forms, edges, nested types, JSON. */
class CastTest {
    private static final Field TEXT = SqlTypes.varchar("text");
    private static final Field JSON = SqlTypes.json("json");
    private static final Field INTEGER = SqlTypes.field("integer", SqlTypes.INTEGER);
    private static final Field BIGINT = SqlTypes.field("bigint", SqlTypes.BIGINT);
    private static final Field DOUBLE = SqlTypes.field("double", SqlTypes.DOUBLE);
    private static final Field TIMESTAMP = SqlTypes.field("timestamp", SqlTypes.TIMESTAMP);

    private final Memory memory = Memory.root(1L << 24);
    private final EvalContext context = new EvalContext(memory, 0, 1);

    @AfterEach
    void everythingIsGivenBack() {
        memory.close();
    }

    private Object cast(Field from, Object value, Field to, Cast.Mode mode) {
        VectorExpr expr = Cast.of(new ColumnRef(0, from), to, mode);
        try (Batch batch = new Batch(1, List.of(Shapes.flat(from, List.of(value), memory)))) {
            return Shapes.eval(expr, batch, context).get(0);
        }
    }

    private Object cast(Field from, Object value, Field to) {
        return cast(from, value, to, Cast.Mode.CAST);
    }

    private void assertRefused(Field from, Object value, Field to) {
        EngineException failure = assertThrows(EngineException.class, () -> cast(from, value, to));
        assertEquals(ErrorCode.INVALID_CAST, failure.code());
        assertNull(cast(from, value, to, Cast.Mode.TRY_CAST));
    }

    @Test
    void numbersRoundHalfAwayFromZeroAndRefuseWhatDoesNotFit() {
        assertEquals(3, cast(DOUBLE, 2.5, INTEGER));
        assertEquals(-3L, cast(DOUBLE, -2.5, BIGINT));
        assertEquals(0L, cast(DOUBLE, 0.49999999999999994, BIGINT));
        assertEquals(Long.MIN_VALUE, cast(TEXT, "-9223372036854775808", BIGINT));
        assertRefused(TEXT, "9223372036854775808", BIGINT);
        assertRefused(TEXT, "2147483648", INTEGER);
        assertRefused(TEXT, "", BIGINT);
        assertRefused(TEXT, "1d", DOUBLE);
        assertRefused(DOUBLE, Double.NaN, BIGINT);
        assertRefused(DOUBLE, 0x1p63, BIGINT);
    }

    @Test
    void textFormsAreTrinos() {
        assertEquals("1.5E0", cast(DOUBLE, 1.5, TEXT));
        assertEquals("0E0", cast(DOUBLE, 0.0, TEXT));
        assertEquals("-1.0E-7", cast(DOUBLE, -1e-7, TEXT));
        assertEquals("Infinity", cast(DOUBLE, Double.POSITIVE_INFINITY, TEXT));
        assertEquals("2026-01-22 16:53:53.000", cast(TIMESTAMP, 1_769_100_833_000_000L, TEXT));
        assertEquals("2026-01-22 16:53:53.000001", cast(TIMESTAMP, 1_769_100_833_000_001L, TEXT));
        assertEquals("1969-12-31 23:59:59.999", cast(TIMESTAMP, -1000L, TEXT));
    }

    @Test
    void timesAreReadInEveryForm() {
        long expected = 1_769_100_833_000_000L;
        for (String text : List.of(
                "2026-01-22 16:53:53",
                "2026-01-22T16:53:53Z",
                "2026-01-22T16:53:53.000Z",
                "2026-01-22 18:53:53 +02:00",
                "2026-01-22T18:53:53+0200",
                " 2026-1-22 16:53:53 ",
                "2026-01-22 11:53:53 America/New_York")) {
            assertEquals(expected, cast(TEXT, text, TIMESTAMP), text);
        }
        assertEquals(expected - 53_000_000L, cast(TEXT, "2026-01-22 16:53", TIMESTAMP));
        for (String text :
                List.of("2026-02-30", "2026-01-22 24:00", "2026-01-22x", "x", "", "2026-01-22T", "999999-01-01")) {
            assertRefused(TEXT, text, TIMESTAMP);
        }
    }

    @Test
    void namesOfTypesAreReadBack() {
        for (String name : List.of(
                "varchar",
                "timestamp(3) with time zone",
                "decimal(10,2)",
                "array(map(varchar, row(a bigint, b c varchar, json)))",
                "row(interval day to second, interval interval year to month, varchar varchar, time(3))")) {
            Field field = TypeNames.field("x", name).orElseThrow();
            assertEquals("x", field.getName());
            assertEquals(name, TypeNames.of(field));
        }
        for (String name :
                List.of("", "text", "array(varchar", "map(varchar)", "varchar, varchar", "row()", "decimal(1)")) {
            assertEquals(Optional.empty(), TypeNames.field("x", name), name);
        }
    }

    @Test
    void valuesAreReadFromTheJsonTheyAreWrittenAs() {
        Field pair = TypeNames.field("pair", "row(a bigint, a json)").orElseThrow();
        assertEquals(List.of(1L, "{\"b\" : 2}"), JsonValueReader.read(pair, "{\"a\":1,\"a\":{\"b\" : 2}}"));
        for (String text : List.of("{\"a\":1}", "[1, 2]", "{\"a\":1,\"b\":2}", "{\"a\":\"x\",\"a\":1}", "{", "")) {
            EngineException e = assertThrows(EngineException.class, () -> JsonValueReader.read(pair, text), text);
            assertEquals(ErrorCode.INVALID_CAST, e.code());
        }
    }

    @Test
    void jsonGoesToNestedTypesAndBack() {
        Field map = SqlTypes.map("map", SqlTypes.varchar("key"), JSON);
        assertEquals(
                Map.of("a", "[1,{\"b\":null}]", "é", "null"),
                cast(JSON, "{\"a\": [1, {\"b\": null}], \"é\": null}", map));
        Field numbers = SqlTypes.array("numbers", BIGINT);
        assertEquals(Arrays.asList(1L, null, 3L), cast(JSON, "[1, null, 2.6]", numbers));
        assertEquals("[1,null]", cast(numbers, Arrays.asList(1L, null), JSON));
        Field row = SqlTypes.row("row", List.of(TEXT, INTEGER));
        assertEquals(Arrays.asList("é", 7), cast(JSON, "{\"integer\": 7, \"TEXT\": \"\\u00e9\", \"other\": []}", row));
        assertEquals("{\"text\":\"a\\\"b\",\"integer\":7}", cast(row, List.of("a\"b", 7), JSON));
        assertEquals("\"a\"", cast(TEXT, "a", JSON));
        assertEquals("a", cast(JSON, "\"a\"", TEXT));
        assertRefused(JSON, "[1", numbers);
        assertRefused(JSON, "{}", numbers);
        assertRefused(JSON, "{\"a\":1}", TEXT);
        assertNull(cast(JSON, "null", BIGINT));
    }

    @Test
    void aPairWithoutCastIsRefusedBeforeAnyRow() {
        EngineException failure = assertThrows(
                EngineException.class, () -> Cast.of(new ColumnRef(0, TIMESTAMP), BIGINT, Cast.Mode.TRY_CAST));
        assertEquals(ErrorCode.TYPE_MISMATCH, failure.code());
    }
}
