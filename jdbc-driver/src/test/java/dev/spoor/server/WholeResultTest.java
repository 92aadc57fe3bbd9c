/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.server;

import dev.spoor.Engine;
import dev.spoor.EngineConfig;
import dev.spoor.Settings;
import dev.spoor.sample.SampleSpec;
import dev.spoor.sample.SampleTrail;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Whole results over HTTP. Closing the engine at the end fails if a query's memory is still held. */
class WholeResultTest {
    private static final int EVENTS = 6_000;

    /** A server that says nothing for so long has failed. */
    private static final int SILENCE_MILLIS = 60_000;

    /** Gives rows for longer than any test waits. */
    private static final String ENDLESS = "SELECT a.eventID FROM events a CROSS JOIN events b CROSS JOIN events c";

    /** As above, with no row before it is done. */
    private static final String SILENT = "SELECT count(*) FROM events a CROSS JOIN events b CROSS JOIN events c"
            + " WHERE a.eventName || b.eventName || c.eventName = 'x'";

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static final String BROKEN_FILE = "one.json.gz";

    @TempDir
    static Path trail;

    private static Engine engine;
    private static SqlServer server;

    @BeforeAll
    static void serve() throws IOException {
        new SampleTrail(SampleSpec.bench(EVENTS)).writeTo(trail, 1, done -> {});
        Files.write(trail.resolve(BROKEN_FILE), new byte[] {31, -117, 8, 0, 1, 2, 3});
        Settings settings = Settings.initial().with("cache", "off");
        engine = Engine.open(EngineConfig.of(trail).with(settings));
        server = SqlServer.start(engine, settings, ServerConfig.on(0), Clock.systemUTC());
    }

    @AfterAll
    static void stop() {
        assertEquals(0, server.sessions());
        server.close();
        engine.close();
    }

    private static String path(String format, String sql, String more) {
        return "/v1/query?format=" + format + "&sql=" + URLEncoder.encode(sql, StandardCharsets.UTF_8) + more;
    }

    private static HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(server.address() + path));
    }

    private static HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static String get(String format, String sql) throws Exception {
        HttpResponse<byte[]> answer = send(to(path(format, sql, "")));
        assertEquals(200, answer.statusCode(), text(answer));
        return text(answer);
    }

    /** All values of an Arrow stream, row by row, as its reader shows them. */
    private static List<String> arrowRows(byte[] stream) throws IOException {
        List<String> rows = new ArrayList<>();
        try (BufferAllocator allocator = new RootAllocator();
                ArrowStreamReader reader = new ArrowStreamReader(new ByteArrayInputStream(stream), allocator)) {
            VectorSchemaRoot root = reader.getVectorSchemaRoot();
            while (reader.loadNextBatch()) {
                for (int row = 0; row < root.getRowCount(); row++) {
                    List<String> values = new ArrayList<>();
                    for (FieldVector vector : root.getFieldVectors()) {
                        values.add(String.valueOf(vector.getObject(row)));
                    }
                    rows.add(String.join("|", values));
                }
            }
        }
        return rows;
    }

    // ---- formats -----------------------------------------------------------------------------------------------

    @Test
    void filesOfOtherProgramsAreWhole() throws Exception {
        String sql = "SELECT eventID, userIdentity, requestParameters FROM events";
        byte[] parquet = send(to(path("parquet", sql, ""))).body();
        String ends = new String(parquet, StandardCharsets.ISO_8859_1);
        assertTrue(ends.startsWith("PAR1") && ends.endsWith("PAR1"));
        HttpResponse<byte[]> workbook = send(to(path("xlsx", "SELECT eventID FROM events LIMIT 3", "")));
        assertEquals(
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                workbook.headers().firstValue("Content-Type").orElseThrow());
        assertTrue(new String(workbook.body(), StandardCharsets.ISO_8859_1).startsWith("PK"));
    }

    @Test
    void everyTypeIsReadFromAnArrowStream() throws Exception {
        String sql = "SELECT true AS b, 7 AS i, 9000000000 AS l, 1.5e0 AS d, 12.340 AS n, 'tşxt' AS s, X'00FF' AS x,"
                + " date '2026-01-31' AS day, time '13:45:00.5' AS t, timestamp '2026-01-31 13:45:00.123456' AS ts,"
                + " timestamp '2026-01-31 13:45:00 America/New_York' AS tz, ARRAY['a', NULL] AS a,"
                + " MAP(ARRAY['k'], ARRAY[1]) AS m, CAST(ROW(1, 'x') AS ROW(n bigint, s varchar)) AS r,"
                + " json_parse('{\"a\":1}') AS j, interval '1' day AS iv, interval '2' month AS im,"
                + " CAST('10.0.0.1' AS ipaddress) AS ip, NULL AS u, 1 AS b";
        HttpResponse<byte[]> answer = send(to(path("arrow", sql, "")));
        assertEquals(
                "application/vnd.apache.arrow.stream",
                answer.headers().firstValue("Content-Type").orElseThrow());
        try (BufferAllocator allocator = new RootAllocator();
                ArrowStreamReader reader = new ArrowStreamReader(new ByteArrayInputStream(answer.body()), allocator)) {
            List<String> fields = new ArrayList<>();
            reader.getVectorSchemaRoot()
                    .getSchema()
                    .getFields()
                    .forEach(field -> fields.add(field.getName() + " " + field.getType()));
            assertEquals(
                    List.of(
                            "b Bool",
                            "i Int(32, true)",
                            "l Int(64, true)",
                            "d FloatingPoint(DOUBLE)",
                            "n Decimal(5, 3, 128)",
                            "s Utf8",
                            "x Binary",
                            "day Date(DAY)",
                            "t Time(MICROSECOND, 64)",
                            "ts Timestamp(MICROSECOND, null)",
                            "tz Timestamp(MICROSECOND, America/New_York)",
                            "a List",
                            "m Map(false)",
                            "r Struct",
                            "j Utf8",
                            "iv Duration(MICROSECOND)",
                            "im Utf8",
                            "ip Utf8",
                            "u Utf8",
                            "b Int(32, true)"),
                    fields);
        }
        List<String> rows = arrowRows(answer.body());
        assertEquals(1, rows.size());
        assertTrue(rows.get(0).startsWith("true|7|9000000000|1.5|12.340|tşxt|"), rows.get(0));
        assertTrue(
                rows.get(0)
                        .endsWith("|[\"a\",null]|[{\"key\":\"k\",\"value\":1}]|{\"n\":1,\"s\":\"x\"}|{\"a\":1}|PT24H"
                                + "|0-2|10.0.0.1|null|1"),
                rows.get(0));
        assertTrue(rows.get(0).contains("2026-01-31T13:45:00.123456"), rows.get(0));
    }

    @Test
    void allFormatsHaveTheRowsThatJdbcHas() throws Exception {
        String sql =
                "SELECT eventName, sourceIPAddress, awsRegion, eventTime, userAgent, eventID, readOnly FROM events";
        List<String> expected = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:spoor:" + server.address());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                List<String> values = new ArrayList<>();
                for (int i = 1; i <= 7; i++) {
                    values.add(String.valueOf(rows.getString(i)));
                }
                values.set(3, rows.getObject(4, LocalDateTime.class).toString());
                expected.add(String.join("|", values));
            }
        }
        assertEquals(EVENTS, expected.size());
        List<String> arrow = arrowRows(send(to(path("arrow", sql, ""))).body());
        Collections.sort(expected);
        Collections.sort(arrow);
        assertEquals(expected, arrow);
        assertEquals(EVENTS, get("jsonl", sql).lines().count());
        List<String> csv =
                new ArrayList<>(get("csv", "SELECT eventID FROM events").lines().toList());
        assertEquals("eventID", csv.remove(0));
        List<String> ids = new ArrayList<>();
        expected.forEach(row -> ids.add(row.split("\\|")[5]));
        Collections.sort(ids);
        Collections.sort(csv);
        assertEquals(ids, csv);
    }

    @Test
    void aResultWithoutRowsHasItsColumns() throws Exception {
        String sql = "SELECT eventName, eventTime FROM events WHERE eventName = 'Nothing'";
        assertEquals("eventName,eventTime\n", get("csv", sql));
        assertEquals("", get("jsonl", sql));
        byte[] arrow = send(to(path("arrow", sql, ""))).body();
        assertEquals(List.of(), arrowRows(arrow));
    }

    // ---- requests ----------------------------------------------------------------------------------------------

    @Test
    void aStatementComesInTheAddressAFormAnObjectOrAsItself() throws Exception {
        String sql = "SELECT ? AS a, ? AS b, ? AS c, ? AS d, ? AS e";
        String list = "[\"ö+&\", 5, 1.50, null, {\"timestamp\": \"2026-01-31T13:45:00Z\"}]";
        String expected = "{\"a\":\"ö+&\",\"b\":5,\"c\":1.50,\"d\":null,\"e\":\"2026-01-31 13:45:00.000 UTC\"}\n";
        String query = "?format=jsonl&sql=" + URLEncoder.encode(sql, StandardCharsets.UTF_8);
        String parameters = "&parameters=" + URLEncoder.encode(list, StandardCharsets.UTF_8);
        String object = "{\"sql\": \"" + sql + "\", \"format\": \"jsonl\", \"parameters\": " + list + "}";
        List<HttpRequest.Builder> ways = List.of(
                to("/v1/query" + query + parameters),
                to("/v1/query")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString((query + parameters).substring(1))),
                to("/v1/query")
                        .header("Content-Type", "application/json; charset=utf-8")
                        .POST(HttpRequest.BodyPublishers.ofString(object)),
                to("/v1/query?format=jsonl" + parameters)
                        .header("Content-Type", "application/sql")
                        .POST(HttpRequest.BodyPublishers.ofString(sql)));
        for (HttpRequest.Builder way : ways) {
            assertEquals(expected, text(send(way)));
        }
    }

    @Test
    void typedParametersAreBound() throws Exception {
        String list =
                "[{\"date\": \"2026-01-31\"}, {\"time\": \"13:45:00\"}, {\"double\": 1.5}, {\"varbinary\": \"00ff\"},"
                        + " {\"timestamp\": \"2026-01-31 13:45:00\"}, true]";
        HttpResponse<byte[]> answer = send(to(path(
                "csv", "SELECT ?, ?, ?, ?, ?, ?", "&parameters=" + URLEncoder.encode(list, StandardCharsets.UTF_8))));
        assertEquals(
                "2026-01-31,13:45:00.000,1.5,00ff,2026-01-31 13:45:00.000,true",
                text(answer).lines().skip(1).findFirst().orElseThrow());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "?sql=SELEC%201 | 400 | SYNTAX_ERROR | \"line\":1",
                "?sql=SELECT%20nosuch%20FROM%20events | 400 | COLUMN_NOT_FOUND | \"column\":8",
                "?sql=SELECT%201/0 | 400 | DIVISION_BY_ZERO | \"sqlState\":\"22012\"",
                "?sql=SELECT%20? | 400 | INVALID_ARGUMENT | parameter",
                "?sql=SELECT%201&format=xml | 400 | INVALID_ARGUMENT | arrow, csv and jsonl",
                "?sql=SELECT%201&fromat=csv | 400 | INVALID_ARGUMENT | there is no field 'fromat'",
                "?sql=SELECT%201&sql=SELECT%202 | 400 | INVALID_ARGUMENT | given twice",
                "?format=csv | 400 | INVALID_ARGUMENT | 'sql' is missing",
                "?sql=SELECT%20?&parameters=1 | 400 | INVALID_ARGUMENT | no JSON array",
                "?sql=SELECT%20?&parameters=[ | 400 | INVALID_ARGUMENT | is no JSON",
                "?sql=SELECT%20?&parameters=[[1]] | 400 | INVALID_ARGUMENT | is no value",
                "?sql=SELECT%201&set.memory.query=1TB | 400 | INVALID_CONFIGURATION | the server's",
                "?sql=%zz | 400 | | ",
            })
    void whatIsWrongIsToldBeforeTheFirstRow(String query, int status, String code, String part) throws Exception {
        String answer = raw("GET /v1/query" + query.replace("[", "%5B").replace("]", "%5D")
                + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 " + status), answer);
        assertTrue(code == null || answer.contains("\"code\":\"" + code + "\""), answer);
        assertTrue(part == null || answer.contains(part), answer);
        assertFalse(answer.contains("dev.spoor."), answer);
    }

    @Test
    void aTimeoutEndsTheQuery() throws Exception {
        HttpResponse<byte[]> answer = send(to(path("csv", SILENT, "&set.query.timeout=50ms")));
        assertEquals(504, answer.statusCode());
        assertTrue(text(answer).contains("\"code\":\"QUERY_TIMEOUT\""), text(answer));
    }

    /** Everything that the server sends to a request until it closes the connection. */
    private static String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout(SILENCE_MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String line(String format, String sql) {
        return "GET " + path(format, sql, "") + " HTTP/1.1\r\nHost: localhost\r\nTE: trailers\r\n\r\n";
    }

    @Test
    void olderHttpIsRefusedAsItsClientsCouldNotTellAnEnd() throws IOException {
        String answer = raw("GET /v1/query?sql=SELECT%201 HTTP/1.0\r\nHost: localhost\r\n\r\n");
        assertTrue(answer.contains(" 400 ") && answer.contains("NOT_SUPPORTED"), answer);
    }

    // ---- ends --------------------------------------------------------------------------------------------------

    @Test
    void theEndTellsHowManyRowsThereWereAndWhatIsMissing() throws Exception {
        String answer = raw(line("csv", "SELECT eventID FROM events"));
        String trailers = answer.substring(answer.lastIndexOf("\r\n0\r\n"));
        assertTrue(trailers.contains("Spoor-Rows: " + EVENTS + "\r\n"), trailers);
        assertTrue(trailers.contains("Spoor-Warnings: [\"1 file could not be read whole"), trailers);
        assertTrue(trailers.endsWith("\r\n\r\n"), trailers);
        String arrow = new String(
                send(to(path("arrow", "SELECT eventID FROM events", ""))).body(), StandardCharsets.ISO_8859_1);
        assertTrue(arrow.contains("Spoor-Warnings") && arrow.contains("1 file could not be read whole"));
        assertTrue(raw(line("csv", "SELECT 1")).contains("Spoor-Warnings: []"));
    }

    @ParameterizedTest
    @CsvSource({"arrow", "csv", "jsonl"})
    void whoAsksForItGetsNoWholeResultWhereRowsMayBeMissing(String format) throws Exception {
        HttpResponse<byte[]> few =
                send(to(path(format, "SELECT eventID FROM events ORDER BY 1 LIMIT 3", "&incomplete=fail")));
        assertEquals(502, few.statusCode());
        assertTrue(text(few).contains("1 file could not be read whole"), text(few));
        String many =
                "SELECT a.eventID, b.eventJson FROM events a CROSS JOIN (SELECT eventJson FROM events LIMIT 20) b";
        String answer = raw(line(format, many).replace("&sql=", "&incomplete=fail&sql="));
        assertTrue(answer.startsWith("HTTP/1.1 200"), answer.substring(0, 100));
        assertFalse(answer.endsWith("\r\n0\r\n\r\n"), "a clean end");
        assertEquals(200, send(to(path(format, "SELECT 1", "&incomplete=fail"))).statusCode());
        assertEquals(
                200,
                send(to(path(format, "SELECT eventID FROM events", "&incomplete=tell")))
                        .statusCode());
    }

    @ParameterizedTest
    @CsvSource({"arrow", "csv", "jsonl"})
    void aResultThatBreaksOffHasNoEnd(String format) throws IOException {
        String failing = "SELECT n, 1 / (9000 - n) AS x FROM UNNEST(sequence(1, 10000)) AS t(n)";
        String answer = raw(line(format, failing));
        assertTrue(answer.startsWith("HTTP/1.1 200"), answer.substring(0, 100));
        assertFalse(answer.endsWith("\r\n0\r\n\r\n"), "a clean end");
        assertFalse(answer.contains("Spoor-Rows: "), "a clean end");
        assertThrows(
                IOException.class,
                () -> HTTP.send(to(path(format, failing, "")).build(), HttpResponse.BodyHandlers.ofByteArray()));
    }

    private static void awaitNothingRuns() {
        Eventually.holds("no query runs", () -> server.queries() == 0);
    }

    private static void awaitSomethingRuns() {
        Eventually.holds("a query runs", () -> server.queries() > 0);
    }

    @Test
    void closingTheConnectionEndsAQueryThatHasNoRowsYet() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout(SILENCE_MILLIS);
            socket.getOutputStream().write(line("csv", SILENT).getBytes(StandardCharsets.UTF_8));
            awaitSomethingRuns();
        }
        awaitNothingRuns();
    }

    @ParameterizedTest
    @CsvSource({"arrow", "csv", "jsonl"})
    void closingTheConnectionEndsAQueryWhoseRowsAreRead(String format) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout(SILENCE_MILLIS);
            socket.getOutputStream().write(line(format, ENDLESS).getBytes(StandardCharsets.UTF_8));
            InputStream in = socket.getInputStream();
            assertEquals(1_000_000, in.readNBytes(1_000_000).length);
        }
        awaitNothingRuns();
    }

    @Test
    void stoppingTheServerEndsWhatIsSent() throws Exception {
        try (SqlServer other = SqlServer.start(engine, Settings.initial(), ServerConfig.on(0), Clock.systemUTC());
                Socket socket = new Socket("127.0.0.1", other.port())) {
            socket.getOutputStream().write(line("arrow", ENDLESS).getBytes(StandardCharsets.UTF_8));
            assertEquals(100_000, socket.getInputStream().readNBytes(100_000).length);
            other.close();
            assertFalse(rest(socket.getInputStream()).endsWith("\r\n0\r\n\r\n"), "a clean end");
            assertEquals(0, other.sessions());
        }
    }

    /** What comes until the connection ends or breaks. */
    private static String rest(InputStream in) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            in.transferTo(bytes);
        } catch (IOException e) {
            // one way of ending
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }
}
