/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor;

import dev.spoor.catalog.AccessPolicy;
import dev.spoor.catalog.CatalogTable;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.format.TimeWindow;
import dev.spoor.sample.SampleFile;
import dev.spoor.sample.SampleSpec;
import dev.spoor.sample.SampleTrail;
import dev.spoor.store.StoreLocation;
import dev.spoor.testing.EngineFixture;
import dev.spoor.testing.StreamTable;
import dev.spoor.testing.Table;
import dev.spoor.testing.TestLake;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What a policy does not allow is not there, over log files and over lakes, whatever is asked. */
@Tag("any-jdk")
class AccessPolicyTest {
    private static final String SECRET = "only-in-another-account";
    private static final Map<String, String> TABLES = Map.of("lk", "lake", "at", "athena");

    @TempDir
    static Path folder;

    /** The same events as log files, as a lake, and as half a lake with the log files beside it. */
    private static final List<Engine> ENGINES = new ArrayList<>();

    private static String account;
    private static String hiddenAccount;

    @BeforeAll
    static void open() {
        List<SampleFile> files = new SampleTrail(SampleSpec.testing(240, 5)).files();
        Path logs = folder.resolve("logs");
        EngineFixture.write(files.subList(0, files.size() / 2), logs);
        TestLake.compact(logs, folder.resolve("half"));
        EngineFixture.write(files.subList(files.size() / 2, files.size()), logs);
        ENGINES.add(open(List.of(logs), null));
        ENGINES.add(open(List.of(logs), folder.resolve("half")));
        List<String> accounts = column(
                all(ENGINES.get(0)),
                "SELECT recipientAccountId FROM deliveries WHERE recipientAccountId IS NOT NULL GROUP BY 1 ORDER BY count(*)");
        assertEquals(3, accounts.size());
        account = accounts.get(1);
        hiddenAccount = accounts.get(2);
        String planted =
                "{\"Records\":[{\"eventVersion\":\"1.08\",\"eventTime\":\"2026-02-26T01:02:03Z\",\"eventName\":\"PutNote\","
                        + "\"eventSource\":\"notes.amazonaws.com\",\"awsRegion\":\"eu-west-1\",\"eventID\":\"planted\",\"errorMessage\":\""
                        + SECRET + "\",\"requestParameters\":{\"note\":\"" + SECRET + "\"},\"recipientAccountId\":\""
                        + hiddenAccount + "\",\"resources\":[{\"ARN\":\"" + SECRET + "\"}]}]}";
        EngineFixture.write(logs.resolve("planted.json"), planted.getBytes(StandardCharsets.UTF_8));
        TestLake.compact(logs, folder.resolve("whole"));
        ENGINES.add(open(List.of(), folder.resolve("whole")));
    }

    private static Engine open(List<Path> logs, Path lakeOrNull) {
        Settings settings = Settings.initial().with("cache", "off").with("lateness", "none");
        EngineConfig config =
                new EngineConfig(StoreLocation.listOf(logs.toArray(Path[]::new)), TABLES, settings, TimeWindow.ALL);
        return Engine.open(
                lakeOrNull == null ? config : config.withLake(new LakeLocation(lakeOrNull, Optional.empty())));
    }

    /** Closing fails if a query holds memory. */
    @AfterAll
    static void close() {
        ENGINES.forEach(Engine::close);
        ENGINES.clear();
    }

    private static Session all(Engine engine) {
        return engine.newSession();
    }

    private static Session seeing(Engine engine, Set<String> accounts, String... hidden) {
        Settings settings = Settings.initial().with("cache", "off").with("lateness", "none");
        Optional<Set<String>> wanted = accounts.isEmpty() ? Optional.empty() : Optional.of(accounts);
        return engine.newSession(settings, new AccessPolicy(wanted, Set.of(hidden)), List.of());
    }

    private static Table run(Session session, String sql) {
        try (ResultStream stream = session.query(sql)) {
            return StreamTable.read(stream);
        }
    }

    private static List<String> column(Session session, String sql) {
        return run(session, sql).rows().stream()
                .map(row -> String.valueOf(row.get(0)))
                .toList();
    }

    private static List<String> lines(Session session, String sql) {
        return run(session, sql).lines().stream().sorted().toList();
    }

    private static EngineException refusal(Session session, String sql) {
        return assertThrows(EngineException.class, () -> run(session, sql), sql);
    }

    // ---- accounts ----------------------------------------------------------------------------------------------

    /** With T for a table: each gives what it gives of a table that holds only what is allowed. */
    private static final List<String> QUESTIONS = List.of(
            "SELECT count(*) FROM T",
            "SELECT count(*), min(eventTime), max(eventTime), min(eventName), max(recipientAccountId) FROM T",
            "SELECT count(*) FROM T WHERE eventName <> 'x'",
            "SELECT recipientAccountId, count(*) FROM T GROUP BY 1",
            "SELECT DISTINCT recipientAccountId FROM T",
            "SELECT count(*) FROM T WHERE recipientAccountId IS NULL",
            "SELECT count(*) FROM T WHERE recipientAccountId = '" + "123456789012" + "' OR 1 = 1",
            "SELECT count(DISTINCT eventID), approx_distinct(eventName) FROM T",
            "SELECT eventName, userIdentity.arn FROM T",
            "SELECT * FROM T",
            "SELECT count(*) FROM (SELECT eventID FROM T UNION ALL SELECT eventID FROM T)",
            "SELECT count(*) FROM T a WHERE EXISTS (SELECT 1 FROM T b WHERE b.eventID = a.eventID)",
            "SELECT eventID FROM T WHERE eventTime = (SELECT max(eventTime) FROM T)",
            "WITH x AS (SELECT * FROM T) SELECT count(*) FROM x JOIN x AS y ON x.eventID = y.eventID",
            "SELECT count(*) FROM T CROSS JOIN UNNEST(resources) AS r",
            "SELECT count(*) FROM T WHERE eventID IN (SELECT eventID FROM T WHERE recipientAccountId IS NULL)",
            "SELECT eventName, count(*) OVER () FROM T ORDER BY eventTime DESC LIMIT 3",
            "SELECT count(*) FROM (SELECT eventID FROM T LIMIT 100000)",
            "SELECT count(*) FROM T WHERE errorMessage LIKE '%" + SECRET + "%'");

    private static final List<List<String>> TABLES_OF_ENGINES =
            List.of(List.of("events", "at"), List.of("deliveries"), List.of("lk", "deliveries"));

    @Test
    void everyTableHoldsTheAllowedAccountsOnly() {
        for (Engine engine : ENGINES) {
            try (Session whole = all(engine);
                    Session part = seeing(engine, Set.of(account))) {
                List<String> tables = TABLES_OF_ENGINES.get(ENGINES.indexOf(engine));
                for (String table : tables) {
                    String allowed =
                            "(SELECT * FROM " + table + " WHERE recipientAccountId IN ('" + account + "')) AS t";
                    for (String question : QUESTIONS) {
                        // an alias behind the table is the question's own
                        String expected = question.replaceAll("\\bT (a|b)\\b", allowed.replace("AS t", "AS $1"))
                                .replaceAll("\\bT\\b", allowed);
                        List<String> rows = lines(whole, expected);
                        List<String> seen = lines(part, question.replaceAll("\\bT\\b", table));
                        if (question.contains("LIMIT 3")) {
                            assertEquals(rows.size(), seen.size(), question);
                        } else {
                            assertEquals(rows, seen, question + " of " + table);
                        }
                    }
                }
                long seen = Long.parseLong(
                        column(part, "SELECT count(*) FROM events").get(0));
                long there = Long.parseLong(
                        column(whole, "SELECT count(*) FROM events").get(0));
                assertTrue(seen > 20 && seen < there - 20, seen + " of " + there);
            }
        }
    }

    @Test
    void groupsOfTimeDoNotComeFromMetadataOfAll() {
        String sql = "SELECT date_trunc('day', eventTime), count(*), max(eventTime) FROM events";
        try (Session whole = all(ENGINES.get(2));
                Session part = seeing(ENGINES.get(2), Set.of(account))) {
            assertEquals(
                    lines(whole, sql + " WHERE recipientAccountId = '" + account + "' GROUP BY 1"),
                    lines(part, sql + " GROUP BY 1"));
        }
    }

    @Test
    void noAccountAtAllSeesNothing() {
        AccessPolicy nothing = new AccessPolicy(Optional.of(Set.of()), Set.of());
        for (Engine engine : ENGINES) {
            try (Session session = engine.newSession(Settings.initial().with("cache", "off"), nothing, List.of())) {
                assertEquals(List.of("0"), column(session, "SELECT count(*) FROM deliveries"));
                assertEquals(List.of(), column(session, "SELECT eventID FROM events"));
            }
        }
    }

    @Test
    void versionsOfThePastAreNoWayAround() {
        Engine engine = ENGINES.get(2);
        try (Session whole = all(engine);
                Session part = seeing(engine, Set.of(account))) {
            String version = column(
                            whole, "SELECT snapshot_id FROM sys.snapshots WHERE is_current AND table_name = 'events'")
                    .get(0);
            for (String table : List.of("events", "deliveries", "lk")) {
                String past = "SELECT count(*), max(eventTime) FROM " + table + " FOR VERSION AS OF " + version;
                assertEquals(lines(whole, past + " WHERE recipientAccountId = '" + account + "'"), lines(part, past));
            }
        }
    }

    @Test
    void tablesOfFilesAreNotThere() {
        Engine engine = ENGINES.get(1);
        try (Session whole = all(engine);
                Session part = seeing(engine, Set.of(account));
                Session narrow = seeing(engine, Set.of(), "sourceIPAddress")) {
            for (CatalogTable table : whole.catalog().tables()) {
                boolean tells = table.schema().equals("sys")
                        && !List.of("columns", "functions").contains(table.name());
                boolean isOfAccounts =
                        List.of("coverage", "logging_off", "known_values").contains(table.name());
                for (Session session : isOfAccounts ? List.of(narrow) : List.of(part, narrow)) {
                    String sql = "SELECT count(*) FROM " + (table.schema().isEmpty() ? "" : "sys.") + table.name();
                    if (tells) {
                        assertEquals(
                                ErrorCode.TABLE_NOT_FOUND, refusal(session, sql).code(), sql);
                        assertFalse(
                                column(session, "SELECT table_name FROM sys.columns WHERE table_schema = 'sys'")
                                        .contains(table.name()),
                                table.name());
                    } else {
                        assertEquals(1, run(session, sql).rows().size());
                    }
                }
            }
        }
    }

    @Test
    void valuesAreToldOfOwnAccountsOnly() {
        Engine lake = ENGINES.get(2);
        try (Session whole = all(lake);
                Session part = seeing(lake, Set.of(account))) {
            String accounts = "SELECT value FROM sys.known_values WHERE column_name = 'recipientAccountId'";
            assertTrue(column(whole, accounts).contains(hiddenAccount));
            assertEquals(List.of(account), column(part, accounts));
            for (String column : List.of("eventName", "userIdentity.arn")) {
                assertEquals(
                        lines(
                                part,
                                "SELECT " + column + ", count(*) FROM deliveries WHERE " + column
                                        + " IS NOT NULL GROUP BY 1"),
                        lines(
                                part,
                                "SELECT value, sum(records) FROM sys.known_values WHERE column_name = '" + column
                                        + "' GROUP BY 1"));
            }
        }
    }

    @Test
    void coverageIsToldOfOwnAccountsOnly() {
        for (Engine engine : ENGINES) {
            try (Session whole = all(engine);
                    Session part = seeing(engine, Set.of(account))) {
                String sql = "SELECT DISTINCT account FROM sys.coverage";
                assertTrue(column(whole, sql).contains(hiddenAccount));
                assertEquals(List.of(account), column(part, sql));
                assertEquals(
                        lines(whole, "SELECT * FROM sys.coverage WHERE account = '" + account + "'"),
                        lines(part, "SELECT * FROM sys.coverage"));
                assertEquals(List.of("0"), column(part, "SELECT count(*) FROM sys.coverage WHERE account IS NULL"));
            }
        }
    }

    @Test
    void failuresTellOfNoOtherRow() {
        for (Engine engine : List.of(ENGINES.get(0), ENGINES.get(2))) {
            for (String pruning : List.of("on", "off")) {
                try (Session whole = all(engine);
                        Session part = seeing(engine, Set.of(account))) {
                    part.set("pruning", pruning);
                    for (String table : List.of("events", "deliveries", "lk", "at")) {
                        for (String failing : List.of(
                                "CAST(errorMessage AS integer) = 1",
                                "CAST(substr(errorMessage, 1, 200) AS integer) = 1",
                                "CASE WHEN errorMessage = '" + SECRET + "' THEN 1 / (length(errorMessage) - "
                                        + SECRET.length() + ") ELSE 1 END = 1")) {
                            String only = "errorMessage LIKE 'only-in-%' AND ";
                            String sql = "SELECT count(*) FROM " + table + " WHERE " + only + failing;
                            if (engine == ENGINES.get(2)) {
                                refusal(whole, sql);
                            }
                            assertEquals(List.of("0"), column(part, sql), sql);
                            assertEquals(
                                    List.of(),
                                    column(
                                            part,
                                            "SELECT " + failing + " FROM " + table
                                                    + " WHERE errorMessage LIKE 'only-in-%'"));
                        }
                    }
                }
            }
        }
    }

    @Test
    void plansTellNothingOfOtherRowsAndFiles() {
        for (Engine engine : ENGINES) {
            try (Session part = seeing(engine, Set.of(account))) {
                long seen = Long.parseLong(
                        column(part, "SELECT count(*) FROM deliveries").get(0));
                String plan = String.join("\n", column(part, "EXPLAIN SELECT * FROM deliveries WHERE eventName = 'x'"));
                assertFalse(plan.contains("files total") || plan.contains("files to read"), plan);
                List<String> analyzed = column(part, "EXPLAIN ANALYZE SELECT eventName FROM deliveries");
                String scan = analyzed.stream()
                        .filter(line -> line.contains("Scan"))
                        .findFirst()
                        .orElseThrow();
                assertTrue(scan.contains("[" + seen + " rows"), scan);
                String told = String.join("\n", analyzed) + plan;
                assertFalse(told.contains("bytes") || told.contains("row groups") || told.contains("rows, all"), told);
            }
        }
    }

    @Test
    void theAllowedAccountsPrune() {
        Engine engine = ENGINES.get(2);
        try (Session part = seeing(engine, Set.of("999999999999"));
                ResultStream stream = part.query("SELECT eventJson FROM events")) {
            assertEquals(0, StreamTable.read(stream).rows().size());
            assertEquals(0, stream.stats().scan().bytesInflated(), "no file has such an account");
        }
    }

    // ---- columns -----------------------------------------------------------------------------------------------

    @Test
    void hiddenColumnsAreInNoTable() {
        for (Engine engine : ENGINES) {
            try (Session session =
                    seeing(engine, Set.of(), "SOURCEIPADDRESS", "userIdentity.accessKeyId", "resources.ARN")) {
                for (String table : List.of("events", "deliveries", "lk", "at")) {
                    for (String gone : List.of(
                            "sourceIPAddress",
                            "eventJson",
                            "\"$extra\"",
                            "userIdentity.accessKeyId",
                            "userIdentity['accessKeyId']",
                            "resources[1].arn",
                            "json_extract(CAST(userIdentity AS json), '$.accesskeyid') || eventJson",
                            "t.sourceIPAddress",
                            "cloudtrail." + table + ".sourceIPAddress")) {
                        EngineException failure = refusal(session, "SELECT " + gone + " FROM " + table + " AS t");
                        assertEquals(ErrorCode.Type.USER, failure.code().type(), failure.getMessage());
                        String told = failure.describe() + failure.hint().orElse("");
                        assertFalse(told.contains("did you mean 'sourceIPAddress'"), told);
                    }
                    String text = lines(
                                    session,
                                    "SELECT CAST(userIdentity AS json), CAST(resources AS json), userIdentity FROM "
                                            + table)
                            .toString()
                            .toLowerCase(Locale.ROOT);
                    assertFalse(text.contains("accesskeyid"), table);
                    assertFalse(text.matches("(?s).*\\b(akia|asia)[a-z0-9]{16}\\b.*"), table + text);
                    assertTrue(text.contains("principalid"), table);
                    Table row = run(session, "SELECT * FROM " + table + " LIMIT 1");
                    assertFalse(
                            row.columns().toString().toLowerCase(Locale.ROOT).contains("sourceip"));
                    assertFalse(row.columns().stream().anyMatch("eventJson"::equalsIgnoreCase));
                }
                assertEquals(
                        List.of(),
                        column(
                                session,
                                "SELECT column_name FROM sys.columns WHERE lower(column_name) IN"
                                        + " ('sourceipaddress', 'eventjson', '$extra') OR lower(data_type) LIKE '%accesskeyid%'"));
            }
        }
    }

    @Test
    void columnsOfKeysAreHiddenWithTheFactsThatTheyTell() {
        try (Session session = seeing(ENGINES.get(0), Set.of(), "awsRegion");
                Session other = seeing(ENGINES.get(0), Set.of(), "userAgent")) {
            String sql = "SELECT count(\"$path\") FROM events";
            assertEquals(ErrorCode.COLUMN_NOT_FOUND, refusal(session, sql).code());
            assertEquals(1, run(other, sql).rows().size());
        }
    }

    @Test
    void aHiddenAccountColumnStillFilters() {
        for (Engine engine : ENGINES) {
            try (Session whole = all(engine);
                    Session part = seeing(engine, Set.of(account), "recipientAccountId")) {
                assertEquals(
                        ErrorCode.COLUMN_NOT_FOUND,
                        refusal(part, "SELECT recipientAccountId FROM events").code());
                assertEquals(
                        lines(whole, "SELECT eventID FROM events WHERE recipientAccountId = '" + account + "'"),
                        lines(part, "SELECT eventID FROM events"));
            }
        }
    }

    @Test
    void whatIsNoColumnCannotBeHidden() {
        for (String name : List.of("nosuch", "userIdentity.nosuch", "requestParameters.password", "eventName.x", "")) {
            EngineException failure =
                    assertThrows(EngineException.class, () -> seeing(ENGINES.get(0), Set.of(), name), name);
            assertEquals(ErrorCode.INVALID_CONFIGURATION, failure.code());
        }
    }
}
