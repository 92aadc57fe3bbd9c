/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql;

import dev.spoor.error.EngineException;
import dev.spoor.sample.SampleSpec;
import dev.spoor.sample.SampleTrail;
import dev.spoor.testing.EngineFixture;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** What fails on a row fails at the place of the expression, wherever the planner moved it. */
class FailurePlacesTest {
    private static final int RECORDS = 50;

    @TempDir
    static Path folder;

    @BeforeAll
    static void writeTrail() {
        EngineFixture.write(new SampleTrail(SampleSpec.testing(RECORDS, 20_260_301)).files(), folder);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "SELECT 1, CAST(eventName AS bigint) FROM events ~ INVALID_CAST 11",
                "SELECT 1, 2 + CAST(eventName AS bigint) FROM events ORDER BY 2 ~ INVALID_CAST 15",
                "SELECT count(*) FROM events WHERE 1 / (extract(year FROM eventTime) - 2026) > 1 ~ DIVISION_BY_ZERO 35",
                "SELECT x FROM (SELECT CAST(eventName AS bigint) AS x FROM events) WHERE x > 1 ~ INVALID_CAST 23",
                "SELECT sum(CAST(eventName AS bigint)) FROM events ~ INVALID_CAST 12",
                "SELECT transform(ARRAY[eventName], x -> CAST(x AS bigint)) FROM events ~ INVALID_CAST 41",
                "SELECT CASE WHEN eventID IS NULL THEN 1 ELSE 1 / 0 END FROM events ~ DIVISION_BY_ZERO 46",
                "SELECT a.eventID FROM events a JOIN events b ON CAST(a.eventName AS bigint) = length(b.eventName)"
                        + " ~ INVALID_CAST 49",
                "SELECT 1, element_at(resources, 0) FROM events ~ INVALID_ARGUMENT 11",
                "SELECT x FROM (VALUES 'never') AS v(x) UNION SELECT timestamp '2020-01-01 00:00:00' ~ INVALID_CAST 8",
                "SELECT regexp_like(eventName, '(') FROM events ~ INVALID_ARGUMENT 8",
                "SELECT 1, json_extract(eventName, '$[') FROM events ~ INVALID_ARGUMENT 11"
            })
    void aFailureHasThePlaceOfItsExpression(String sql, String expected) {
        try (EngineFixture engine = EngineFixture.over(folder, Map.of())) {
            EngineException e = assertThrows(EngineException.class, () -> engine.query(sql));
            assertEquals(
                    expected,
                    e.code() + " " + e.position().map(place -> place.column()).orElse(0));
        }
    }
}
