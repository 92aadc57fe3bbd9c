/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spoor.Engine;
import dev.spoor.EngineConfig;
import dev.spoor.Settings;
import dev.spoor.sample.SampleSpec;
import dev.spoor.sample.SampleTrail;
import java.io.IOException;
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
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Many clients at once, some of whom cancel, leave in the middle, or drop their connection: every answer is right, and in the end
 * nothing is left. {@code -Dtests.soak=60} makes it 60 seconds and 64 clients.
 */
@Tag("any-jdk")
class SoakTest {
    private static final int SECONDS = Integer.getInteger("tests.soak", 2);
    private static final int CLIENTS = SECONDS < 30 ? 12 : 64;
    private static final int EVENTS = 3_000;
    private static final int SETTLING_TRIES = 100;
    private static final int SETTLING_MILLIS = 100;
    private static final String ENDLESS = "SELECT count(*) FROM events a CROSS JOIN events b CROSS JOIN events c"
            + " WHERE a.eventName || b.eventName || c.eventName = 'x'";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    /** Goes with the real one, and ahead of it when the test says so. */
    private final AtomicLong aheadMillis = new AtomicLong();

    private final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Clock.systemUTC().instant().plusMillis(aheadMillis.get());
        }
    };

    private final AtomicBoolean isOver = new AtomicBoolean();
    private final LongAdder answers = new LongAdder();
    private final LongAdder cancelled = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private Engine engine;
    private SqlServer server;
    private long events;
    private List<String> names;

    @Test
    void nothingIsWrongAndNothingIsLeft() throws Exception {
        Set<Thread> others = Set.copyOf(Thread.getAllStackTraces().keySet());
        new SampleTrail(SampleSpec.bench(EVENTS)).writeTo(folder.resolve("logs"), 1, done -> {});
        Settings settings = Settings.initial().with("cache", "off").with("spill.path", spill().toString());
        engine = Engine.open(EngineConfig.of(folder.resolve("logs")).with(settings));
        ServerConfig config = new ServerConfig(0, Duration.ofMinutes(10), 5_000).withAudit(folder.resolve("audit"));
        server = SqlServer.start(engine, settings, config, clock);
        try (Connection connection = connect()) {
            events = number(connection, "SELECT count(*) FROM events");
            names = texts(connection, "SELECT DISTINCT eventName FROM events ORDER BY 1");
        }
        settle(0);
        long filesBefore = openFiles();
        long heapBefore = heapBytes();
        run();
        long sessionsLeft = server.sessions();
        aheadMillis.set(Duration.ofMinutes(11).toMillis());
        server.expire();
        assertEquals(0, server.sessions());
        Eventually.holds("the queries have ended", () -> server.queries() == 0);
        settle(filesBefore + CLIENTS);
        long files = openFiles();
        long heap = heapBytes();
        server.close();
        engine.close(); // fails if a query's memory is still held
        try (Stream<Path> left = Files.list(spill())) {
            assertEquals(List.of(), left.toList());
        }
        System.out.println(CLIENTS + " clients, " + SECONDS + " s: " + answers + " right answers, " + cancelled
                + " cancelled, " + dropped + " dropped, " + sessionsLeft + " sessions expired; files " + filesBefore
                + " -> " + files + ", heap " + heapBefore + " -> " + heap + " bytes, spoor threads left "
                + threadsLeft(others));
        assertTrue(answers.sum() > 0 && cancelled.sum() > 0 && dropped.sum() > 0);
        assertTrue(files <= filesBefore + CLIENTS, "open files: " + filesBefore + ", then " + files);
        assertEquals(List.of(), threadsLeft(others));
    }

    private Path spill() throws IOException {
        return Files.createDirectories(folder.resolve("spill"));
    }

    private void run() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        List<Future<?>> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            Random random = new Random(i);
            clients.add(threads.submit(() -> {
                while (!isOver.get()) {
                    visit(random);
                }
                return null;
            }));
        }
        Thread.sleep(Duration.ofSeconds(SECONDS).toMillis());
        isOver.set(true);
        for (Future<?> client : clients) {
            client.get(); // fails with what the client met
        }
        threads.shutdown();
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:spoor:" + server.address() + "?fetchSize=500");
    }

    private void visit(Random random) throws Exception {
        if (random.nextInt(10) == 0) {
            drop(random);
            return;
        }
        try (Connection connection = connect()) {
            for (int i = 0; i < 5 && !isOver.get(); i++) {
                switch (random.nextInt(6)) {
                    case 0 -> assertEquals(events, number(connection, "SELECT count(eventID) FROM events"));
                    case 1 ->
                        assertEquals(names, texts(connection, "SELECT eventName FROM events GROUP BY 1 ORDER BY 1"));
                    case 2 -> countOf(connection, names.get(random.nextInt(names.size())));
                    case 3 -> readOn(connection, random);
                    case 4 -> cancel(connection, random);
                    default -> bulk();
                }
            }
        }
    }

    private void countOf(Connection connection, String name) throws SQLException {
        try (PreparedStatement some = connection.prepareStatement("SELECT count(*) FROM events WHERE eventName = ?");
                PreparedStatement others =
                        connection.prepareStatement("SELECT count(*) FROM events WHERE eventName <> ?")) {
            some.setString(1, name);
            others.setString(1, name);
            assertEquals(events, number(some.executeQuery()) + number(others.executeQuery()));
        }
        answers.increment();
    }

    /** To the end, or not. */
    private void readOn(Connection connection, Random random) throws SQLException {
        int most = random.nextBoolean() ? Integer.MAX_VALUE : random.nextInt(1_000);
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT eventID, eventTime FROM events ORDER BY 2")) {
            int count = 0;
            while (count < most && rows.next()) {
                count++;
            }
            assertEquals(Math.min(most, events), count);
        }
        answers.increment();
    }

    private void cancel(Connection connection, Random random) throws Exception {
        try (Statement statement = connection.createStatement()) {
            AtomicBoolean hasEnded = new AtomicBoolean();
            int pause = random.nextInt(60);
            Thread canceller = new Thread(() -> {
                try {
                    do { // one that overtakes its query does nothing
                        Thread.sleep(pause);
                        statement.cancel();
                    } while (!hasEnded.get());
                } catch (SQLException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            canceller.start();
            try {
                statement
                        .executeQuery(random.nextInt(4) == 0 ? "SELECT count(*) FROM events" : ENDLESS)
                        .close();
            } catch (SQLException e) {
                assertEquals("57014", e.getSQLState(), e.toString());
                cancelled.increment();
            }
            hasEnded.set(true);
            canceller.join();
        }
    }

    private void bulk() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(server.address() + "/v1/query?format=csv&sql=SELECT%20eventID%20FROM%20events"))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertEquals(200, answer.statusCode(), answer.body());
        assertEquals(events + 1, answer.body().lines().count());
        answers.increment();
    }

    /** A client that dies while its query runs, and never closes anything. */
    private void drop(Random random) throws Exception {
        String id = "dropped-" + random.nextLong();
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            send(socket, "{\"request\":\"openConnection\",\"connectionId\":\"" + id + "\",\"info\":{}}");
            receive(socket);
            send(socket, "{\"request\":\"createStatement\",\"connectionId\":\"" + id + "\"}");
            int statement = JSON.readTree(receive(socket)).get("statementId").intValue();
            send(
                    socket,
                    "{\"request\":\"prepareAndExecute\",\"connectionId\":\"" + id + "\",\"statementId\":" + statement
                            + ",\"sql\":\"" + ENDLESS + "\",\"maxRowsInFirstFrame\":-1,\"maxRowCount\":-1}");
            Thread.sleep(random.nextInt(50));
        }
        dropped.increment();
    }

    private static void send(Socket socket, String message) throws IOException {
        socket.getOutputStream()
                .write(("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + message.length() + "\r\n\r\n"
                                + message)
                        .getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    private static String receive(Socket socket) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) socket.getInputStream().read());
        }
        String length = head.toString().replaceFirst("(?s).*Content-Length: ([0-9]+).*", "$1");
        return new String(socket.getInputStream().readNBytes(Integer.parseInt(length)), StandardCharsets.UTF_8);
    }

    private long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            long number = number(statement.executeQuery(sql));
            answers.increment();
            return number;
        }
    }

    private static long number(ResultSet one) throws SQLException {
        try (ResultSet rows = one) {
            assertTrue(rows.next());
            return rows.getLong(1);
        }
    }

    private List<String> texts(Connection connection, String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        answers.increment();
        return texts;
    }

    // ---- what is left ------------------------------------------------------------------------------------------

    /** HTTP clients of the JDK end when nobody knows them any more; where few files are open, they need not. */
    private static void settle(long filesEnough) throws InterruptedException, IOException {
        int tries = filesEnough == 0 ? SETTLING_TRIES / 10 : SETTLING_TRIES;
        for (int i = 0; i < tries && httpClients() > 0 && openFiles() > filesEnough; i++) {
            System.gc();
            Thread.sleep(SETTLING_MILLIS);
        }
    }

    private static long httpClients() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("HttpClient-"))
                .count();
    }

    private static long heapBytes() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** 0 where the system does not say. */
    private static long openFiles() throws IOException {
        Path open = Path.of("/proc/self/fd");
        if (!Files.isDirectory(open)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(open)) {
            return files.count();
        }
    }

    /** Threads of the server and the engine; those of the driver, which end when idle, are its own. */
    private static List<String> threadsLeft(Set<Thread> others) throws InterruptedException {
        List<String> left = List.of();
        for (int i = 0; i < SETTLING_TRIES; i++) {
            left = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> !others.contains(thread))
                    .map(Thread::getName)
                    .filter(name -> name.startsWith("spoor-") && !name.startsWith("spoor-jdbc"))
                    .sorted()
                    .toList();
            if (left.isEmpty()) {
                return left;
            }
            Thread.sleep(SETTLING_MILLIS);
        }
        return left;
    }
}
