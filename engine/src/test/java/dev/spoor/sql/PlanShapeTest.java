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

/** Names and types of results, what scans are asked for, and the traps of the planner underneath. */
class PlanShapeTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "SELECT userIdentity.ARN, EVENTNAME FROM events ~ ARN varchar, EVENTNAME varchar",
                "SELECT count(*), 1 + 1, eventTime AS time FROM events GROUP BY eventTime ~ _col0 bigint, _col1 integer, time timestamp",
                "SELECT resources[1].arn, requestParameters['k'] FROM events ~ arn varchar, _col1 varchar",
                "SELECT e.eventName, d.eventName FROM events e JOIN deliveries d ON e.eventID = d.eventID ~ eventName varchar,"
                        + " eventName varchar",
                "SELECT r.type, n FROM events CROSS JOIN UNNEST(resources) WITH ORDINALITY AS r(a, type, c, d, n) ~ type varchar,"
                        + " n bigint",
                "SELECT readOnly, eventTime, 1.5, 'x', 2e0, date '2026-01-01', interval '1' day FROM events ~ readOnly boolean,"
                        + " eventTime timestamp, _col2 decimal(2,1), _col3 varchar, _col4 double, _col5 date,"
                        + " _col6 interval day to second",
                "SELECT CASE WHEN readOnly THEN 'read' ELSE 'mutating' END AS kind FROM events ~ kind varchar",
                "SELECT * FROM (VALUES (1, 'a'), (2, 'bbb')) AS t(x, y) ~ x integer, y varchar",
                "SELECT EVENTNAME, awsregion, count(*) FROM events GROUP BY 1, AWSREGION ~ EVENTNAME varchar, awsregion varchar,"
                        + " _col2 bigint",
                "SELECT * FROM (SELECT EVENTname FROM events GROUP BY ROLLUP (1)) ~ EVENTname varchar",
                "EXPLAIN SELECT 1 ~ plan varchar"
            })
    void columnsHaveTheNamesTheUserTypedAndOurTypes(String sql, String columns) {
        assertEquals(columns, Planning.columns(sql));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "SELECT userIdentity.sessionContext.sessionIssuer.userName FROM events ~"
                        + " [useridentity.sessioncontext.sessionissuer.username] where TRUE",
                "SELECT count(*) FROM events WHERE requestParameters['bucketName'] = 'b' ~"
                        + " [requestparameters.bucketName] where requestparameters.bucketName = 'b'",
                "SELECT eventName FROM (SELECT * FROM events) WHERE userIdentity.type = 'Root' ~"
                        + " [useridentity.type, eventname] where useridentity.type = 'Root'",
                "SELECT userIdentity, userIdentity.arn FROM events ~ [useridentity] where TRUE",
                "SELECT 1 FROM events ~ [] where TRUE",
                "SELECT eventName FROM events WHERE eventTime >= '2026-01-01T00:00:00Z' AND eventTime < '2026-01-02' ~"
                        + " [eventtime, eventname] where eventtime >= 2026-01-01T00:00:00Z AND eventtime < 2026-01-02T00:00:00Z",
                "SELECT eventName FROM events WHERE CAST(eventTime AS date) = date '2026-01-15' ~ [eventtime, eventname] where"
                        + " eventtime >= 2026-01-15T00:00:00Z AND eventtime < 2026-01-16T00:00:00Z",
                "SELECT eventName FROM events WHERE eventName IN ('a', 'b') AND awsRegion LIKE 'eu-%' ~ [eventname, awsregion]"
                        + " where awsregion LIKE 'eu-%' AND eventname IN ('a', 'b')",
                "SELECT count(*) FROM events WHERE eventName = 'a' OR eventName = 'b' OR eventName = 'c' ~ [eventname] where"
                        + " eventname IN ('a', 'b', 'c')",
                "SELECT count(*) FROM events WHERE readOnly AND errorCode IS NULL ~ [errorcode, readonly] where errorcode IS NULL"
                        + " AND readonly = true",
                "SELECT count(*) FROM events WHERE lower(eventName) = 'a' ~ [eventname] where TRUE",
                "SELECT count(*) FROM events WHERE eventName = 'a' OR awsRegion = 'b' ~ [eventname, awsregion] where TRUE"
            })
    void aScanReadsOnlyThePathsUsedAndKnowsTheCondition(String sql, String scan) {
        assertEquals(scan, Planning.scan(sql));
    }

    @Test
    void ofArraysOnlyTheFieldsOfElementsAreReadThatAreUsed() {
        assertScanned(
                "resources[type]",
                "SELECT r.type, count(*) FROM events CROSS JOIN UNNEST(resources) AS t(r) GROUP BY 1");
        assertScanned(
                "resources[type, ARN]",
                "SELECT r.arn FROM events CROSS JOIN UNNEST(resources) AS t(r) WHERE r.type LIKE 'AWS::S3%'");
        assertScanned("resources[type]", "SELECT b FROM events CROSS JOIN UNNEST(resources) AS t(a, b, c, d)");
        assertScanned("resources[accountId]", "SELECT count(*) FROM events CROSS JOIN UNNEST(resources) AS t(r)");
        assertScanned("resources", "SELECT r FROM events CROSS JOIN UNNEST(resources) AS t(r)");
        assertScanned("resources", "SELECT resources, r.type FROM events CROSS JOIN UNNEST(resources) AS t(r)");
        assertScanned(
                "resources[type, ARN]",
                "SELECT r.type, s.arn FROM events CROSS JOIN UNNEST(resources) AS t(r) CROSS JOIN UNNEST(resources) AS u(s)");
    }

    private static void assertScanned(String columns, String sql) {
        String steps = Planning.steps(sql);
        assertTrue(steps.contains("Scan events [" + columns + "]"), steps);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT count(*) FROM events WHERE eventTime > now() - interval '7' day",
                "SELECT count(*) FROM events WHERE eventTime > current_timestamp - interval '7' day",
                "SELECT count(*) FROM events WHERE eventTime > date_add('day', -7, now())"
            })
    void lastWeekIsKnownWhenTheStatementIsPlanned(String sql) {
        assertTrue(Planning.scan(sql).contains("eventtime >= 2026-01-25T12:00:00.000001Z"), Planning.scan(sql));
    }

    @Test
    void starKeepsStructsWholeAndLeavesHiddenColumnsOut() {
        String columns = Planning.columns("SELECT * FROM events");
        assertTrue(columns.contains("userIdentity row(type varchar"), columns);
        assertFalse(columns.contains("$path"), columns);
        assertTrue(
                Planning.columns("SELECT \"$path\", * FROM events").startsWith("$path varchar, eventVersion"), columns);
    }

    @Test
    void usingMergesItsColumnsAndStarLeavesHiddenOnesOut() {
        String columns = Planning.columns("SELECT * FROM events a JOIN deliveries b USING (eventID)");
        assertTrue(columns.startsWith("eventID varchar, eventVersion varchar"), columns);
        assertFalse(columns.contains("$path"), columns);
        assertEquals(
                "x integer, y integer, z integer",
                Planning.columns(
                        "SELECT * FROM (VALUES (1, 2)) AS a(x, y) FULL JOIN (VALUES (1, 3)) AS b(x, z) USING (x)"));
        assertTrue(
                Planning.error("SELECT * FROM events NATURAL JOIN deliveries").startsWith("NOT_SUPPORTED 1:"));
    }

    @Test
    void rollupGroupsAreNotReplacedByAnyValue() {
        String steps = Planning.steps(
                "SELECT eventName, awsRegion, count(*) FROM events GROUP BY ROLLUP (eventName, awsRegion)");
        assertTrue(steps.contains("3 grouping sets"), steps);
    }

    @Test
    void groupByPrefersTheColumnToAnAliasOfTheSameName() {
        String steps = Planning.steps(
                "SELECT lower(eventName) AS errorCode, count(*) FROM events GROUP BY errorCode, eventName");
        assertTrue(steps.contains("by [eventName, errorCode]") || steps.contains("by [errorCode, eventName]"), steps);
    }

    @Test
    void longInListsStayConditionsThatPrune() {
        StringBuilder list = new StringBuilder("'n0'");
        for (int i = 1; i < 100; i++) {
            list.append(", 'n").append(i).append('\'');
        }
        String scan = Planning.scan("SELECT count(*) FROM events WHERE eventName IN (" + list + ")");
        assertTrue(scan.contains("eventname IN ('n0', 'n1'"), scan);
        assertFalse(Planning.steps("SELECT count(*) FROM events WHERE eventName IN (" + list + ")")
                .contains("Join"));
    }

    @Test
    void textOutsideLatinIsNotMangled() {
        assertEquals(
                "[errormessage] where errormessage = 'ユーザー'",
                Planning.scan("SELECT count(*) FROM events WHERE errorMessage = 'ユーザー'"));
    }

    @Test
    void aConditionBesideUnnestReachesTheScan() {
        String sql = "SELECT r.arn FROM events e, UNNEST(e.resources) AS r WHERE e.eventName = 'a' AND r.type = 't'";
        assertEquals("[eventname, resources] where eventname = 'a'", Planning.scan(sql));
    }

    @Test
    void withoutPruningNothingIsPushed() {
        PlannedQuery planned = Planning.plan("SELECT count(*) FROM events WHERE eventName = 'a'", false);
        assertTrue(Planning.scans(planned.root()).get(0).request().constraint().isAll());
    }

    @Test
    void limitWithoutOrderStopsTheScan() {
        PlannedQuery planned = Planning.plan("SELECT eventName FROM events LIMIT 5 OFFSET 2");
        assertEquals(7, Planning.scans(planned.root()).get(0).request().rowLimit());
        PlannedQuery filtered = Planning.plan("SELECT eventName FROM events WHERE eventName = 'a' LIMIT 5");
        assertEquals(-1, Planning.scans(filtered.root()).get(0).request().rowLimit());
    }
}
