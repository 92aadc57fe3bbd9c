/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.server;

import dev.spoor.Engine;
import dev.spoor.EngineConfig;
import dev.spoor.Settings;
import dev.spoor.error.EngineException;
import dev.spoor.jdbc.QueryProgress;
import dev.spoor.sample.SampleSpec;
import dev.spoor.sample.SampleTrail;
import dev.spoor.server.auth.TestUsers;
import dev.spoor.server.auth.UserLimits;
import dev.spoor.testing.HandClock;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A server with users: who gets in, how, and what each of them gets. One server for all tests. */
class LoginTest {
    /** Takes more memory than a user may. */
    private static final String LARGE = "SELECT cardinality(array_agg(eventJson)) FROM (SELECT a.eventJson || b.eventID"
            + " AS eventJson FROM events a CROSS JOIN (SELECT eventID FROM events LIMIT 100) b)";

    private static final String SQL_COUNT = "SELECT count(*) FROM events";

    /** Time goes by when a test says so; each begins in a new minute, so that no failed logins of another count. */
    private static final HandClock CLOCK = new HandClock(Instant.parse("2026-02-01T12:00:00Z"));

    @TempDir
    static Path folder;

    private static TestUsers users;
    private static Engine engine;
    private static SqlServer server;
    private static String account;

    @BeforeAll
    static void serve() {
        new SampleTrail(SampleSpec.bench(1_000)).writeTo(folder.resolve("logs"), 1, done -> {});
        Settings settings = Settings.initial().with("cache", "off");
        engine = Engine.open(EngineConfig.of(folder.resolve("logs")).with(settings), CLOCK);
        users = new TestUsers(folder.resolve("users.json"), CLOCK);
        users.add("alice", "alice's password");
        users.addWithDigest("dora", "dora's password");
        account = accountOf("SELECT max(recipientAccountId) FROM events");
        users.addSeeing("bob", "bob's password", account, "sourceIPAddress");
        users.addLimited("lima", "lima's password", new UserLimits(1, Duration.ZERO, 0, 500));
        users.addLimited("timo", "timo's password", new UserLimits(0, Duration.ofMillis(300), 0, 0));
        users.addLimited("memo", "memo's password", new UserLimits(0, Duration.ZERO, 24L << 20, 0));
        server = SqlServer.start(
                engine, settings, new ServerConfig(0, Duration.ofMinutes(10), 100).withUsers(users.path()), CLOCK);
    }

    private static String accountOf(String sql) {
        try (dev.spoor.Session session = engine.newSession();
                dev.spoor.ResultStream stream = session.query(sql)) {
            return String.valueOf(dev.spoor.testing.StreamTable.read(stream).single());
        }
    }

    /** Closing the engine fails if a query's memory is still held. */
    @AfterAll
    static void stop() {
        server.close();
        engine.close();
    }

    @BeforeEach
    void beginAMinute() {
        CLOCK.pass(Duration.ofMinutes(2));
    }

    private static Connection connect(String user, String password) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        return DriverManager.getConnection("jdbc:spoor:" + server.address(), properties);
    }

    private static long one(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static HttpResponse<String> get(String path, String authorizationOrNull) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.address() + path));
        if (authorizationOrNull != null) {
            request.header("Authorization", authorizationOrNull);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private static String hash(String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** As RFC 7616 computes it. */
    private static String digest(String user, String password, String nonce, int count, String path) throws Exception {
        String nc = HexFormat.of().toHexDigits(count);
        String response =
                hash(hash(user + ":spoor:" + password) + ":" + nonce + ":" + nc + ":abc:auth:" + hash("GET:" + path));
        return "Digest username=\"" + user + "\", realm=\"spoor\", nonce=\"" + nonce + "\", uri=\"" + path
                + "\", qop=auth, nc=" + nc + ", cnonce=\"abc\", algorithm=SHA-256, response=\"" + response + "\"";
    }

    private static String nonce() throws Exception {
        for (String challenge : get("/metrics", null).headers().allValues("WWW-Authenticate")) {
            if (challenge.startsWith("Digest")) {
                return challenge.replaceFirst(".*nonce=\"([^\"]+)\".*", "$1");
            }
        }
        throw new AssertionError("no challenge");
    }

    // ---- logging in --------------------------------------------------------------------------------------------

    @Test
    void usersOfOurDriverLogInByPasswordAndByToken() throws Exception {
        try (Connection connection = connect("alice", "alice's password")) {
            assertTrue(one(connection, SQL_COUNT) > 900);
        }
        try (Connection connection = connect("ALICE", "alice's password")) {
            assertTrue(connection.isValid(5));
        }
        String token = users.token(
                "alice", "report", CLOCK.millis() + Duration.ofDays(1).toMillis());
        CLOCK.pass(Duration.ofSeconds(2)); // the file is looked at again
        try (Connection connection =
                DriverManager.getConnection("jdbc:spoor:" + server.address() + "?token=" + token)) {
            assertTrue(one(connection, SQL_COUNT) > 900);
            CLOCK.pass(Duration.ofDays(2));
            SQLException failure = assertThrows(SQLException.class, () -> one(connection, SQL_COUNT));
            assertEquals("28000", failure.getSQLState());
            CLOCK.pass(Duration.ofDays(2).negated());
        }
        users.removeToken("alice", "report");
        CLOCK.pass(Duration.ofSeconds(2));
        assertEquals(401, get("/metrics", "Bearer " + token).statusCode());
    }

    @Test
    void clientsOfAvaticaLogInByBasicAndDigest() throws SQLException {
        for (String way : List.of(
                "avatica_user=alice;avatica_password=alice's password;authentication=BASIC",
                "avatica_user=dora;avatica_password=dora's password;authentication=DIGEST",
                "avatica_user=dora;avatica_password=dora's password;authentication=BASIC")) {
            String url = "jdbc:avatica:remote:url=" + server.address() + ";serialization=PROTOBUF;" + way;
            try (Connection connection = DriverManager.getConnection(url)) {
                assertTrue(one(connection, SQL_COUNT) > 900, way);
            }
        }
    }

    @Test
    void ourDriverLogsInByDigest() throws Exception {
        Properties dora = new Properties();
        dora.setProperty("user", "dora");
        dora.setProperty("password", "dora's password");
        String url = "jdbc:spoor:" + server.address() + "?authentication=digest";
        try (Connection connection = DriverManager.getConnection(url, dora)) {
            assertTrue(one(connection, SQL_COUNT) > 900);
            CLOCK.pass(Duration.ofMinutes(6));
            assertTrue(one(connection, SQL_COUNT) > 900, "with another nonce");
            assertTrue(connection.isValid(5));
        }
        dora.setProperty("password", "another password");
        SQLException failure = assertThrows(SQLException.class, () -> DriverManager.getConnection(url, dora));
        assertEquals("28000", failure.getSQLState());
        dora.setProperty("authentication", "KERBEROS");
        assertThrows(SQLException.class, () -> DriverManager.getConnection("jdbc:spoor:" + server.address(), dora));
    }

    @Test
    void wrongAndMissingCredentialsAreRefusedAndRevealNothing() throws Exception {
        Set<String> bodies = new HashSet<>();
        Set<Integer> challenges = new HashSet<>();
        for (String wrong : new String[] {
            null,
            basic("alice", "wrong password"),
            basic("nobody", "wrong password"),
            basic("alice", ""),
            "Basic !!!",
            "Basic " + Base64.getEncoder().encodeToString("nocolon".getBytes(StandardCharsets.UTF_8)),
            "Bearer spoor_wrong",
            "Bearer ",
            "Negotiate abc"
        }) {
            HttpResponse<String> answer = get("/metrics", wrong);
            assertEquals(401, answer.statusCode(), wrong);
            bodies.add(answer.body());
            challenges.add(answer.headers().allValues("WWW-Authenticate").size());
        }
        assertEquals(1, bodies.size(), "answers differ: " + bodies);
        assertEquals(1, challenges.size());
        SQLException failure = assertThrows(SQLException.class, () -> connect("alice", "wrong password"));
        assertEquals("28000", failure.getSQLState());
        assertFalse(failure.toString().contains("wrong password"));
        assertEquals(200, get("/health", null).statusCode());
        assertEquals(0, server.sessions());
    }

    private static HttpResponse<String> whole(String user, String format, String sql) throws Exception {
        String path = "/v1/query?format=" + format + "&sql=" + URLEncoder.encode(sql, StandardCharsets.UTF_8);
        return get(path, user == null ? null : basic(user, user + "'s password"));
    }

    @Test
    void wholeResultsAreWhatTheUserMaySeeAndTake() throws Exception {
        assertEquals(401, whole(null, "csv", "SELECT 1").statusCode());
        long all = whole("alice", "jsonl", "SELECT recipientAccountId FROM events")
                .body()
                .lines()
                .count();
        List<String> seen = whole("bob", "jsonl", "SELECT recipientAccountId AS a FROM events")
                .body()
                .lines()
                .toList();
        assertTrue(all > 900 && !seen.isEmpty() && seen.size() < all, seen.size() + " of " + all);
        assertEquals(Set.of("{\"a\":\"" + account + "\"}"), Set.copyOf(seen));
        HttpResponse<String> hidden = whole("bob", "csv", "SELECT sourceIPAddress FROM events");
        assertEquals(400, hidden.statusCode());
        assertTrue(hidden.body().contains("COLUMN_NOT_FOUND"), hidden.body());
        assertFalse(whole("bob", "csv", "SELECT * FROM events LIMIT 1").body().contains("sourceIPAddress"));
        // sorted rows come all at once, so none is on its way when there are too many
        HttpResponse<String> many = whole("lima", "arrow", "SELECT eventID FROM events ORDER BY 1");
        assertEquals(422, many.statusCode());
        assertTrue(many.body().contains("the limit of the user lima is 500 rows"), many.body());
        HttpResponse<String> slow = whole(
                "timo",
                "csv",
                "SELECT count(*) FROM events a CROSS JOIN events b CROSS JOIN events c"
                        + " WHERE a.eventName || b.eventName || c.eventName = 'x'");
        assertEquals(504, slow.statusCode());
        HttpResponse<String> large = whole("memo", "csv", LARGE);
        assertEquals(422, large.statusCode());
        assertTrue(large.body().contains("MEMORY_LIMIT"), large.body());
        assertTrue(slow.body().contains("the limit of the user timo is 300 ms"), slow.body());
        assertEquals(0, server.queries());
        assertEquals(0, server.sessions());
    }

    @Test
    void guessingIsSlowedDown() throws Exception {
        for (int i = 0; i < 10; i++) {
            assertEquals(401, get("/metrics", "Bearer wrong" + i).statusCode());
        }
        HttpResponse<String> answer = get("/metrics", basic("alice", "another guess"));
        assertEquals(429, answer.statusCode());
        assertEquals("60", answer.headers().firstValue("Retry-After").orElse(""));
        CLOCK.pass(Duration.ofMinutes(2));
        assertEquals(200, get("/metrics", basic("alice", "alice's password")).statusCode());
    }

    @Test
    void aDigestIsGoodOnce() throws Exception {
        String nonce = nonce();
        String second = digest("dora", "dora's password", nonce, 2, "/metrics");
        assertEquals(
                200,
                get("/metrics", digest("dora", "dora's password", nonce, 1, "/metrics"))
                        .statusCode());
        assertEquals(200, get("/metrics", second).statusCode());
        assertEquals(401, get("/metrics", second).statusCode(), "a replayed one");
        assertEquals(
                401,
                get("/v1/ping?connection=x", digest("dora", "dora's password", nonce, 3, "/metrics"))
                        .statusCode(),
                "one for another place");
        assertEquals(
                401,
                get("/metrics", digest("dora", "wrong", nonce, 4, "/metrics")).statusCode());
        assertEquals(
                401,
                get("/metrics", digest("alice", "alice's password", nonce, 5, "/metrics"))
                        .statusCode(),
                "who has no digest");
        String foreign = Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[40]);
        assertEquals(
                401,
                get("/metrics", digest("dora", "dora's password", foreign, 1, "/metrics"))
                        .statusCode());
        CLOCK.pass(Duration.ofMinutes(6));
        HttpResponse<String> old = get("/metrics", digest("dora", "dora's password", nonce, 6, "/metrics"));
        assertEquals(401, old.statusCode());
        assertTrue(old.headers().firstValue("WWW-Authenticate").orElse("").contains("stale=true"));
    }

    @Test
    void aUserWhoIsRemovedOrChangedIsOut() throws Exception {
        users.add("temp", "temp's password");
        CLOCK.pass(Duration.ofSeconds(2));
        try (Connection connection = connect("temp", "temp's password")) {
            assertTrue(one(connection, SQL_COUNT) > 900);
            users.restrict("temp", account);
            CLOCK.pass(Duration.ofSeconds(2));
            SQLException failure = assertThrows(SQLException.class, () -> one(connection, SQL_COUNT));
            assertEquals("08003", failure.getSQLState(), "what may be seen has changed: connect again");
        }
        Connection connection = connect("temp", "temp's password");
        assertTrue(one(connection, SQL_COUNT) < 900);
        users.remove("temp");
        CLOCK.pass(Duration.ofSeconds(2));
        assertEquals(
                "28000",
                assertThrows(SQLException.class, () -> one(connection, SQL_COUNT))
                        .getSQLState());
        assertThrows(SQLException.class, connection::close);
        CLOCK.pass(Duration.ofMinutes(11));
        server.expire();
    }

    // ---- sessions and what is seen -----------------------------------------------------------------------------

    @Test
    void sessionsAndStatementsAreTheirUsersOwn() throws Exception {
        try (Connection hers = connect("alice", "alice's password");
                Statement statement = hers.createStatement()) {
            statement.setFetchSize(1);
            ResultSet rows = statement.executeQuery("VALUES 1, 2, 3");
            assertTrue(rows.next());
            String id = hers.unwrap(org.apache.calcite.avatica.AvaticaConnection.class).id;
            String bob = basic("bob", "bob's password");
            for (String request : List.of(
                    "{\"request\":\"fetch\",\"connectionId\":\"" + id
                            + "\",\"statementId\":1,\"offset\":1,\"fetchMaxRowCount\":10}",
                    "{\"request\":\"prepareAndExecute\",\"connectionId\":\"" + id
                            + "\",\"statementId\":1,\"sql\":\"SELECT 1\",\"maxRowsTotal\":-1}",
                    "{\"request\":\"closeStatement\",\"connectionId\":\"" + id + "\",\"statementId\":1}",
                    "{\"request\":\"closeConnection\",\"connectionId\":\"" + id + "\"}")) {
                HttpRequest stolen = HttpRequest.newBuilder(URI.create(server.address() + "/"))
                        .header("Authorization", bob)
                        .POST(HttpRequest.BodyPublishers.ofString(request))
                        .build();
                String answer = HttpClient.newHttpClient()
                        .send(stolen, HttpResponse.BodyHandlers.ofString())
                        .body();
                String guessed = HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(URI.create(server.address() + "/"))
                                        .header("Authorization", bob)
                                        .POST(HttpRequest.BodyPublishers.ofString(request.replace(id, "nosuch")))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .body();
                assertEquals(guessed, answer.replace(id, "nosuch"), "as if there were no such connection");
            }
            assertEquals(
                    404,
                    get("/v1/warnings?connection=" + id + "&statement=1", bob).statusCode());
            assertTrue(rows.next());
            assertEquals(2, rows.getInt(1));
        }
    }

    @Test
    void whatAUserMayNotSeeIsNotThere() throws SQLException {
        try (Connection his = connect("bob", "bob's password");
                Connection hers = connect("alice", "alice's password")) {
            assertEquals(one(hers, SQL_COUNT + " WHERE recipientAccountId = '" + account + "'"), one(his, SQL_COUNT));
            assertEquals(1, one(his, "SELECT count(DISTINCT recipientAccountId) FROM deliveries"));
            assertThrows(SQLException.class, () -> one(his, "SELECT max(sourceIPAddress) FROM events"));
            assertThrows(SQLException.class, () -> one(his, "SELECT count(*) FROM sys.log_files"));
            for (Connection connection : List.of(his, hers)) {
                try (Statement statement = connection.createStatement()) {
                    statement.executeQuery(SQL_COUNT).close();
                    Set<QueryProgress.Figure> told = statement
                            .unwrap(QueryProgress.Source.class)
                            .progress()
                            .orElseThrow()
                            .figures()
                            .keySet();
                    assertEquals(connection == hers, told.contains(QueryProgress.Figure.FILES_TOTAL), told.toString());
                }
            }
            List<String> columns = new ArrayList<>();
            ResultSet rows = his.getMetaData().getColumns(null, null, "%", "%");
            while (rows.next()) {
                columns.add(rows.getString("COLUMN_NAME"));
            }
            assertTrue(columns.contains("eventName"));
            assertFalse(columns.contains("sourceIPAddress") || columns.contains("eventJson"), columns.toString());
            ResultSet tables = his.getMetaData().getTables(null, "sys", "log_files", null);
            assertFalse(tables.next());
            SQLException failure =
                    assertThrows(SQLException.class, () -> one(his, "SELECT count(sourceIPAddres) FROM events"));
            assertFalse(failure.getMessage().contains("sourceIPAddress"), failure.getMessage());
        }
    }

    @Test
    void limitsSayWhoseTheyAre() throws Exception {
        try (Connection connection = connect("lima", "lima's password");
                Statement first = connection.createStatement();
                Statement second = connection.createStatement()) {
            first.setFetchSize(1);
            ResultSet open = first.executeQuery("SELECT eventID FROM events");
            assertTrue(open.next());
            assertEquals(429, whole("lima", "csv", "SELECT 1").statusCode());
            SQLException failure = assertThrows(SQLException.class, () -> second.executeQuery("SELECT 1"));
            assertEquals("53300", failure.getSQLState());
            assertTrue(failure.getMessage().contains("lima may run 1 query"), failure.getMessage());
            open.close();
            failure = assertThrows(
                    SQLException.class, () -> one(connection, "SELECT a.eventID FROM events a CROSS JOIN events b"));
            assertEquals("54000", failure.getSQLState());
            assertTrue(failure.getMessage().contains("limit of the user lima is 500 rows"), failure.getMessage());
            assertEquals(0, server.queries());
        }
        try (Connection connection = connect("timo", "timo's password")) {
            SQLException failure = assertThrows(
                    SQLException.class,
                    () -> one(
                            connection,
                            "SELECT count(*) FROM events a CROSS JOIN events b CROSS JOIN events c"
                                    + " WHERE a.eventName || b.eventName || c.eventName = 'x'"));
            assertEquals("57014", failure.getSQLState());
            assertTrue(failure.getMessage().contains("limit of the user timo is 300 ms"), failure.getMessage());
        }
        try (Connection connection = connect("memo", "memo's password")) {
            SQLException failure = assertThrows(SQLException.class, () -> one(connection, LARGE));
            assertEquals("53200", failure.getSQLState(), failure.getMessage());
            assertTrue(failure.getMessage().contains("limit of the user memo is"), failure.getMessage());
        }
        assertEquals(0, server.queries());
    }

    // ---- the file, and where the server listens ----------------------------------------------------------------

    @Test
    void aFileThatOthersMayReadIsRefused() throws Exception {
        Path open = Files.copy(users.path(), folder.resolve("open.json"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
        EngineException failure = assertThrows(
                EngineException.class, () -> start(ServerConfig.on(0).withUsers(open)));
        assertTrue(failure.getMessage().contains("rw-r--r--"), failure.getMessage());
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-------"));
        for (String wrong : List.of(
                "{",
                "[]",
                "{\"version\":2,\"users\":[]}",
                "{\"version\":1,\"users\":[{\"name\":\"x\",\"role\":\"reader\",\"acounts\":[\"1\"]}]}",
                "{\"version\":1,\"users\":[{\"name\":\"x\",\"role\":\"root\"}]}",
                "{\"version\":1,\"users\":[{\"name\":\"x\",\"role\":\"reader\",\"hide\":[\"nosuch\"]}]}",
                "{\"version\":1,\"users\":[{\"name\":\"x\",\"role\":\"reader\"},{\"name\":\"X\",\"role\":\"reader\"}]}")) {
            Files.writeString(open, wrong);
            assertThrows(EngineException.class, () -> start(ServerConfig.on(0).withUsers(open)), wrong);
        }
    }

    private static void start(ServerConfig config) {
        SqlServer.start(engine, Settings.initial().with("cache", "off"), config, CLOCK)
                .close();
    }

    @Test
    void othersThanThisMachineNeedUsersAndTls() {
        for (ServerConfig config : List.of(
                ServerConfig.on(0).withHost("0.0.0.0"),
                ServerConfig.on(0).withHost("0.0.0.0").withUsers(users.path()),
                ServerConfig.on(0).withHost("::"))) {
            EngineException failure = assertThrows(EngineException.class, () -> start(config));
            assertTrue(failure.getMessage().contains("others than this machine"), failure.getMessage());
        }
    }

    @Test
    void pagesOfTheWebAreNoProgramsOnThisMachine() throws Exception {
        try (SqlServer anonymous =
                SqlServer.start(engine, Settings.initial().with("cache", "off"), ServerConfig.on(0), CLOCK)) {
            for (String header : List.of("Host: evil.example", "Host: localhost\r\nOrigin: http://evil.example")) {
                try (Socket socket = new Socket("127.0.0.1", anonymous.port())) {
                    OutputStream out = socket.getOutputStream();
                    out.write(("GET /metrics HTTP/1.1\r\n" + header + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
                    out.flush();
                    String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                    assertTrue(answer.startsWith("HTTP/1.1 403"), answer);
                }
            }
        }
    }

    @Test
    void tlsShowsTheKeyOfTheStoreAndTakesANewOne() throws Exception {
        Path keys = folder.resolve("keys.p12");
        makeKeys(keys, "CN=localhost");
        TlsKeys wrong = new TlsKeys(keys, "wrong password");
        assertThrows(EngineException.class, () -> start(ServerConfig.on(0).withTls(wrong)));
        assertFalse(wrong.toString().contains("wrong password"));
        ServerConfig config = ServerConfig.on(0)
                .withHost("localhost")
                .withUsers(users.path())
                .withTls(new TlsKeys(keys, "key password"));
        try (SqlServer secure = SqlServer.start(engine, Settings.initial().with("cache", "off"), config, CLOCK)) {
            String url = "jdbc:spoor:" + secure.address() + "?trustStore=" + keys + "&trustStorePassword=key password";
            Properties alice = new Properties();
            alice.setProperty("user", "alice");
            alice.setProperty("password", "alice's password");
            try (Connection connection = DriverManager.getConnection(url, alice)) {
                assertTrue(one(connection, SQL_COUNT) > 900);
            }
            makeKeys(keys, "CN=localhost,O=renewed");
            // the store is looked at every second
            Eventually.holds(
                    "the new certificate is shown", () -> certificateOf(secure).contains("O=renewed"));
            String untrusted = "jdbc:spoor:" + secure.address();
            SQLException failure =
                    assertThrows(SQLException.class, () -> DriverManager.getConnection(untrusted, alice));
            assertEquals("08001", failure.getSQLState());
            try (Socket plain = new Socket("localhost", secure.port())) {
                plain.getOutputStream().write("GET /health HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                InputStream in = plain.getInputStream();
                assertFalse(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1).contains("200 OK"));
            }
        }
    }

    private static String certificateOf(SqlServer secure) throws Exception {
        SSLContext trusting = SSLContext.getInstance("TLS");
        trusting.init(null, new TrustManager[] {new Anybody()}, null);
        try (SSLSocket socket = (SSLSocket) trusting.getSocketFactory().createSocket("localhost", secure.port())) {
            socket.startHandshake();
            return ((X509Certificate) socket.getSession().getPeerCertificates()[0])
                    .getSubjectX500Principal()
                    .getName();
        }
    }

    /** Trusts everything, to look at what is shown. */
    private static final class Anybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    /** A key with a certificate that it signs itself, made by the JDK's own tool; the store also trusts it. */
    private static void makeKeys(Path file, String name) throws Exception {
        Files.deleteIfExists(folder.resolve("fresh.p12"));
        Path fresh = folder.resolve("fresh.p12");
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process process = new ProcessBuilder(
                        keytool.toString(),
                        "-genkeypair",
                        "-alias",
                        "spoor",
                        "-keyalg",
                        "EC",
                        "-dname",
                        name,
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1",
                        "-validity",
                        "3650",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        fresh.toString(),
                        "-storepass",
                        "key password")
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        KeyStore store = KeyStore.getInstance(fresh.toFile(), "key password".toCharArray());
        store.setCertificateEntry("trusted", store.getCertificate("spoor"));
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, "key password".toCharArray());
        }
    }

    @Test
    void passwordsReachNoOutput() throws Exception {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream before = System.err;
        try {
            System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
            assertThrows(SQLException.class, () -> connect("alice", "a secret that is wrong"));
            try (Connection connection = connect("alice", "alice's password")) {
                assertFalse(connection.toString().contains("alice's password"));
                assertFalse(String.valueOf(connection.getMetaData().getURL()).contains("alice's password"));
            }
        } finally {
            System.setErr(before);
        }
        String url = "jdbc:spoor:" + server.address() + "?user=alice&password=alice's password";
        try (Connection connection = DriverManager.getConnection(url)) {
            assertFalse(
                    connection.getMetaData().getURL().contains("alice's"),
                    connection.getMetaData().getURL());
        }
        for (String wrong :
                List.of("jdbc:spoor:nothing?token=a-secret", url.replace("alice's", "a-secret") + "&nosuch=1")) {
            SQLException failure = assertThrows(SQLException.class, () -> DriverManager.getConnection(wrong));
            assertFalse(failure.toString().contains("secret"), failure.toString());
        }
        assertFalse(said.toString(StandardCharsets.UTF_8).contains("secret"), said.toString(StandardCharsets.UTF_8));
        assertFalse(Files.readString(users.path()).contains("alice's password"));
    }
}
