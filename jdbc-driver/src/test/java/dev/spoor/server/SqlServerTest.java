/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.server;

import dev.spoor.Engine;
import dev.spoor.EngineConfig;
import dev.spoor.Settings;
import dev.spoor.jdbc.ServerProtocol;
import dev.spoor.sample.SampleSpec;
import dev.spoor.sample.SampleTrail;
import dev.spoor.testing.HandClock;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.calcite.avatica.AvaticaConnection;
import org.apache.calcite.avatica.proto.Common;
import org.apache.calcite.avatica.proto.Requests;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The server under clients of all manners. Closing the engine after each test fails if a query's memory is still held. */
class SqlServerTest {
    private static final int EVENTS = 2_000;
    private static final int SESSIONS_MAX = 40;

    @TempDir
    static Path trail;

    private final HandClock clock = new HandClock(Instant.parse("2026-02-01T12:00:00Z"));
    private Engine engine;
    private SqlServer server;

    @BeforeAll
    static void writeTrail() {
        new SampleTrail(SampleSpec.bench(EVENTS)).writeTo(trail, 1, done -> {});
    }

    @BeforeEach
    void serve() {
        Settings settings = Settings.initial().with("cache", "off");
        engine = Engine.open(EngineConfig.of(trail).with(settings));
        server = SqlServer.start(engine, settings, new ServerConfig(0, Duration.ofMinutes(10), SESSIONS_MAX), clock);
    }

    @AfterEach
    void stop() {
        server.close();
        engine.close();
    }

    private Connection connect(String properties) throws SQLException {
        return DriverManager.getConnection("jdbc:spoor:" + server.address() + properties);
    }

    private static long count(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(eventID) FROM events")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private HttpResponse<String> send(String method, String path, byte[] body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.address() + path))
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String message) throws Exception {
        return send("POST", "/", message.getBytes(StandardCharsets.UTF_8));
    }

    // ---- other clients -----------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(strings = {"JSON", "PROTOBUF"})
    void avaticasOwnDriverIsServed(String serialization) throws SQLException {
        String url = "jdbc:avatica:remote:url=" + server.address() + ";serialization=" + serialization
                + ";timeZone=UTC;httpclient_impl=org.apache.calcite.avatica.remote.AvaticaHttpClientImpl";
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT 'text', 9000000000, 1.25, true, 1.5e0,"
                        + " timestamp '2026-01-31 13:45:00.123456', date '2026-01-31', time '13:45:00', NULL, 7")) {
            assertTrue(rows.next());
            assertEquals("text", rows.getString(1));
            assertEquals(9_000_000_000L, rows.getLong(2));
            assertEquals("1.25", rows.getBigDecimal(3).toPlainString());
            assertTrue(rows.getBoolean(4));
            assertEquals(1.5, rows.getDouble(5));
            assertEquals(
                    Instant.parse("2026-01-31T13:45:00.123Z"),
                    rows.getTimestamp(6).toInstant());
            assertEquals("2026-01-31", rows.getString(7));
            assertTrue(rows.getString(8).startsWith("13:45:00"), rows.getString(8));
            assertEquals(null, rows.getString(9));
            assertEquals(7, rows.getInt(10));
            assertFalse(rows.next());
            try (PreparedStatement prepared =
                    connection.prepareStatement("SELECT count(*) FROM events WHERE eventName = ? AND eventTime > ?")) {
                prepared.setString(1, "AssumeRole");
                prepared.setTimestamp(2, Timestamp.from(Instant.EPOCH));
                ResultSet counted = prepared.executeQuery();
                assertTrue(counted.next());
                assertTrue(counted.getLong(1) > 0);
            }
            assertTrue(connection
                    .getMetaData()
                    .getColumns(null, null, "events", "eventName")
                    .next());
            SQLException failure = assertThrows(SQLException.class, () -> statement.executeQuery("SELEC 1"));
            assertEquals("42601", failure.getSQLState());
        }
    }

    // ---- sessions ----------------------------------------------------------------------------------------------

    private void beat(Connection connection) throws Exception {
        String id = connection.unwrap(AvaticaConnection.class).id;
        assertEquals(
                200, send("GET", "/v1/heartbeat?connection=" + id, new byte[0]).statusCode());
    }

    @Test
    void sessionsThatNobodyUsesEnd() throws Exception {
        try (Connection connection = connect("");
                Statement statement = connection.createStatement()) {
            statement.setFetchSize(1);
            ResultSet rows = statement.executeQuery("SELECT a.eventID FROM events a CROSS JOIN events b");
            assertTrue(rows.next());
            clock.pass(Duration.ofMinutes(9));
            assertTrue(rows.next());
            clock.pass(Duration.ofMinutes(9));
            beat(connection);
            server.expire();
            assertTrue(rows.next());
            clock.pass(Duration.ofMinutes(11));
            beat(connection);
            server.expire();
            assertEquals(0, server.sessions(), "a client that is there, and does nothing");
            SQLException failure = assertThrows(SQLException.class, rows::next);
            assertEquals("08003", failure.getSQLState());
            assertFalse(connection.isValid(5));
        }
    }

    @Test
    void whatADeadClientLeavesEndsSoon() throws Exception {
        Connection connection = connect("");
        Statement statement = connection.createStatement();
        statement.setFetchSize(1);
        assertTrue(statement
                .executeQuery("SELECT a.eventID FROM events a CROSS JOIN events b")
                .next());
        clock.pass(Duration.ofSeconds(95));
        server.expire();
        assertEquals(1, server.sessions());
        beat(connection);
        clock.pass(Duration.ofSeconds(95));
        server.expire();
        assertEquals(1, server.queries());
        clock.pass(Duration.ofSeconds(10));
        server.expire();
        assertEquals(0, server.sessions());
        assertEquals(0, server.queries());
        post("{\"request\":\"openConnection\",\"connectionId\":\"foreign\",\"info\":{}}");
        clock.pass(Duration.ofMinutes(9));
        server.expire();
        assertEquals(1, server.sessions(), "clients without heartbeats have longer");
    }

    @Test
    void sessionsAreLimited() throws SQLException {
        List<Connection> open = new ArrayList<>();
        for (int i = 0; i < SESSIONS_MAX; i++) {
            open.add(connect(""));
        }
        SQLException failure = assertThrows(SQLException.class, () -> connect(""));
        assertEquals("53300", failure.getSQLState());
        for (Connection connection : open) {
            connection.close();
        }
        assertEquals(0, server.sessions());
        connect("").close();
    }

    @Test
    void clientsChangeTheirOwnSettingsOnly() throws SQLException {
        connect("?set.query.timeout=5s").close();
        for (String setting : List.of("cache.path=/tmp/x", "spill.path=/tmp/x", "memory.query=1TB", "nosuch=1")) {
            SQLException failure = assertThrows(SQLException.class, () -> connect("?set." + setting));
            assertEquals("F0000", failure.getSQLState());
        }
        assertEquals(0, server.sessions());
    }

    @Test
    void stoppingEndsWhatRuns() throws Exception {
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try (Connection connection = connect("");
                Statement statement = connection.createStatement()) {
            assertTrue(count(connection) > 0);
            Future<SQLException> failed = threads.submit(() -> assertThrows(
                    SQLException.class,
                    () -> statement.executeQuery("SELECT count(*) FROM events a CROSS JOIN events b CROSS JOIN events c"
                            + " WHERE a.eventName || b.eventName || c.eventName = 'x'")));
            Eventually.holds("the session is open", () -> server.sessions() > 0);
            server.close();
            failed.get();
        } catch (SQLException e) {
            assertTrue(e.getSQLState().startsWith("08"), e.toString());
        } finally {
            threads.shutdownNow();
        }
    }

    /** The same by closing the statement. */
    @ParameterizedTest
    @ValueSource(strings = {"cancel", "close", "prepared"})
    void aCancelThatOvertakesItsQueryEndsItYet(String way) throws Exception {
        String endless = "SELECT count(*) FROM events a CROSS JOIN events b CROSS JOIN events c"
                + " WHERE a.eventName || b.eventName || c.eventName = 'x'";
        String held = way.equals("prepared") ? "\"request\":\"execute\"" : "prepareAndExecute";
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try (HoldingRelay relay = new HoldingRelay(server.port(), held, ServerProtocol.CANCEL_PATH);
                Connection connection = DriverManager.getConnection("jdbc:spoor:http://127.0.0.1:" + relay.port());
                Statement statement =
                        way.equals("prepared") ? connection.prepareStatement(endless) : connection.createStatement()) {
            Future<SQLException> failed = threads.submit(() -> assertThrows(SQLException.class, () -> {
                if (statement instanceof PreparedStatement prepared) {
                    prepared.executeQuery();
                } else {
                    statement.executeQuery(endless);
                }
            }));
            relay.awaitHolding();
            if (way.equals("close")) {
                statement.close();
            } else {
                statement.cancel();
            }
            assertEquals("57014", failed.get(60, TimeUnit.SECONDS).getSQLState());
            Eventually.holds("no query runs", () -> server.queries() == 0);
        } finally {
            threads.shutdownNow();
        }
    }

    // ---- attacks -----------------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{}",
                "[]",
                "null",
                "{\"request\":\"nosuch\"}",
                "{\"request\":\"fetch\"}",
                "{\"request\":\"prepareAndExecute\",\"connectionId\":\"x\",\"statementId\":1,\"sql\":\"SELECT 1\"}",
                "{\"request\":\"execute\",\"statementHandle\":{\"connectionId\":\"x\",\"id\":1}}",
                "{\"request\":\"openConnection\",\"connectionId\":null}",
                "{\"request\":\"java.lang.Runtime\"}",
                "\u0000\u0001\u0002 nonsense",
                "\n\u0003abc"
            })
    void whatIsNoMessageIsRefusedAndRevealsNothing(String message) throws Exception {
        HttpResponse<String> answer = post(message);
        assertTrue(answer.statusCode() < 500, answer.toString());
        assertFalse(answer.body().contains("dev.spoor."), answer.body());
        assertFalse(answer.body().contains("at org."), answer.body());
        assertFalse(answer.body().contains(".java"), answer.body());
        try (Connection connection = connect("")) {
            assertTrue(count(connection) > 0);
        }
    }

    @Test
    void mutatedMessagesNeverHurt() throws Exception {
        Random random = new Random(7);
        byte[] good = ("{\"request\":\"openConnection\",\"connectionId\":\"abc\",\"info\":{\"a\":\"b\"}}")
                .getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 200; i++) {
            byte[] bad = good.clone();
            for (int j = 0; j < 3; j++) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            }
            assertTrue(send("POST", "/", bad).statusCode() < 500);
        }
        assertEquals(200, send("GET", "/health", new byte[0]).statusCode());
    }

    /** A class that would tell that it was loaded. */
    static final class Loaded {
        static {
            System.setProperty("spoor.test.loaded", "true");
        }
    }

    @Test
    void classesThatClientsNameAreNotLoaded() throws Exception {
        String name = SqlServerTest.class.getName() + "$Loaded";
        post("{\"request\":\"openConnection\",\"connectionId\":\"c\",\"info\":{\"factory\":\"" + name
                + "\",\"httpclient_factory\":\"" + name + "\"}}");
        post(
                "{\"request\":\"execute\",\"statementHandle\":{\"connectionId\":\"c\",\"id\":1,\"signature\":{\"columns\":[],"
                        + "\"parameters\":[],\"cursorFactory\":{\"style\":\"RECORD\",\"clazz\":\"" + name
                        + "\",\"fieldNames\":[]}}},\"parameterValues\":[],\"maxRowCount\":1}");
        assertEquals(null, System.getProperty("spoor.test.loaded"));
    }

    @Test
    void anotherSessionsStatementIsOutOfReach() throws Exception {
        try (Connection connection = connect("");
                Statement statement = connection.createStatement()) {
            statement.setFetchSize(1);
            ResultSet rows = statement.executeQuery("VALUES 1, 2, 3");
            assertTrue(rows.next());
            for (String guess : List.of("0", "1", "00000000-0000-0000-0000-000000000000")) {
                assertEquals(
                        404,
                        send("POST", "/v1/cancel?connection=" + guess + "&statement=1", new byte[0])
                                .statusCode());
                assertTrue(post("{\"request\":\"fetch\",\"connectionId\":\"" + guess
                                + "\",\"statementId\":1,\"offset\":1,\"fetchMaxRowCount\":10}")
                        .body()
                        .contains("08003"));
            }
            assertTrue(rows.next());
        }
    }

    @Test
    void oversizedMessagesAreRefused() throws Exception {
        byte[] large = new byte[MessageReader.MESSAGE_BYTES_MAX + 1];
        large[0] = '{';
        assertEquals(413, send("POST", "/", large).statusCode());
        assertEquals(200, send("GET", "/health", new byte[0]).statusCode());
    }

    @Test
    void otherPathsAndMethodsAreRefused() throws Exception {
        assertTrue(send("GET", "/../../etc/passwd", new byte[0]).statusCode() >= 400);
        assertEquals(404, send("GET", "/etc/passwd", new byte[0]).statusCode());
        assertEquals(405, send("GET", "/", new byte[0]).statusCode());
        assertEquals(
                405,
                send("GET", "/v1/cancel?connection=x&statement=1", new byte[0]).statusCode());
        assertEquals(
                404,
                send("GET", "/v1/warnings?connection=x&statement=1", new byte[0])
                        .statusCode());
        assertTrue(send("GET", "/metrics", new byte[0]).body().contains("spoor_sessions 0"));
    }

    @Test
    void aClientThatStallsHoldsNobodyUp() throws Exception {
        try (Socket slow = new Socket("127.0.0.1", server.port())) {
            slow.getOutputStream()
                    .write("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{"
                            .getBytes(StandardCharsets.US_ASCII));
            slow.getOutputStream().flush();
            try (Connection connection = connect("")) {
                assertTrue(count(connection) > 0);
            }
        }
    }

    private static String answer(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    private int requestsTold() throws Exception {
        String told = send("GET", "/metrics", new byte[0]).body();
        return Integer.parseInt(told.replaceFirst("(?s).*\nspoor_requests_total ([0-9]+)\n.*", "$1"));
    }

    /** Asks for rows without end, and reads no more than the beginning. */
    private Socket readerWithoutEnd() throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(64 << 10);
        socket.connect(new InetSocketAddress("127.0.0.1", server.port()));
        socket.getOutputStream()
                .write(
                        ("GET /v1/query?sql=SELECT%20a.eventID%20FROM%20events%20a%20CROSS%20JOIN%20events%20b%20CROSS%20JOIN"
                                        + "%20events%20c HTTP/1.1\r\nHost: localhost\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
        assertEquals(1_000, socket.getInputStream().readNBytes(1_000).length);
        return socket;
    }

    /** More than what lies between the two ends of a connection. */
    private static final int TAKEN_BYTES = 10_000_000;

    @Test
    void aReaderWhoTakesNextToNothingIsCutOff() throws Exception {
        try (Socket slow = readerWithoutEnd();
                Socket steady = readerWithoutEnd()) {
            Eventually.holds("the slow reader is cut off", () -> {
                server.dropSlowReaders();
                assertEquals(TAKEN_BYTES, steady.getInputStream().readNBytes(TAKEN_BYTES).length);
                slow.getInputStream().readNBytes(1);
                clock.pass(Duration.ofSeconds(61));
                server.dropSlowReaders();
                return server.queries() < 2;
            });
            assertEquals(TAKEN_BYTES, steady.getInputStream().readNBytes(TAKEN_BYTES).length);
            assertEquals(1, server.queries());
        }
        Eventually.holds("no query runs", () -> server.queries() == 0);
    }

    @Test
    void aMessageThatTricklesInIsNotWaitedFor() throws Exception {
        try (Socket slow = new Socket("127.0.0.1", server.port())) {
            slow.getOutputStream()
                    .write("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n{"
                            .getBytes(StandardCharsets.US_ASCII));
            slow.getOutputStream().flush();
            AtomicInteger asked = new AtomicInteger();
            Eventually.holds("the server reads the message", () -> requestsTold() > asked.incrementAndGet());
            clock.pass(Duration.ofSeconds(40));
            slow.getOutputStream().write('"');
            slow.getOutputStream().flush();
            assertTrue(answer(slow).startsWith("HTTP/1.1 408"));
        }
        assertEquals(200, send("GET", "/health", new byte[0]).statusCode());
    }

    @Test
    void headersWithoutEndAreRefused() throws Exception {
        try (Socket large = new Socket("127.0.0.1", server.port())) {
            large.getOutputStream()
                    .write(("GET /health HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(20_000))
                            .getBytes(StandardCharsets.US_ASCII));
            large.getOutputStream().flush();
            String answer = answer(large);
            assertTrue(answer.startsWith("HTTP/1.1 431"), answer);
            assertFalse(answer.contains("jetty") || answer.contains("Jetty"), answer);
        }
        assertEquals(200, send("GET", "/health", new byte[0]).statusCode());
    }

    @Test
    void mutatedProtobufNeverHurts() throws Exception {
        Random random = new Random(11);
        Requests.OpenConnectionRequest open = Requests.OpenConnectionRequest.newBuilder()
                .setConnectionId("abc")
                .putInfo("a", "b")
                .build();
        byte[] good = Common.WireMessage.newBuilder()
                .setName(Requests.OpenConnectionRequest.class.getName())
                .setWrappedMessage(open.toByteString())
                .build()
                .toByteArray();
        for (int i = 0; i < 100; i++) {
            byte[] bad = Arrays.copyOf(good, random.nextInt(good.length) + 1);
            bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            HttpResponse<String> answer = send("POST", "/", bad);
            assertTrue(answer.statusCode() < 500, answer.toString());
            assertFalse(answer.body().contains(".java"), answer.body());
        }
        try (Connection connection = connect("")) {
            assertTrue(count(connection) > 0);
        }
    }

    @Test
    void sqlReachesNoFilesAndNoProperties() throws SQLException {
        try (Connection connection = connect("");
                Statement statement = connection.createStatement()) {
            for (String sql : List.of(
                    "SELECT * FROM \"/etc/passwd\"",
                    "SELECT * FROM read_csv('/etc/passwd')",
                    "SELECT getenv('HOME')",
                    "SET x = 1",
                    "COPY events TO '/tmp/x'")) {
                assertThrows(SQLException.class, () -> statement.executeQuery(sql), sql);
            }
        }
    }

    // ---- many --------------------------------------------------------------------------------------------------

    @Test
    void manyClientsGetTheirOwnAnswers() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(16);
        List<Future<Boolean>> clients = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            int number = i;
            clients.add(threads.submit(() -> client(number)));
        }
        for (Future<Boolean> client : clients) {
            assertTrue(client.get());
        }
        threads.shutdownNow();
        assertEquals(0, server.sessions());
    }

    /** Some read on, some leave in the middle, some cancel. */
    private boolean client(int number) throws SQLException, IOException {
        try (Connection connection = connect("?fetchSize=10")) {
            for (int i = 0; i < 6; i++) {
                try (Statement statement = connection.createStatement()) {
                    ResultSet rows =
                            statement.executeQuery("SELECT " + number + ", eventID FROM events LIMIT " + (50 + i));
                    int seen = 0;
                    while ((number % 3 != 1 || seen < 25) && rows.next()) {
                        assertEquals(number, rows.getInt(1));
                        seen++;
                    }
                    assertEquals(number % 3 == 1 ? 25 : 50 + i, seen);
                    if (number % 3 == 2) {
                        statement.cancel();
                    }
                }
            }
            return true;
        }
    }
}
