/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.delivery;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.spoor.delivery.DeliveryOutcome.Refused;
import dev.spoor.delivery.DeliveryOutcome.RetryLater;
import dev.spoor.delivery.DeliveryOutcome.Sent;
import dev.spoor.error.EngineException;
import dev.spoor.json.JsonTree;
import dev.spoor.report.Severity;
import dev.spoor.store.StoreOptions;
import dev.spoor.testing.HandClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Webhooks over real connections to a server that a test leads. */
class WebhookDestinationTest {
    private static final String TOKEN = "T0/B0/very-secret-token";

    private final HandClock clock = new HandClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @TempDir
    private Path folder;

    private HttpServer server;
    private volatile Answer answer;

    private record Request(String method, String path, Headers headers, String body) {}

    private interface Answer {
        void give(HttpExchange exchange) throws IOException;
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        serve(server);
        answer = status(200, "ok");
    }

    private void serve(HttpServer any) {
        any.setExecutor(threads);
        any.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            requests.add(new Request(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    exchange.getRequestHeaders(),
                    body));
            answer.give(exchange);
            exchange.close();
        });
        any.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    /** @param headers names and values in turn */
    private static Answer status(int status, String body, String... headers) {
        return exchange -> {
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
            }
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    private String address(String scheme, HttpServer any) {
        return scheme + "://localhost:" + any.getAddress().getPort() + "/services/" + TOKEN;
    }

    private Destination destination(Map<String, String> values) {
        Map<String, String> all = new HashMap<>(Map.of("url-env", "HOOK", "plain-http", "on"));
        all.putAll(values);
        Map<String, String> environment =
                Map.of("HOOK", address("http", server), "KEY", "signing secret", "LOGIN", "Bearer token-of-ours");
        DestinationOptions options = new DestinationOptions(
                "hook",
                DestinationKind.WEBHOOK,
                all,
                new DestinationPlace(folder, environment, StoreOptions.local(folder, warning -> {})));
        return new WebhookDestination(options, clock);
    }

    private DeliveryOutcome deliver(Map<String, String> values) {
        try (Destination hook = destination(values)) {
            return hook.deliver(Deliveries.alert("run/1"), Set.of());
        }
    }

    @Test
    void aRequestCarriesTheDeliveryAndItsId() {
        Sent sent = assertInstanceOf(
                Sent.class, deliver(Map.of("format", "json", "signing-key-env", "KEY", "authorization-env", "LOGIN")));
        assertEquals("http://localhost:" + server.getAddress().getPort() + " (200)", sent.place());
        Request request = requests.get(0);
        assertEquals("POST", request.method());
        assertEquals("/services/" + TOKEN, request.path());
        assertEquals("application/json; charset=utf-8", request.headers().getFirst("Content-Type"));
        assertEquals(ObjectName.hash("run/1"), request.headers().getFirst("Idempotency-Key"));
        assertEquals("Bearer token-of-ours", request.headers().getFirst("Authorization"));
        assertEquals(Deliveries.alert("run/1"), Delivery.ofJson(request.body()));
        assertEquals(
                WebhookDestination.signature(
                        new Secret("signing secret"),
                        clock.instant().getEpochSecond(),
                        request.body().getBytes(StandardCharsets.UTF_8)),
                request.headers().getFirst("Spoor-Signature"));
    }

    /** The value was computed by openssl: {@code printf '1700000000.{}' | openssl dgst -sha256 -hmac key}. */
    @Test
    void signaturesAreThoseOfOtherPrograms() {
        assertEquals(
                "t=1700000000,v1=9d713ed406bb7076d4123f0dc2c39d2df5c654ed4b0cd56b52c8b4c940bd63ae",
                WebhookDestination.signature(new Secret("key"), 1_700_000_000, "{}".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void whatMayPassIsTriedAgainAndWhatMayNotIsNot() {
        for (int status : new int[] {408, 425, 429, 500, 502, 503, 504}) {
            answer = status(status, "busy");
            RetryLater later = assertInstanceOf(RetryLater.class, deliver(Map.of()), "status " + status);
            assertTrue(later.reason().endsWith(" answered " + status + ": busy"), later.reason());
            assertEquals(Optional.empty(), later.pause());
        }
        for (int status : new int[] {400, 401, 403, 404, 410, 413}) {
            answer = status(status, "invalid_payload");
            Refused refused = assertInstanceOf(Refused.class, deliver(Map.of()), "status " + status);
            assertTrue(refused.reason().endsWith("invalid_payload"), refused.reason());
        }
        answer = status(204, "");
        assertInstanceOf(Sent.class, deliver(Map.of()));
    }

    @Test
    void aServerSaysHowLongItWantsToBeLeftAlone() {
        Map<String, Optional<Duration>> pauses = Map.of(
                "120", Optional.of(Duration.ofMinutes(2)),
                "Sun, 01 Mar 2026 12:05:00 GMT", Optional.of(Duration.ofMinutes(5)),
                "Sun, 01 Mar 2026 11:05:00 GMT", Optional.empty(),
                "soon", Optional.empty());
        pauses.forEach((text, expected) -> {
            answer = status(429, "", "Retry-After", text);
            assertEquals(
                    expected,
                    assertInstanceOf(RetryLater.class, deliver(Map.of())).pause(),
                    text);
        });
    }

    @Test
    void redirectsAreNotFollowed() {
        for (int status : new int[] {301, 302, 307, 308}) {
            answer = status(status, "", "Location", "/elsewhere");
            Refused refused = assertInstanceOf(Refused.class, deliver(Map.of()));
            assertTrue(refused.reason().contains("redirects are not followed"), refused.reason());
        }
        assertEquals(4, requests.size());
    }

    @Test
    void whoeverIsSlowOrBreaksOffIsTriedAgain() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        answer = exchange -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write('x');
            exchange.getResponseBody().flush();
            await(over);
        };
        RetryLater late = assertInstanceOf(RetryLater.class, deliver(Map.of("timeout", "200ms")));
        assertTrue(late.reason().startsWith("no answer within"), late.reason());
        over.countDown();
        answer = HttpExchange::close;
        RetryLater broken = assertInstanceOf(RetryLater.class, deliver(Map.of()));
        assertTrue(broken.reason().contains("broke off"), broken.reason());
        server.stop(0);
        assertInstanceOf(RetryLater.class, deliver(Map.of()), "nobody listens");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void longAnswersAreNotRead() {
        answer = status(400, "x".repeat(5_000_000));
        Refused refused = assertInstanceOf(Refused.class, deliver(Map.of()));
        assertTrue(refused.reason().length() < 500, refused.reason());
    }

    @Test
    void secretsAreInNoReason() {
        answer = status(403, "no such hook: /services/" + TOKEN + " for Bearer token-of-ours by signing secret");
        Map<String, String> values = Map.of("authorization-env", "LOGIN", "signing-key-env", "KEY");
        Refused refused = assertInstanceOf(Refused.class, deliver(values));
        for (String secret : List.of(TOKEN, "token-of-ours", "signing secret")) {
            assertFalse(refused.reason().contains(secret), refused.reason());
        }
        try (Destination hook = destination(values)) {
            assertFalse(hook.toString().contains(TOKEN));
        }
    }

    @Test
    void requestsGoByAProxyIfOneIsNamed() {
        String proxy = "localhost:" + server.getAddress().getPort();
        String url = "http://hook.invalid/services/x";
        assertInstanceOf(Sent.class, deliverTo(Map.of("url", url, "plain-http", "on", "proxy", proxy)));
        assertEquals(url, requests.get(0).path());
        assertInstanceOf(RetryLater.class, deliverTo(Map.of("url", url, "plain-http", "on")));
    }

    @Test
    void serversAreChecked() throws Exception {
        HttpsServer safe = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        safe.setHttpsConfigurator(new HttpsConfigurator(TestKeys.server()));
        serve(safe);
        try {
            String url = address("https", safe);
            String trusted = TestKeys.authority().toString();
            assertInstanceOf(Sent.class, deliverTo(Map.of("url", url, "ca-file", trusted)));
            assertInstanceOf(RetryLater.class, deliverTo(Map.of("url", url)), "an unknown authority");
            String otherName = url.replace("localhost", "127.0.0.1");
            assertInstanceOf(RetryLater.class, deliverTo(Map.of("url", otherName, "ca-file", trusted)), "another name");
            assertEquals(1, requests.size());
        } finally {
            safe.stop(0);
        }
    }

    private DeliveryOutcome deliverTo(Map<String, String> values) {
        try (Destination hook = Destinations.open(
                "hook",
                "webhook",
                values,
                new DestinationPlace(folder, Map.of(), StoreOptions.local(folder, warning -> {})))) {
            return hook.deliver(Deliveries.alert("a"), Set.of());
        }
    }

    @Test
    void definitionsThatMakeNoSenseAreRefused() {
        assertProblem(Map.of(), "it has no url");
        assertProblem(Map.of("url", "https://h/x", "url-env", "HOOK"), "its url stands there twice");
        assertProblem(Map.of("url", "http://h/secret"), "not with https://");
        assertProblem(Map.of("url", "https://user:word@h/secret"), "is no address");
        assertProblem(Map.of("url", "file:///secret"), "is no address");
        assertProblem(Map.of("url", "https://h/x", "proxy", "h"), "is not a host and a port");
        assertProblem(Map.of("url", "https://h/x", "proxy", "h:99999"), "is not a host and a port");
        assertProblem(Map.of("url", "https://h/x", "format", "teams"), "format is one of slack, json");
        assertProblem(Map.of("url", "https://h/x", "plain-http", "maybe"), "plain-http is 'on' or 'off'");
    }

    private void assertProblem(Map<String, String> values, String expected) {
        EngineException e = assertThrows(EngineException.class, () -> deliverTo(values));
        assertTrue(e.getMessage().contains(expected), e.getMessage());
        assertFalse(e.getMessage().contains("secret") || e.getMessage().contains("word"), e.getMessage());
    }

    // ---- messages for Slack ---------------------------------------------------------------------------------------

    private static Map<String, Object> slack(Delivery delivery) throws Exception {
        byte[] json = SlackMessage.of(delivery).getBytes(StandardCharsets.UTF_8);
        return JsonTree.object(json, json.length);
    }

    /** Checks every limit on the way. */
    private static List<String> texts(Delivery delivery) throws Exception {
        List<?> blocks = (List<?>) slack(delivery).get("blocks");
        assertTrue(blocks.size() <= 50, blocks.size() + " blocks");
        List<String> texts = new ArrayList<>();
        int total = 0;
        for (Object each : blocks) {
            Map<?, ?> block = (Map<?, ?>) each;
            List<Object> parts = new ArrayList<>();
            if (block.get("text") != null) {
                parts.add(block.get("text"));
            }
            for (String list : List.of("fields", "elements")) {
                if (block.get(list) instanceof List<?> several) {
                    assertTrue(several.size() <= 10 && !several.isEmpty(), several.size() + " " + list);
                    parts.addAll(several);
                }
            }
            assertFalse(parts.isEmpty(), block.toString());
            for (Object part : parts) {
                String text = (String) ((Map<?, ?>) part).get("text");
                int most = block.get("type").equals("header") ? 150 : block.get("fields") == null ? 3_000 : 2_000;
                assertTrue(!text.isEmpty() && text.length() <= most, text);
                total += text.length();
                texts.add(text);
            }
        }
        assertTrue(total <= 40_000, total + " characters");
        return texts;
    }

    @Test
    void aMessageForSlackTellsTheDelivery() throws Exception {
        List<String> texts = texts(Deliveries.alert("a"));
        assertEquals("\uD83D\uDD34 [HIGH] Root signed in", texts.get(0));
        assertEquals("The root user signed in to the console.\nNobody should.", texts.get(1));
        assertEquals("Window\n2026-03-01 11:00 to 12:00 UTC", texts.get(2));
        assertEquals(
                "```eventTime            sourceIPAddress\n2026-03-01 11:58:00  203.0.113.7\n"
                        + "2026-03-01 11:59:00  203.0.113.8```",
                texts.get(4));
        assertEquals(
                "1 more finding is not shown here. Spoor, schedule root-login, 2026-03-01 12:00 UTC, delivery a",
                texts.get(5));
    }

    @Test
    void narrowFindingsAreATableThatIsNeverTooLong() throws Exception {
        Delivery one = Deliveries.alert("a");
        String wide = "<".repeat(38);
        Delivery many = new Delivery(
                one.id(),
                one.source(),
                one.title(),
                one.severity(),
                "",
                Map.of(),
                List.of("first", "second"),
                Collections.nCopies(100, List.of("111122223333", "x")),
                100,
                List.of(),
                one.created());
        List<String> texts = texts(many);
        assertEquals(31, texts.get(1).lines().count(), texts.get(1));
        assertTrue(texts.get(2).startsWith("70 more findings are not shown here."), texts.get(2));
        Delivery escaped = new Delivery(
                one.id(),
                one.source(),
                one.title(),
                one.severity(),
                "",
                Map.of(),
                List.of("first"),
                Collections.nCopies(30, List.of(wide)),
                30,
                List.of(),
                one.created());
        assertTrue(texts(escaped).get(1).endsWith(" more characters)```"), "escaped it is longer than Slack takes");
    }

    @Test
    void textsOfOthersMentionNobodyInSlack() throws Exception {
        Map<String, Object> message = slack(Deliveries.hostile("```<!here>"));
        assertFalse(message.get("text").toString().contains("<"), message.toString());
        for (Object each : (List<?>) message.get("blocks")) {
            Map<?, ?> block = (Map<?, ?>) each;
            if (block.get("text") instanceof Map<?, ?> text && text.get("type").equals("mrkdwn")) {
                String inside =
                        text.get("text").toString().replaceFirst("^```", "").replaceFirst("```$", "");
                assertFalse(inside.contains("<") || inside.contains("```"), inside);
            }
        }
    }

    @Test
    void whatSlackDoesNotTakeIsCutAndSaid() throws Exception {
        String large = "&\uD83D\uDD34".repeat(20_000);
        Delivery delivery = new Delivery(
                large,
                large,
                large,
                Severity.INFO,
                large,
                Map.of("a", large, "b", large),
                List.of(large),
                Collections.nCopies(100, List.of(large)),
                5_000,
                Collections.nCopies(50, new DeliveryFile(large, "text/plain", folder)),
                clock.instant());
        List<String> texts = texts(delivery);
        assertTrue(texts.get(0).endsWith(" more characters)"), texts.get(0));
        assertTrue(texts.get(4).endsWith(" more characters)```"), texts.get(4));
        assertTrue(texts.get(texts.size() - 1).startsWith("4992 more findings are not shown here."));
        assertTrue(texts.get(texts.size() - 2).endsWith("and 40 more"));
        assertTrue(texts.stream().noneMatch(text -> text.matches("(?s).*[\\uD800-\\uDBFF](?![\\uDC00-\\uDFFF]).*")));
    }
}
