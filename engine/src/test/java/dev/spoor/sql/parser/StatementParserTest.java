/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql.parser;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.dialect.AnsiSqlDialect;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class StatementParserTest {
    private static final int MANY = 5_000;

    private static String spelt(String sql) {
        SqlNode query = StatementParser.parse(sql).query();
        return query.toSqlString(c -> c.withDialect(AnsiSqlDialect.DEFAULT)
                        .withAlwaysUseParentheses(false)
                        .withSelectListItemsOnSeparateLines(false)
                        .withUpdateSetListNewline(false)
                        .withClauseStartsLine(false)
                        .withIndentation(0))
                .getSql()
                .replace('`', '"');
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "SELECT a FROM 8fd3c0a1-4b7e-4d2a-9c0f-1b2c3d4e5f60|8fd3c0a1-4b7e-4d2a-9c0f-1b2c3d4e5f60",
                "SELECT a FROM 5e1b7d90-1111-2222-3333-444455556666 AS x|5e1b7d90-1111-2222-3333-444455556666",
                "SELECT a FROM 5e10-7 x|5e10-7",
                "SELECT a FROM t JOIN EXAMPLE-f852-4e8f-8bd1-bcf6cEXAMPLE ON true|EXAMPLE-f852-4e8f-8bd1-bcf6cEXAMPLE",
                "SELECT a FROM t, event-data-store-id WHERE a = 1|event-data-store-id",
                "SELECT a FROM (SELECT b FROM 1-2-3)|1-2-3",
                "SELECT a FROM t WHERE x IN (SELECT b FROM 1a-2b) UNION SELECT 1|1a-2b",
                "SELECT a FROM $EDS_ID WHERE b|$EDS_ID",
                "SELECT a FROM (1a-2b CROSS JOIN t)|1a-2b"
            })
    void idsOfEventDataStoresAreTables(String sql, String id) {
        assertTrue(spelt(sql).contains("\"" + id + "\""), spelt(sql));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT a-b FROM t",
                "SELECT x FROM t WHERE a IS DISTINCT FROM b-c",
                "SELECT sum(a-b), c-d FROM t WHERE 1-2 < 3-f(4-x)",
                "SELECT extract(year FROM a), b-c FROM t",
                "SELECT 'FROM a-b' FROM t -- FROM a-b-c",
                "SELECT a FROM t /* FROM a-b */ WHERE x-y > 0 GROUP BY a, x-y ORDER BY a, x-y"
            })
    void differencesStayDifferences(String sql) {
        assertEquals(sql, SqlText.of(sql).text());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "SELECT date, time, timestamp, user, key, value, source, target, role, session, day, year, month, region,"
                        + " public, start, datetime, hour, identity FROM t",
                "SELECT 1 AS count, 2 AS date, 3 AS time, 4 timestamp, 5 AS user FROM t",
                "SELECT CAST(x AS map(varchar, json)), CAST(y AS array(row(a varchar, b bigint))) FROM t",
                "SELECT x AT TIME ZONE 'UTC', timestamp '2026-01-01 00:00:00 UTC', interval '7' day FROM t",
                "SELECT filter(a, x -> x.arn LIKE 'b%'), reduce(a, 0, (s, x) -> s + x, s -> s) FROM t",
                "SELECT array_agg(DISTINCT (x) ORDER BY x), count (*), count(DISTINCT a) FILTER (WHERE b) FROM t",
                "SELECT a.b['c'][1].d, m['k'] FROM a CROSS JOIN UNNEST(x, y) WITH ORDINALITY AS u (p, q, n)",
                "SELECT x FROM \"db\".\"table\", default.t, a.b.c WHERE 'x'='y'ORDER BY 1",
                "SELECT DISTINCT (a, b) FROM t WHERE NOT a LIKE '!%' ESCAPE '!' AND a NOT IN ('x') OR a NOT BETWEEN 1 AND 2",
                "WITH a AS (SELECT 1), b (c) AS (TABLE a) (SELECT * FROM b LIMIT ALL) UNION ALL SELECT t.* FROM t OFFSET 1 ROWS",
                "SELECT rank() OVER (PARTITION BY a ORDER BY b DESC NULLS FIRST ROWS BETWEEN 1 PRECEDING AND CURRENT ROW),"
                        + " lag(a, 1) IGNORE NULLS OVER w FROM t WINDOW w AS (ORDER BY b)",
                "SELECT CASE a WHEN 1 THEN 'x' END, IF(a, 1), NULLIF(a, b), TRY(a), TRY_CAST(a AS double) FROM t",
                "SELECT a FROM t WHERE a = ALL (SELECT 1) AND EXISTS (SELECT 1) AND a > (SELECT max(b) FROM t)",
                "SELECT grouping(a), listagg(a, ',') WITHIN GROUP (ORDER BY b) FROM t GROUP BY GROUPING SETS ((a, b), a, ())",
                "SELECT trim(LEADING 'x' FROM a), extract(DOW FROM b), substring(a FROM 2 FOR 3), position('a' IN b) FROM t",
                "VALUES (1, 'a'), (2, 'b')",
                "SHOW TABLES LIKE 'e%'",
                "SHOW COLUMNS FROM sys.columns",
                "DESCRIBE events;",
                "SHOW FUNCTIONS LIKE 'json%'"
            })
    void theDialectIsUnderstood(String sql) {
        assertTrue(!spelt(sql).isEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "SELECT a FROM t WHERE a IN ('x' 'y')|1:33|side by side",
                "SELECT FROM t|1:8|",
                "SELECT a FROM FROM t|1:15|",
                "SELECT a FROM t WHERE WHERE b|1:23|",
                "SELECT a FROM t SELECT b FROM t|1:17|",
                "SELECT a; SELECT b|1:9|one statement",
                "SELECT a == b|1:10|one =",
                "SELECT a::int|1:9|CAST",
                "SELECT timestamp 'soon'|1:8|no timestamp",
                "SELECT date '2026-13-01'|1:8|no date",
                "INSERT INTO t SELECT 1|1:1|INSERT",
                "CREATE TABLE x AS SELECT 1|1:1|CREATE TABLE AS SELECT",
                "DROP TABLE x|1:1|DROP TABLE",
                "SELECT * FROM t TABLESAMPLE BERNOULLI (10)|1:15|sampled",
                "SELECT a FROM t QUALIFY rank() OVER (ORDER BY a) = 1|1:25|"
            })
    void whatIsNotUnderstoodHasAPlace(String sql, String place, String partOrNull) {
        EngineException e = assertThrows(EngineException.class, () -> StatementParser.parse(sql));
        assertTrue(
                e.code() == ErrorCode.SYNTAX_ERROR || e.code() == ErrorCode.NOT_SUPPORTED,
                e.code().toString());
        assertEquals(
                place,
                e.position().orElseThrow().line() + ":"
                        + e.position().orElseThrow().column(),
                e.describe());
        assertTrue(partOrNull == null || e.getMessage().contains(partOrNull), e.getMessage());
    }

    @Test
    void namesKeepTheirPlaces() {
        String sql = "SELECT alpha,\n  b.gamma.\"delta\" FROM 8fd3-4b7e AS tau\nWHERE fun(omega) > 1";
        String[] lines = sql.split("\n");
        StatementParser.parse(sql).query().accept(new SqlBasicVisitor<Void>() {
            @Override
            public Void visit(SqlIdentifier id) {
                for (int i = 0; i < id.names.size(); i++) {
                    SqlParserPos place = id.getComponentParserPosition(i);
                    String there =
                            lines[place.getLineNum() - 1].substring(place.getColumnNum() - 1, place.getEndColumnNum());
                    assertEquals(id.names.get(i), there.replace("\"", ""));
                }
                return null;
            }
        });
    }

    private static <T> T onLargeStack(Callable<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(null, task, "parser", 256L << 20);
        thread.start();
        return task.get();
    }

    @Test
    void longChainsBecomeShallowTrees() throws Exception {
        StringBuilder sql = new StringBuilder("SELECT a FROM t WHERE a = 0");
        for (int i = 1; i < MANY; i++) {
            sql.append(" OR a = ").append(i);
        }
        SqlNode query = onLargeStack(() -> StatementParser.parse(sql.toString()).query());
        assertTrue(depth(query) < 40, "depth " + depth(query));
    }

    private static int depth(SqlNode node) {
        int deepest = 0;
        if (node instanceof SqlCall call) {
            for (SqlNode operand : call.getOperandList()) {
                deepest = Math.max(deepest, operand == null ? 0 : depth(operand));
            }
        }
        return deepest + 1;
    }

    @Test
    void longListsAreTaken() throws Exception {
        StringBuilder sql = new StringBuilder("SELECT a FROM t WHERE a IN (0");
        for (int i = 1; i < 2 * MANY; i++) {
            sql.append(", ").append(i);
        }
        String text = sql.append(")").toString();
        assertTrue(onLargeStack(() -> spelt(text)).length() > text.length() / 2);
    }
}
