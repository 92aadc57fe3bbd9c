/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spoor.Engine;
import dev.spoor.EngineConfig;
import dev.spoor.Settings;
import dev.spoor.dataset.LakeLedger;
import dev.spoor.dataset.ScheduleLease;
import dev.spoor.dataset.ScheduleLedger;
import dev.spoor.dataset.ScheduledRun;
import dev.spoor.delivery.DestinationPlace;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.jdbc.embedded.SessionScope;
import dev.spoor.sample.SampleSpec;
import dev.spoor.sample.SampleTrail;
import dev.spoor.schedule.ReportPlace;
import dev.spoor.schedule.ScheduleReader;
import dev.spoor.server.audit.AuditLog;
import dev.spoor.server.audit.AuditTrail;
import dev.spoor.server.audit.QueryAudit;
import dev.spoor.server.auth.Identity;
import dev.spoor.server.auth.TestUsers;
import dev.spoor.testing.HandClock;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What whoever runs a server relies on: logs, an orderly end, and that nobody's work goes on when they have left. */
class OperationTest {
    private static final String ENDLESS = "SELECT count(*) FROM events a CROSS JOIN events b CROSS JOIN events c"
            + " WHERE a.eventName || b.eventName || c.eventName = 'x'";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path trail;

    @TempDir
    Path here;

    private Engine engine;
    private SqlServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @BeforeAll
    static void writeTrail() {
        new SampleTrail(SampleSpec.bench(1_000)).writeTo(trail, 1, done -> {});
    }

    @BeforeEach
    void serve() {
        Settings settings = Settings.initial().with("cache", "off");
        engine = Engine.open(EngineConfig.of(trail).with(settings));
        TestUsers users = new TestUsers(here.resolve("users.json"), Clock.systemUTC());
        users.add("alice", "alice's password");
        users.addAdmin("root", "root's password");
        ServerConfig config = ServerConfig.on(0)
                .withUsers(users.path())
                .withAudit(here.resolve("audit"))
                .withAccessLog(here.resolve("access.log"));
        server = SqlServer.start(engine, settings, config, Clock.systemUTC());
    }

    /** Closing the engine fails if a query's memory is still held. */
    @AfterEach
    void stop() {
        server.close();
        engine.close();
        threads.shutdownNow();
    }

    private Connection connect(String user) throws SQLException {
        return connect(user, user + "'s password");
    }

    private Connection connect(String user, String password) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        return DriverManager.getConnection("jdbc:spoor:" + server.address(), properties);
    }

    private static List<String> column(Connection connection, String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    private void waitUntilQueriesRun(int count) {
        Eventually.holds(count + " queries run", () -> server.queries() == count);
    }

    /** It was known an hour ago, so that its first run is due at once. */
    @Test
    void aScheduleRunsAsAUserAndIsInTheAuditLogAndTheMetrics() throws Exception {
        Path file = here.resolve("watch.yaml");
        String alert =
                "alerts: [{name: all, title: Events, every: 1h, when: n > 0, sql: 'SELECT count(*) AS n FROM events"
                        + " WHERE eventTime >= :since OR eventTime < :until'}]\n";
        Files.writeString(file, alert);
        Settings settings =
                Settings.initial().with("cache.path", here.resolve("cache").toString());
        try (Engine own = Engine.open(EngineConfig.of(trail).with(settings))) {
            EngineException nobody = assertThrows(EngineException.class, () -> schedule(file, own, settings));
            assertTrue(nobody.getMessage().endsWith("watch.yaml does not say as whom it runs"), nobody.getMessage());
            Files.writeString(file, alert + "run-as: bob\n");
            EngineException unknown = assertThrows(EngineException.class, () -> schedule(file, own, settings));
            assertTrue(unknown.getMessage().endsWith("runs as 'bob', who is no user"), unknown.getMessage());

            Files.writeString(file, alert + "run-as: alice\n");
            HandClock before = new HandClock(Clock.systemUTC().instant().minus(Duration.ofHours(1)));
            try (LakeLedger books = ScheduleLedger.open(here.resolve("cache"), before)) {
                ScheduleLease lease = books.schedules()
                        .lead("watch", "earlier", Duration.ofSeconds(1))
                        .orElseThrow();
                books.schedules().enroll(lease, List.of("all"));
                books.schedules().release(lease);
            }
            schedule(file, own, settings);
            Eventually.holds("the alert is done", () -> own.scheduleLedger().schedules().runs().stream()
                    .anyMatch(run -> run.state() == ScheduledRun.State.DONE));
            try (Connection root = connect("root")) {
                assertEquals(
                        List.of("alice|schedule watch/all|finished"),
                        column(
                                root,
                                "SELECT user_name || '|' || address || '|' || outcome FROM sys.queries"
                                        + " WHERE address LIKE 'schedule%'"));
            }
            HttpRequest request = HttpRequest.newBuilder(URI.create(server.address() + "/metrics"))
                    .header(
                            "Authorization",
                            "Basic "
                                    + Base64.getEncoder()
                                            .encodeToString("root:root's password".getBytes(StandardCharsets.UTF_8)))
                    .build();
            String metrics = HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofString())
                    .body();
            assertTrue(metrics.contains("spoor_schedule_runs_total{name=\"all\",state=\"done\"} 1\n"), metrics);
            assertTrue(metrics.contains("spoor_schedule_leads 1\n"), metrics);
            server.close();
        }
    }

    private void schedule(Path file, Engine own, Settings settings) {
        server.schedule(
                ScheduleReader.read(file),
                own,
                settings,
                new DestinationPlace(here, Map.of(), settings.storeOptions(warning -> {})),
                new ReportPlace(here.resolve("key.pem"), "test"),
                Clock.systemUTC(),
                said -> {});
    }

    // ---- logs --------------------------------------------------------------------------------------------------

    @Test
    void whoAskedWhatIsATableForAdministrators() throws Exception {
        try (Connection hers = connect("alice");
                Connection root = connect("root")) {
            assertEquals(List.of("1"), column(hers, "SELECT 1"));
            assertThrows(SQLException.class, () -> column(hers, "SELECT no_such_column FROM events"));
            try (PreparedStatement prepared =
                    hers.prepareStatement("SELECT count(*) FROM events WHERE eventName = ?")) {
                prepared.setString(1, "AssumeRole");
                prepared.executeQuery().close();
            }
            try (Statement left = hers.createStatement()) {
                left.setFetchSize(2);
                assertTrue(left.executeQuery("SELECT eventID FROM events").next());
            }
            assertEquals(
                    List.of(
                            "alice|finished|null|1|SELECT 1|null|true|intact",
                            "alice|failed|COLUMN_NOT_FOUND|0|SELECT no_such_column FROM events|null|true|intact",
                            "alice|finished|null|1|SELECT count(*) FROM events WHERE eventName = ?|AssumeRole|true|intact",
                            "alice|cancelled|null|2|SELECT eventID FROM events|null|true|intact"),
                    column(
                            root,
                            "SELECT user_name || '|' || outcome || '|' || coalesce(error_code, 'null') || '|'"
                                    + " || CAST(row_count AS varchar) || '|' || sql_text || '|'"
                                    + " || coalesce(parameters, 'null') || '|' || CAST(is_whole AS varchar) || '|' || chain"
                                    + " FROM sys.queries WHERE user_name <> 'root' AND began <= ended ORDER BY query_id"));
            assertEquals(
                    List.of("1"),
                    column(root, "SELECT count(*) FROM sys.queries WHERE ended IS NULL AND user_name = 'root'"),
                    "the question itself");
            SQLException failure = assertThrows(SQLException.class, () -> column(hers, "SELECT * FROM sys.queries"));
            assertEquals("42P01", failure.getSQLState());
            assertFalse(column(hers, "SELECT table_name FROM sys.columns").contains("queries"));
            assertFalse(
                    hers.getMetaData().getTables(null, "sys", "queries", null).next());
            assertTrue(
                    root.getMetaData().getTables(null, "sys", "queries", null).next());
        }
        long entries = server.auditHead().orElseThrow().entries();
        server.close();
        try (AuditTrail read = AuditTrail.open(here.resolve("audit"))) {
            assertEquals("", read.verify());
            assertEquals(entries, read.at().entries());
        }
    }

    @Test
    void failedLoginsAreATableForAdministrators() throws Exception {
        assertThrows(SQLException.class, () -> connect("alice", "a wrong word"));
        assertThrows(SQLException.class, () -> connect("mallory", "alice's password"));
        try (Connection root = connect("root");
                Connection hers = connect("alice")) {
            assertEquals(
                    List.of("alice|127.0.0.1|intact", "mallory|127.0.0.1|intact"),
                    column(
                            root,
                            "SELECT claimed_name || '|' || address || '|' || chain FROM sys.failed_logins"
                                    + " WHERE time > timestamp '2020-01-01' ORDER BY entry"));
            assertThrows(SQLException.class, () -> column(hers, "SELECT * FROM sys.failed_logins"));
        }
        server.close();
        assertFalse(Files.readString(here.resolve("audit/audit-00000001.log")).contains("a wrong word"));
    }

    @Test
    void aQueryThatCannotBeWrittenDownDoesNotRun() {
        AuditLog closed = AuditLog.open(here.resolve("closed"), Clock.systemUTC());
        closed.close();
        QueryAdmission admission = new QueryAdmission(Optional.of(new QueryAudit(closed, warning -> {})), List.of());
        SessionScope scope = admission.scope(Identity.ANONYMOUS, "here");
        EngineException failure =
                assertThrows(EngineException.class, () -> scope.gate().admit("SELECT 1", List.of()));
        assertEquals(ErrorCode.STORE_FAILURE, failure.code());
        assertEquals(0, admission.running());
    }

    @Test
    void ofLongStatementsTheBeginningIsKept() throws Exception {
        try (Connection hers = connect("alice")) {
            String large = "SELECT '" + "x".repeat(150_000) + "'";
            assertEquals(1, column(hers, large).size());
            try (Connection root = connect("root")) {
                assertEquals(
                        List.of("100000"), column(root, "SELECT length(sql_text) FROM sys.queries WHERE NOT is_whole"));
            }
        }
    }

    @Test
    void eachRequestIsALine() throws Exception {
        try (Connection hers = connect("alice")) {
            column(hers, "SELECT 'a secret of the statement'");
        }
        HttpRequest wrong = HttpRequest.newBuilder(
                        URI.create(server.address() + "/metrics?token=a-secret-of-the-address"))
                .header(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString("mallory:a-secret-word".getBytes(StandardCharsets.UTF_8)))
                .build();
        assertEquals(
                401,
                HttpClient.newHttpClient()
                        .send(wrong, HttpResponse.BodyHandlers.ofString())
                        .statusCode());
        server.close();
        List<String> lines = Files.readAllLines(here.resolve("access.log"));
        JsonNode first = JSON.readTree(lines.get(0));
        assertEquals("alice", first.get("user").textValue());
        assertEquals("/", first.get("path").textValue());
        assertEquals(200, first.get("status").intValue());
        assertTrue(first.get("sent").intValue() > 10 && first.get("received").intValue() > 10, first.toString());
        JsonNode last = JSON.readTree(lines.get(lines.size() - 1));
        assertEquals("mallory", last.get("claimed").textValue());
        assertEquals(401, last.get("status").intValue());
        assertFalse(lines.toString().contains("secret"), lines.toString());
        assertFalse(lines.toString().contains("password"), lines.toString());
    }

    // ---- those who leave ---------------------------------------------------------------------------------------

    private String post(String message) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.address() + "/"))
                .header("Authorization", authorization())
                .POST(HttpRequest.BodyPublishers.ofString(message))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static String authorization() {
        return "Basic " + Base64.getEncoder().encodeToString("alice:alice's password".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theQueryOfAClientWhoLeavesEnds() throws Exception {
        post("{\"request\":\"openConnection\",\"connectionId\":\"c\",\"info\":{}}");
        String made = post("{\"request\":\"createStatement\",\"connectionId\":\"c\"}");
        int statement = JSON.readTree(made).get("statementId").intValue();
        byte[] message = ("{\"request\":\"prepareAndExecute\",\"connectionId\":\"c\",\"statementId\":" + statement
                        + ",\"sql\":\"" + ENDLESS + "\",\"maxRowsInFirstFrame\":-1,\"maxRowCount\":-1}")
                .getBytes(StandardCharsets.UTF_8);
        try (Socket client = new Socket("127.0.0.1", server.port())) {
            client.getOutputStream()
                    .write(("POST / HTTP/1.1\r\nHost: localhost\r\nAuthorization: " + authorization()
                                    + "\r\nContent-Length: " + message.length + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            client.getOutputStream().write(message);
            client.getOutputStream().flush();
            waitUntilQueriesRun(1);
        }
        waitUntilQueriesRun(0);
        try (Connection root = connect("root")) {
            assertEquals(
                    List.of("cancelled"), column(root, "SELECT outcome FROM sys.queries WHERE user_name = 'alice'"));
        }
    }

    @Test
    void aConnectionThatStaysIsUsedForManyRequests() throws Exception {
        try (Socket client = new Socket("127.0.0.1", server.port())) {
            for (int i = 0; i < 20; i++) {
                String message = "{\"request\":\"openConnection\",\"connectionId\":\"c" + i + "\",\"info\":{}}";
                client.getOutputStream()
                        .write(("POST / HTTP/1.1\r\nHost: localhost\r\nAuthorization: " + authorization()
                                        + "\r\nContent-Length: " + message.length() + "\r\n\r\n" + message)
                                .getBytes(StandardCharsets.US_ASCII));
                client.getOutputStream().flush();
                StringBuilder answer = new StringBuilder();
                while (!answer.toString().contains("openConnection")) {
                    int c = client.getInputStream().read();
                    assertTrue(c >= 0, answer.toString());
                    answer.append((char) c);
                }
                assertTrue(answer.toString().startsWith(i == 0 ? "HTTP/1.1 200" : ""), answer.toString());
                while (client.getInputStream().available() > 0) {
                    client.getInputStream().read();
                }
            }
        }
        assertEquals(20, server.sessions());
    }

    // ---- the end -----------------------------------------------------------------------------------------------

    @Test
    void anOrderlyEndLetsQueriesEndAndNoneBegin() throws Exception {
        try (Connection hers = connect("alice");
                Statement statement = hers.createStatement()) {
            statement.setFetchSize(100);
            ResultSet rows = statement.executeQuery("SELECT eventID FROM events");
            assertTrue(rows.next());
            Future<?> drained = threads.submit(server::drain);
            SQLException refused = null;
            while (refused == null) {
                try {
                    column(hers, "SELECT 1");
                } catch (SQLException e) {
                    refused = e;
                }
            }
            assertEquals("57P01", refused.getSQLState());
            int count = 1;
            while (rows.next()) {
                count++;
            }
            assertTrue(count > 900, "only " + count);
            drained.get();
        } catch (SQLException e) {
            assertTrue(e.getSQLState().startsWith("08"), e.toString()); // closing finds no server any more
        }
        assertEquals(0, server.sessions());
    }

    @Test
    void whatDoesNotEndInTimeIsCancelled() throws Exception {
        server.close();
        Settings settings = Settings.initial().with("cache", "off");
        ServerConfig config = ServerConfig.on(0).withDrain(Duration.ofMillis(100));
        server = SqlServer.start(engine, settings, config, Clock.systemUTC());
        Connection connection = DriverManager.getConnection("jdbc:spoor:" + server.address());
        Statement statement = connection.createStatement();
        Future<SQLException> failed =
                threads.submit(() -> assertThrows(SQLException.class, () -> statement.executeQuery(ENDLESS)));
        waitUntilQueriesRun(1);
        server.drain();
        assertEquals(0, server.queries());
        String state = failed.get().getSQLState();
        assertTrue(state.equals("57014") || state.startsWith("08"), state);
    }
}
