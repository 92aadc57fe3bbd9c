/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Errors as users see them: code, place, words, advice. */
class FrontEndErrorsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "SELECT evntName FROM events ~ COLUMN_NOT_FOUND 1:8 no column is called 'evntName' | did you mean eventName?",
                "SELECT arn FROM events ~ COLUMN_NOT_FOUND 1:8 no column is called 'arn' | did you mean userIdentity.arn?",
                "SELECT eventName FROM evnts ~ TABLE_NOT_FOUND 1:23 no table is called 'evnts' | did you mean events?",
                "SELECT x.eventName FROM events AS e ~ TABLE_NOT_FOUND 1:8 no table or alias is called 'x' here",
                "SELECT cuont(*) FROM events ~ FUNCTION_NOT_FOUND 1:8 no function is called 'cuont' | did you mean count?",
                "SELECT eventName FROM events WHERE eventName = 5 ~ TYPE_MISMATCH 1:36 varchar and integer cannot be compared"
                        + " | CAST one side to the type of the other",
                "SELECT eventName FROM events WHERE eventName IN ('a', 5) ~ TYPE_MISMATCH 1:46 values in expression list must"
                        + " have compatible types",
                "SELECT eventName FROM events WHERE eventTime > '2026-13-01' ~ INVALID_CAST 1:48 '2026-13-01' is no point in"
                        + " time; write '2026-01-31 13:45:00', '2026-01-31' or '2026-01-31T13:45:00Z'",
                "SELECT eventName FROM events WHERE readOnly = 'maybe' ~ TYPE_MISMATCH 1:47 'maybe' is compared with a boolean,"
                        + " but is neither 'true' nor 'false'",
                "SELECT eventName FROM events WHERE readOnly IN ('true', 'maybe') ~ TYPE_MISMATCH 1:57 'maybe' is compared with"
                        + " a boolean, but is neither 'true' nor 'false'",
                "SELECT CASE WHEN readOnly THEN eventTime ELSE 'never' END FROM events ~ INVALID_CAST 1:47 'never' is no point in"
                        + " time; write '2026-01-31 13:45:00', '2026-01-31' or '2026-01-31T13:45:00Z'",
                "SELECT eventName FROM events WHERE requestParameters < responseElements ~ TYPE_MISMATCH 1:36 map(varchar,"
                        + " varchar) has no order; only equality can be asked of it",
                "SELECT date_diff('day', eventTime) FROM events ~ TYPE_MISMATCH 1:8 date_diff() does not take this many"
                        + " arguments; it is date_diff(unit varchar, from temporal, to temporal)",
                "SELECT eventName FROM events WHERE eventName IN ('a' 'b') ~ SYNTAX_ERROR 1:54 two string literals stand side by"
                        + " side; put a comma or || between them",
                "SELECT eventName, awsRegion, count(*) FROM events GROUP BY eventName ~ INVALID_STATEMENT 1:19 expression"
                        + " 'awsRegion' is not being grouped | add it to GROUP BY, or put it into an aggregate such as max() or"
                        + " arbitrary()",
                "SELECT eventName FROM events WHERE readOnly == true ~ SYNTAX_ERROR 1:45 equality is written with one =",
                "DELETE FROM events ~ NOT_SUPPORTED 1:1 DELETE is not supported: logs are read, never written",
                "SELECT 1; SELECT 2 ~ SYNTAX_ERROR 1:9 one statement at a time: there is text after the semicolon",
                "EXPLAIN ~ SYNTAX_ERROR 1:8 the statement ends too early; expected a query"
            })
    void errorsSayWhatWhereAndWhatToDo(String sql, String expected) {
        assertEquals(expected, Planning.error(sql));
    }

    @Test
    void placesAreRightAfterRewrittenSpellingsAndOverSeveralLines() {
        String sql =
                "SELECT date_trunc('hour', eventTime) AS time,\n  CAST(eventTime AS date) AS date,\n  evntName\nFROM events";
        assertTrue(
                Planning.error(sql).startsWith("COLUMN_NOT_FOUND 3:3 no column is called 'evntName'"),
                Planning.error(sql));
    }

    @Test
    void aMistypedPathNamesThePath() {
        String error = Planning.error("SELECT userIdentity.userNam FROM events");
        assertTrue(error.startsWith("COLUMN_NOT_FOUND 1:"), error);
        assertTrue(error.contains("userName"), error);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT FROM events",
                "SELECT * FROM events WHERE",
                "SELEC 1",
                "SELECT 1 FROM FROM events",
                "SELECT (1",
                "",
                "SELECT eventName, FROM events",
                "SELECT eventName FROM events WHERE eventName = 'x' AND",
                "SELECT 1 +",
                "FROM events SELECT 1 1"
            })
    void syntaxErrorsAreShortAndHaveAPlace(String sql) {
        String error = Planning.error(sql);
        assertTrue(error.startsWith("SYNTAX_ERROR "), error);
        assertFalse(error.startsWith("SYNTAX_ERROR -"), error);
        assertTrue(error.length() < 200 && error.indexOf('\n') < 0, error);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT eventName FROM events WHERE eventName > 5 OR errorCode = 1.5",
                "SELECT eventName FROM events WHERE eventTime = 5",
                "SELECT eventName + 1 FROM events",
                "SELECT CASE WHEN readOnly THEN 1 ELSE 'x' END FROM events",
                "SELECT eventName FROM events UNION SELECT readOnly FROM events",
                "SELECT eventName FROM events WHERE eventName BETWEEN 1 AND 2",
                "SELECT a.eventName FROM events a JOIN events b ON a.eventName = b.readOnly"
            })
    void typesThatDoNotMeetAreAnErrorBeforeAnythingRuns(String sql) {
        assertTrue(Planning.error(sql).startsWith("TYPE_MISMATCH 1:"), Planning.error(sql));
    }

    @Test
    void deepAndGiantStatementsAreAnErrorOrAPlanButNeverACrash() {
        String deep = "SELECT " + "(".repeat(5_000) + "1" + ")".repeat(5_000);
        assertTrue(Planning.error(deep).startsWith("LIMIT_EXCEEDED 1:"), Planning.error(deep));
        String nested = "SELECT " + "(".repeat(900) + "1" + ")".repeat(900);
        assertEquals("no error", Planning.error(nested));
        String chain = "SELECT count(*) FROM events WHERE eventName = 'a'" + " OR eventSource LIKE '%a'".repeat(3_000);
        assertEquals("no error", Planning.error(chain));
        String longer = chain + " OR readOnly".repeat(10_000);
        assertTrue(Planning.error(longer).startsWith("LIMIT_EXCEEDED 1:"), Planning.error(longer));
        String shorter = "SELECT count(*) FROM events WHERE eventName = 'a'" + " OR eventSource LIKE '%a'".repeat(150);
        assertEquals("no error", Planning.error(shorter));
        String list = "SELECT count(*) FROM events WHERE eventName IN ('a'" + ", 'b'".repeat(20_000) + ")";
        assertEquals("no error", Planning.error(list));
        String nots = "SELECT " + "NOT ".repeat(20_000) + "TRUE";
        assertTrue(Planning.error(nots).startsWith("LIMIT_EXCEEDED 1:"), Planning.error(nots));
        String sum = "SELECT 1" + " + 1".repeat(20_000);
        assertTrue(Planning.error(sum).startsWith("LIMIT_EXCEEDED 1:"), Planning.error(sum));
    }
}
