/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell;

import dev.spoor.Engine;
import dev.spoor.EngineConfig;
import dev.spoor.Settings;
import dev.spoor.sample.SampleSpec;
import dev.spoor.sample.SampleStory;
import dev.spoor.sample.SampleTrail;
import dev.spoor.server.ServerConfig;
import dev.spoor.server.SqlServer;
import dev.spoor.shell.command.Command;
import dev.spoor.shell.command.CommandTable;
import dev.spoor.shell.door.Answer;
import dev.spoor.shell.door.Door;
import dev.spoor.shell.door.EmbeddedDoor;
import dev.spoor.shell.door.ServerDoor;
import dev.spoor.shell.edit.HistoryFile;
import dev.spoor.vector.Batch;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The commands of the prompt, with an engine in the process and with a server: what they say must be the same. */
class CommandsTest {
    @TempDir
    static Path folder;

    /** Commands whose examples need files or a prompt, which tests of their own make. */
    private static final Set<String> FILES = Set.of("i", "copy", "export", "connect");

    private static Path logs;
    private static Engine engine;
    private static SqlServer server;

    @BeforeAll
    static void serve() throws IOException {
        logs = folder.resolve("logs");
        new SampleTrail(SampleSpec.testing(1_500, 3)).writeTo(logs, 1, made -> {});
        Settings settings = Settings.initial().with("cache", "off");
        engine = Engine.open(EngineConfig.of(logs).with(settings));
        server = SqlServer.start(engine, settings, ServerConfig.on(0), Clock.systemUTC());
    }

    @AfterAll
    static void stop() {
        server.close();
        engine.close();
    }

    @Test
    void everyExampleWorksWithBoth() {
        for (Command command : CommandTable.all()) {
            String example = command.description().example();
            if (FILES.contains(command.description().name())) {
                continue;
            }
            Outcome here = here(example);
            assertFalse(here.err.contains("error"), example + ": " + here.err);
            assertEquals(ExitCode.OK, here.code, example + ": " + here.err);
            Outcome there = there(example);
            assertEquals(here.code, there.code, example + ": " + there.err);
            if (example.startsWith("\\sample")) {
                assertEquals(here.out.lines().count(), there.out.lines().count(), "any rows will do");
            } else if (!example.equals("\\conninfo")) {
                assertEquals(here.out, there.out, example + ": " + there.err);
            }
        }
    }

    @Test
    void rowsOfAServerAreThoseOfAnEngine() {
        String events = "SELECT eventTime, eventName, userIdentity, readOnly, requestParameters, resources, tlsDetails,"
                + " CAST(eventTime AS TIMESTAMP WITH TIME ZONE) AS moment, count(*) OVER () AS n"
                + " FROM events ORDER BY eventTime, eventID LIMIT 20";
        String scalars =
                "SELECT 1.50 AS price, 2.5e0 AS ratio, nan() AS odd, DATE '2026-01-02' AS day, true AS yes, NULL AS x,"
                        + " CAST(NULL AS BIGINT) AS missing, TIME '01:02:03' AS t, X'00FF' AS bytes, INTERVAL '1' DAY AS step,"
                        + " CAST('10.0.0.1' AS IPADDRESS) AS address, now() AT TIME ZONE 'Asia/Tokyo' > now() AS later,"
                        + " TIMESTAMP '2026-01-02 03:04:05' AT TIME ZONE 'Asia/Tokyo' AS there";
        String nested =
                "SELECT ARRAY[1, NULL, 3] AS a, MAP(ARRAY['k \"q\"', 'é'], ARRAY[ARRAY[true], NULL]) AS m, ROW(1, 'x', NULL) AS r,"
                        + " CAST(ROW(1.5, ROW('in, (side)', DATE '2026-01-02')) AS ROW(n DECIMAL(3, 1), deep ROW(\"a b\" VARCHAR, day DATE))) AS d,"
                        + " JSON '{\"a\": [1, {\"b\": null}]}' AS j, ARRAY[JSON '{\"c\" : 1}', JSON 'null'] AS js,"
                        + " ARRAY[nan(), 1e0] AS odd, ARRAY[X'00ff'] AS bytes, ARRAY[CAST('::1' AS IPADDRESS)] AS addresses,"
                        + " ARRAY[TIMESTAMP '2026-01-02 03:04:05.123456'] AS times, ARRAY[INTERVAL '1' DAY] AS steps,"
                        + " MAP(ARRAY[1], ARRAY[TIMESTAMP '2026-01-02 03:04:05' AT TIME ZONE 'Asia/Tokyo']) AS moments, ARRAY[''] AS empty,"
                        + " CAST(NULL AS ARRAY(INTEGER)) AS none, ARRAY[] AS nothing";
        List<String> pieces = new ArrayList<>();
        for (String format : List.of("csv", "jsonl", "json", "vertical", "markdown", "table")) {
            pieces.addAll(List.of("\\format " + format, events, scalars, nested));
        }
        Outcome here = here(pieces.toArray(new String[0]));
        assertEquals(ExitCode.OK, here.code, here.err);
        Outcome there = there(pieces.toArray(new String[0]));
        assertEquals(here.out, there.out, there.err);
        String lines = there("\\format jsonl", nested).out;
        assertTrue(lines.contains("\"d\":{\"n\":1.5,\"deep\":{\"a b\":\"in, (side)\",\"day\":\"2026-01-02\"}}"), lines);
        String kept = there(
                        "SELECT ARRAY[1] AS a, MAP(ARRAY['k'], ARRAY[ROW(1)]) AS m",
                        "SELECT typeof(a), typeof(m) FROM _")
                .out;
        assertTrue(kept.endsWith("\narray(integer),\"map(varchar, row(integer))\"\n"), kept);
    }

    /** The rest of this query never comes. */
    @Test
    void firstRowsDoNotWaitForTheRest() {
        String sql = "SELECT 'first' AS a UNION ALL SELECT CAST(n AS varchar) FROM (SELECT count(*) AS n FROM events a"
                + " CROSS JOIN events b CROSS JOIN events c WHERE a.eventName || b.eventName || c.eventName = 'x')";
        try (Door here = new EmbeddedDoor(engine, "logs");
                Door there = ServerDoor.open("http://127.0.0.1:" + server.port(), Optional.empty(), Optional.empty())) {
            for (Door door : List.of(here, there)) {
                try (Answer answer = door.query(sql);
                        Batch rows = answer.next()) {
                    assertEquals(1, rows.rowCount());
                    assertTrue(answer.stats().isPresent(), "progress is told");
                    answer.cancel();
                }
            }
        }
    }

    @Test
    void whatAServerTellsOfAQueryIsWhatAnEngineTells() {
        for (String sql : List.of(
                "SELECT count(*) FROM events",
                "SELECT count(*) FROM deliveries WHERE eventName = 'GetObject' AND eventTime > '2026-01-01'",
                "SELECT count(*) FROM events WHERE eventTime BETWEEN '2020-01-01' AND '2020-01-02'",
                "SELECT 1")) {
            String here = here(sql).err.replaceAll("\\d+\\.\\d\\d s", "N s");
            assertTrue(here.contains("row in N s"), here);
            assertEquals(here, there(sql).err.replaceAll("\\d+\\.\\d\\d s", "N s"), sql);
        }
    }

    @Test
    void errorsOfAServerPointAtTheirPlace() {
        Outcome here = here("SELECT eventNam FROM events");
        Outcome there = there("SELECT eventNam FROM events");
        assertEquals(ExitCode.QUERY_FAILED, there.code);
        assertTrue(there.err.contains("SELECT eventNam FROM events\n         ^"), there.err);
        assertEquals(
                here.err.lines().filter(line -> line.startsWith("hint")).toList(),
                there.err.lines().filter(line -> line.startsWith("hint")).toList());
    }

    @Test
    void parametersAreBoundAndNeverPasted() {
        for (List<String> where : List.of(hereWords(), thereWords())) {
            Outcome outcome = run(
                    where,
                    "\\set name '''; DROP'",
                    "\\set n 7",
                    "SELECT :name AS a, ':name' AS b, 1 + :n AS c, \"x:name\" FROM (VALUES 1) AS t(\"x:name\")");
            assertEquals("a,b,c,x:name\n'; DROP,:name,8,1\n", outcome.out, outcome.err);
            Outcome missing = run(where, "SELECT 1,\n  :nme");
            assertTrue(missing.err.contains("error at 2:3: the parameter :nme has no value"), missing.err);
            assertTrue(missing.err.contains("\\set nme VALUE"), missing.err);
        }
        assertEquals("x\n5\n", run(hereWords(), List.of("--param", "a=5"), "SELECT 0 + :a AS x").out);
    }

    @Test
    void wrongCommandsSayWhatIsRight() {
        assertTrue(here("\\formt csv").err.contains("did you mean \\format?"));
        assertTrue(here("\\format cvs").err.contains("takes one of auto"));
        assertTrue(here("\\d evens").err.contains("did you mean events?"), here("\\d evens").err);
        assertTrue(here("\\df json_extrct").err.contains("did you mean json_extract?"));
        assertTrue(here("\\timing perhaps").err.contains("neither on nor off"));
        assertEquals(ExitCode.QUERY_FAILED, here("\\nonsense").code);
    }

    @Test
    void rowsGoToFilesAndPrograms() throws IOException {
        Path file = folder.resolve("rows.csv");
        Outcome outcome = here("\\o " + file, "SELECT 1 AS a", "\\o", "SELECT 2 AS b");
        assertEquals("b\n2\n", outcome.out, outcome.err);
        assertEquals("a\n1\n", Files.readString(file));
        here("\\o |cat > " + file, "SELECT 3 AS c");
        assertEquals("c\n3\n", Files.readString(file));
        assertTrue(here("\\o " + folder.resolve("no/such/folder")).err.contains("cannot write to"));
    }

    @Test
    void aCommandInPlaceOfTheSemicolonRunsTheStatement() throws IOException {
        for (List<String> where : List.of(hereWords(), thereWords())) {
            Outcome outcome = run(where, "SELECT 1 AS a, 'x' AS b \\G\nSELECT 2 AS c;");
            String vertical = run(where, "\\format vertical", "SELECT 1 AS a, 'x' AS b").out;
            assertEquals(vertical + "c\n2\n", outcome.out, outcome.err);
        }
        Path file = folder.resolve("again.json");
        Outcome outcome = here("SELECT 'it\\G' AS a, 1\n  AS b \\g " + file, "SELECT 2 AS c;\\gx", "\\g");
        assertEquals(here("\\format json", "SELECT 'it\\G' AS a, 1 AS b").out, Files.readString(file), outcome.err);
        assertEquals(here("\\format vertical", "SELECT 2 AS c").out + "c\n2\n", outcome.out);
        here("SELECT 3 AS d \\g |cat > " + file);
        assertEquals("d\n3\n", Files.readString(file));
        assertTrue(here("SELECT 1,\n nme \\G").err.contains("error at 2:2: "), "places are those of the statement");
        assertTrue(here("\\g").err.contains("there is no statement yet"));
        assertEquals("p\n7\n", here("\\set p 7", "SELECT 0 + :p AS p \\g").out);
    }

    @Test
    void aProgramMayEndBeforeTheRows() {
        String many = "SELECT a.eventID, b.eventID FROM deliveries a, deliveries b";
        Outcome failed = here("\\o |exit 3", many);
        assertEquals(ExitCode.QUERY_FAILED, failed.code);
        assertTrue(failed.err.contains("error: the program 'exit 3' ended with status 3 before"), failed.err);
        if (Files.exists(Path.of("/dev/full"))) {
            Outcome late = here("SELECT 1 \\g /dev/full");
            assertTrue(late.err.contains("error: cannot write to /dev/full: "), late.err);
        }
        Outcome done = here(many + " \\g |head -n 1 > /dev/null", "SELECT 1 AS a");
        assertEquals("a\n1\n", done.out, "rows go to the screen again");
        assertEquals(ExitCode.OK, done.code);
        assertTrue(done.err.contains("note: the program has ended, and the query was stopped; "), done.err);
    }

    @Test
    void filesAreCompressedAsTheirNamesSay() throws IOException {
        Path copied = folder.resolve("rows.csv.gz");
        here("\\copy (SELECT 1 AS a) TO '" + copied + "'");
        assertEquals("a\n1\n", unpacked(copied));
        Path sent = folder.resolve("rows.jsonl.GZ");
        here("\\o " + sent, "SELECT 1 AS a", "SELECT 2 AS a");
        assertEquals("{\"a\":1}\n{\"a\":2}\n", unpacked(sent));
        Path plain = folder.resolve("rows.txt.gz");
        here("\\format tsv", "SELECT 1 AS a, 2 AS b \\g " + plain);
        assertEquals("a\tb\n1\t2\n", unpacked(plain), "a name that tells no format");
    }

    private static String unpacked(Path file) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aSafeShellOpensNothing() {
        Path file = folder.resolve("unsafe.csv");
        for (String refused : List.of(
                "\\o " + file,
                "\\once |touch " + file,
                "SELECT 1 \\g " + file,
                "\\copy (SELECT 1) TO '" + file + "'",
                "\\i " + file,
                "\\e SELECT 1",
                "\\save unsafe SELECT 1",
                "\\connect /",
                "\\set spill.path " + folder,
                "\\export " + file + ".zip")) {
            Outcome outcome = run(hereWords(), List.of("--safe"), refused);
            assertEquals(ExitCode.QUERY_FAILED, outcome.code, refused);
            assertTrue(outcome.err.contains("this shell runs with --safe"), refused + ": " + outcome.err);
        }
        assertFalse(Files.exists(file));
        assertEquals("a\n1\n", run(hereWords(), List.of("--safe"), "\\o", "\\set a 1", "SELECT 1 AS a \\g").out);
    }

    @Test
    void theHistoryIsListedAndSearched() throws IOException {
        HistoryFile file = new HistoryFile(folder.resolve("state/spoor/history"));
        file.append(new HistoryFile.Entry(Instant.EPOCH, 1_234, 1, "SELECT 'Needle',\n  1;"));
        for (int i = 0; i < 50; i++) {
            file.append(new HistoryFile.Entry(Instant.EPOCH, 5, i, "SELECT " + "x".repeat(200)));
        }
        Outcome found = here("\\history needle");
        assertEquals("     1  1970-01-01 00:00     1.23 s         1 row   SELECT 'Needle', 1;\n", found.out, found.err);
        Outcome last = here("\\history");
        assertTrue(last.err.contains("These are the last 40 of 51"), last.err);
        assertEquals(40, last.out.lines().count());
        assertTrue(last.out.endsWith("x…\n"), last.out);
        assertTrue(here("\\history nothing").err.contains("Nothing typed has 'nothing'"));
        assertTrue(here("\\history 52").err.contains("there is no number 52"));
    }

    @Test
    void resultsAreCopiedWholeOrNotAtAll() throws Exception {
        Path file = folder.resolve("it's here.parquet");
        String quoted = "'" + file.toString().replace("'", "''") + "'";
        String sql = "SELECT eventName, count(*) AS n FROM events GROUP BY 1 ORDER BY 1";
        for (List<String> where : List.of(hereWords(), thereWords())) {
            Outcome outcome = run(where, "\\copy (" + sql + ") TO " + quoted);
            assertEquals(ExitCode.OK, outcome.code, outcome.err);
            assertTrue(outcome.err.contains(" rows written to " + file), outcome.err);
            assertEquals(run(where, sql).out, judged(quoted));
            byte[] before = Files.readAllBytes(file);
            Outcome failed = run(where, "\\copy (SELECT 1 / (n - 500) FROM (VALUES 500) AS t(n)) TO " + quoted);
            assertEquals(ExitCode.QUERY_FAILED, failed.code);
            assertTrue(failed.err.contains("DIVISION_BY_ZERO"), failed.err);
            assertArrayEquals(before, Files.readAllBytes(file), "what was there stays");
        }
        Path text = folder.resolve("copied.txt");
        here(
                "\\copy sys.functions TO " + text + " (jsonl)",
                "\\copy (SELECT ' TO ''x' AS a) TO '" + text + "' WITH (FORMAT csv)");
        assertEquals("a\n TO 'x\n", Files.readString(text));
        assertEquals(0, unfinished(), "nothing is left beside");
        assertTrue(here("\\copy (SELECT 1) TO x.unknown").err.contains("tells no format"));
        assertTrue(here("\\copy (SELECT 1) TO x (cvs)").err.contains("there is no format 'cvs'"));
        assertTrue(here("\\copy (SELECT 1) TO '" + folder.resolve("no/x.csv") + "'")
                .err
                .contains("cannot write to"));
    }

    /** What DuckDB makes of the file, as CSV. */
    private static String judged(String quotedFile) throws SQLException {
        String sql =
                "SELECT 'eventName,n' || chr(10) || string_agg(coalesce(eventName, '') || ',' || n || chr(10), '' ORDER BY eventName NULLS LAST) FROM ";
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement();
                ResultSet rows = statement.executeQuery(sql + quotedFile)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static long unfinished() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".unfinished")).count();
        }
    }

    @Test
    void theLastResultIsATable() {
        String sql = "SELECT eventName, count(*) AS n FROM events WHERE eventName < 'D' GROUP BY 1 ORDER BY 2 DESC, 1";
        for (List<String> where : List.of(hereWords(), thereWords())) {
            String counts = run(where, sql).out;
            Outcome outcome = run(
                    where,
                    "SELECT 0",
                    sql,
                    "\\conninfo",
                    "\\dt",
                    "SELECT 1 / (n - n) FROM _",
                    "SELECT * FROM _",
                    "SELECT sum(n) AS total, max(upper(\"_\".eventName)) AS last FROM _",
                    "SELECT last FROM _");
            assertEquals(ExitCode.QUERY_FAILED, outcome.code);
            outcome = run(
                    where,
                    List.of("--keep-going"),
                    "SELECT 0 AS x",
                    sql,
                    "SELECT 1 / (n - n) FROM _",
                    "SELECT * FROM _",
                    "SELECT sum(n) AS total, max(upper(eventName)) AS last FROM _",
                    "SELECT last FROM _");
            assertTrue(outcome.out.startsWith("x\n0\n" + counts + counts + "total,last\n"), outcome.out + outcome.err);
            assertTrue(outcome.out.endsWith("last\nCREATEUSER\n"), outcome.out + outcome.err);
            Outcome none = run(where, "SELECT * FROM _");
            assertTrue(
                    none.err.contains("hint: _ is the last result, and there is none: no statement was run yet"),
                    none.err);
        }
        assertEquals(
                here("SELECT userIdentity.arn, requestParameters['bucketName'], resources[1].type FROM events ORDER BY eventID")
                        .out,
                here(
                                "\\format null",
                                "SELECT * FROM events",
                                "\\format csv",
                                "SELECT userIdentity.arn, requestParameters['bucketName'], resources[1].type FROM _ ORDER BY eventID")
                        .out);
        Outcome mixed = there("SELECT 'x' AS eventName", "SELECT * FROM _ JOIN events USING (eventName)");
        assertTrue(mixed.err.contains("a statement reads one or the other"), mixed.err);
    }

    @Test
    void aResultIsExportedWithItsStory() throws IOException {
        Path one = folder.resolve("one.zip");
        Path two = folder.resolve("two.zip");
        for (List<String> where : List.of(hereWords(), thereWords())) {
            Outcome outcome = run(
                    where,
                    "\\set name \"Zoë\"",
                    "SELECT eventName, :name AS \"who\" FROM events WHERE eventName = 'DeleteTrail'",
                    "SELECT count(*) AS n FROM _",
                    "\\export " + one,
                    "\\export " + two);
            assertEquals(ExitCode.OK, outcome.code, outcome.err);
            assertArrayEquals(Files.readAllBytes(one), Files.readAllBytes(two), "the same result, the same bytes");
            try (FileSystem zip = FileSystems.newFileSystem(one)) {
                assertEquals("SELECT count(*) AS n FROM _;\n", Files.readString(zip.getPath("question.sql")));
                assertEquals("n\n1\n", Files.readString(zip.getPath("result.csv")));
                assertEquals(
                        "PAR1",
                        new String(Files.readAllBytes(zip.getPath("result.parquet")), 0, 4, StandardCharsets.US_ASCII));
                String about = Files.readString(zip.getPath("about.json"));
                assertTrue(
                        about.replaceAll(" +", " ")
                                .contains("\"before\": [\"SELECT eventName, ? AS \\\"who\\\" FROM events"),
                        about);
                assertTrue(about.contains("\"incomplete\": false") && about.contains("\"rows\": 1,"), about);
            }
        }
        assertTrue(here("\\export x.zip").err.contains("there is no last result to export: no statement was run yet"));
        assertTrue(here("\\export x.csv").err.contains("'x.csv' is no name of an archive"));
    }

    @Test
    void bytesWantAPlaceForThemselves() throws IOException {
        Path file = folder.resolve("one.xlsx");
        Outcome second = here("\\format xlsx", "\\o " + file, "SELECT 1 AS a", "SELECT 2 AS b");
        assertEquals(ExitCode.QUERY_FAILED, second.code);
        assertTrue(second.err.contains("holds output already, and this format wants a file for itself"), second.err);
        assertEquals("PK", Files.readString(file, StandardCharsets.ISO_8859_1).substring(0, 2));
        assertTrue(here("\\format arrow", "SELECT 1", "\\conninfo").err.contains("holds a whole result"));
        Path once = folder.resolve("once.csv");
        assertEquals("b\n2\n", here("\\once " + once, "SELECT 1 AS a", "SELECT 2 AS b").out);
        assertEquals("a\n1\n", Files.readString(once));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Streams terminal = new Streams(new ByteArrayInputStream(new byte[0]), out, err, false, true, false, 100);
        List<String> words = new ArrayList<>(hereWords());
        words.addAll(List.of("--format", "parquet", "-c", "SELECT 1"));
        assertEquals(
                ExitCode.QUERY_FAILED, new Shell(terminal, Clock.systemUTC(), Optional.empty(), Map.of()).run(words));
        assertEquals(0, out.size());
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("is bytes, which a terminal cannot show"));
    }

    @Test
    void scriptsHoldCommandsAndIncludeEachOther() throws IOException {
        Path inner =
                Files.writeString(folder.resolve("inner.sql"), "SELECT\n  1 AS a;\n\\set x 4\nSELECT 0 + :x AS b\n");
        Path outer = Files.writeString(folder.resolve("outer.sql"), "\\i " + inner + "\nSELECT nonsense;");
        Outcome outcome = run(hereWords(), List.of("-f", outer.toString()));
        assertEquals("a\n1\nb\n4\n", outcome.out, outcome.err);
        assertTrue(outcome.err.contains("error at " + outer + ":2:8"), outcome.err);
        Path endless = folder.resolve("endless.sql");
        Files.writeString(endless, "\\i " + endless);
        assertTrue(here("\\i " + endless).err.contains("include each other 16 deep"));
        assertEquals("a\n1\n", here("SELECT 1 AS a", "\\q", "SELECT 2 AS b").out);
    }

    @Test
    void aServerThatIsNotThereIsSaid() {
        Outcome gone = run(List.of("--server", "http://127.0.0.1:1"), "SELECT 1");
        assertEquals(ExitCode.WRONG_USAGE, gone.code, gone.err);
        Outcome both = run(List.of("--server", server.address(), "--logs", logs.toString()), "SELECT 1");
        assertTrue(both.err.contains("--server has its own logs"), both.err);
        assertTrue(run(List.of("--user", "x"), "SELECT 1").err.contains("need --server"));
        assertTrue(there("\\set workers 1").err.contains("NOT_SUPPORTED"));
    }

    @Test
    void queriesOfTheLibraryRunWithParameters() {
        for (List<String> where : List.of(hereWords(), thereWords())) {
            Outcome saved = run(
                    where,
                    "SELECT 0 + :n AS x, :t AS t",
                    "\\set t 'a b'",
                    "SELECT 0 + 1 AS x, :t AS t",
                    "\\save mine SELECT 0 + :n AS x, :t AS t",
                    "\\run mine n=4 t='it''s'",
                    "\\run mine n=5");
            assertTrue(saved.err.contains("the parameter :n has no value"), saved.err);
            Outcome ran = run(
                    where,
                    "\\set t 'a b'",
                    "\\save mine SELECT 0 + :n AS x, :t AS t",
                    "\\run mine n=4 t='it''s'",
                    "\\run mine n=5");
            assertEquals("x,t\n4,it's\nx,t\n5,a b\n", ran.out, ran.err);
        }
        assertTrue(here("\\queries failed-signins").out.contains("least = '5'"));
        assertTrue(here("\\run root-us").err.contains("did you mean root-use?"));
        assertTrue(here("\\run root-use who=me").err.contains("has no parameter 'who'"));
        assertTrue(here("\\run root-use since").err.contains("'since' is not PARAMETER=VALUE"));
    }

    @Test
    void whatIsThereIsShown() {
        String keys = here("\\fields requestParameters where eventName = 'AssumeRole'").out;
        assertTrue(keys.startsWith("key,rows,percent,example\n") && keys.contains("\nroleArn,"), keys);
        String columns = here("\\summary where eventName = 'AssumeRole'").out;
        assertTrue(columns.startsWith("column,values,nulls,distinct,least,greatest\n"), columns);
        assertTrue(columns.matches("(?s).*\neventName,(\\d+),0,1,AssumeRole,AssumeRole\n.*"), columns);
        assertEquals(6, here("\\sample sys.columns").out.lines().count());
        assertTrue(here("\\sample events; DROP").err.contains("error"));
        assertEquals(
                "  1 | NULL\n\n  1 | NULL\n",
                here("SELECT 1, NULL", "\\watch 1 2").out.replaceAll("(?s)^.*1,\n", ""));
        String row = here("\\fields userIdentity where eventName = 'AssumeRole'").out;
        assertTrue(row.matches("(?s)key,rows,percent,example\n.*\\btype,\\d+,100.0,\\w+\n.*"), row);
        String elements = here("\\fields resources").out;
        assertTrue(elements.contains("\ntype,") && !elements.contains("ARNPrefix"), elements);
        assertTrue(here("\\fields awsRegion").out.contains("\nawsRegion,"));
        assertTrue(here("\\fields requestParameter").err.contains("did you mean requestParameters?"));
        String funnel = here("\\explain SELECT count(*) FROM events WHERE awsRegion = 'nowhere'").out;
        assertTrue(
                funnel.startsWith("To read of events: 0 of ")
                        && funnel.contains("after account and region in key   0 "),
                funnel);
        assertTrue(here("SELECT 1", "\\explain").out.endsWith("Values 1 row\n"));
        assertTrue(here("\\explain analyze SELECT 1").out.contains("Values 1 row  [1 rows, "));
    }

    @Test
    void whatSomebodyDidIsTold() {
        String address = SampleStory.ADDRESS;
        String story = here("\\timeline " + address).out;
        assertTrue(story.contains(" (UTC)\n") && story.contains("signin ConsoleLogin"), story);
        assertTrue(story.contains(" from " + address), story);
        String key = SampleStory.of(SampleSpec.testing(1_500, 3)).accessKeyId();
        String session = here("\\session " + key).out;
        assertTrue(session.contains(", taking the role ") && session.contains(SampleStory.ROLE), session);
        assertTrue(session.contains(" * s3 DeleteBucket") && session.contains("✗ AccessDenied"), session);
        assertTrue(session.contains("\n* changed something, or tried to: "), session);
        String id = here("SELECT eventID FROM events WHERE eventName = 'StopLogging' AND userIdentity.accessKeyId = '"
                        + key + "'")
                .out
                .lines()
                .skip(1)
                .findFirst()
                .orElseThrow();
        String words = here("\\who " + id).out;
        assertTrue(words.contains("somebody with the role " + SampleStory.ROLE), words);
        assertTrue(words.contains("called StopLogging of cloudtrail.amazonaws.com"), words);
        assertTrue(words.contains("It failed: AccessDenied"), words);
        assertTrue(words.contains("\n{\n  \"eventVersion\": "), words);
        assertTrue(here("\\timeline nobody-of-this-name").err.contains("There is no event of nobody"));
    }

    @Test
    void resultsAreDrawn() {
        String bars = here("\\chart SELECT 'a' AS x, 4 AS n UNION ALL SELECT 'b', 2").out;
        assertTrue(bars.contains(" a 4 ████") && bars.contains(" b 2 ██"), bars);
        String line =
                here("\\chart SELECT date_trunc('hour', eventTime), count(*) FROM events GROUP BY 1 ORDER BY 1").out;
        assertTrue(line.contains(" │") && line.chars().anyMatch(c -> c > 0x2800 && c < 0x2900), line);
        String map =
                here("\\chart SELECT awsRegion, hour(eventTime), count(*) FROM events GROUP BY 1, 2 ORDER BY 1, 2").out;
        assertTrue(map.contains("eu-west-1 ") && map.contains("█ to "), map);
        String hours = here("\\chart hours where eventName = 'AssumeRole'").out;
        assertTrue(hours.contains("\nMon ") && hours.contains("\nSun ") && hours.contains(" 23 \n"), hours);
        String last = here("\\export none.zip", "SELECT 'a' AS x, 4 AS n", "\\chart").out;
        assertTrue(last.isEmpty(), "a failure ends a script");
        assertTrue(here("SELECT 'a' AS x, 4 AS n FROM (VALUES 1) AS \"_\"(v)", "\\chart")
                .out
                .endsWith(" a 4 " + "█".repeat(50) + "\n"));
        assertTrue(here("\\chart SELECT 1").err.contains("a chart needs two columns"));
        assertTrue(here("\\chart SELECT 1, 'x'").err.contains("must be a number, not 'x'"));
    }

    @Test
    void whereAnswersComeFromIsKnown() {
        assertEquals(logs + "\n", here("\\conninfo").out);
        assertEquals(server.address() + "\n", there("\\conninfo").out);
    }

    private record Outcome(ExitCode code, String out, String err) {}

    private static List<String> hereWords() {
        return List.of("--logs", logs.toString(), "--set", "cache=off");
    }

    private static List<String> thereWords() {
        return List.of("--server", server.address());
    }

    private static Outcome here(String... pieces) {
        return run(hereWords(), pieces);
    }

    private static Outcome there(String... pieces) {
        return run(thereWords(), pieces);
    }

    private static Outcome run(List<String> where, String... pieces) {
        return run(where, List.of(), pieces);
    }

    private static Outcome run(List<String> where, List<String> more, String... pieces) {
        List<String> words = new ArrayList<>(where);
        words.addAll(more);
        for (String piece : pieces) {
            words.addAll(List.of("-c", piece));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Streams streams = new Streams(new ByteArrayInputStream(new byte[0]), out, err, false, false, false, 100);
        Map<String, String> environment = Map.of(
                "EDITOR",
                "sed -i s/1/2/",
                "XDG_DATA_HOME",
                folder.resolve("data").toString(),
                "XDG_STATE_HOME",
                folder.resolve("state").toString());
        ExitCode code = new Shell(streams, Clock.systemUTC(), Optional.empty(), environment).run(words);
        return new Outcome(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
