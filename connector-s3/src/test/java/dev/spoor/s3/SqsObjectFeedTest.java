/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.s3;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.store.ObjectFeed.Notice;
import dev.spoor.store.StoreOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@Tag("any-jdk")
final class SqsObjectFeedTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration LONG = Duration.ofMinutes(5);
    private static SqsServer server;

    @TempDir
    private Path folder;

    private final List<String> warnings = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void start() {
        server = SqsServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private SqsObjectFeed open(String url, Duration visibility) {
        StoreOptions base = S3Server.options(URI.create("http://127.0.0.1:1"), folder);
        StoreOptions options = new StoreOptions(base.values(), base.cacheFolder(), warnings::add);
        return SqsObjectFeed.open(QueueAddress.parse(url).orElseThrow(), S3Options.of(options), visibility);
    }

    private static List<Notice> receiveAll(SqsObjectFeed feed) {
        List<Notice> all = new ArrayList<>();
        for (List<Notice> some = feed.receive(Duration.ZERO); !some.isEmpty(); some = feed.receive(Duration.ZERO)) {
            all.addAll(some);
        }
        return all;
    }

    private static Set<String> addresses(List<Notice> notices) {
        Set<String> addresses = new HashSet<>();
        notices.forEach(notice -> addresses.addAll(notice.addresses()));
        return addresses;
    }

    private static void pause(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    @Test
    void messagesComeUntilTheyAreAcknowledged() {
        String url = server.newQueue();
        Set<String> sent = new HashSet<>();
        for (int i = 0; i < 25; i++) {
            server.send(url, QueueMessages.ofS3("trail", "key " + i));
            sent.add("s3://trail/key " + i);
        }
        try (SqsObjectFeed feed = open(url, LONG)) {
            List<Notice> notices = receiveAll(feed);
            assertEquals(25, notices.size());
            assertEquals(sent, addresses(notices));
            assertTrue(notices.stream().allMatch(notice -> notice.deliveries() == 1));
            assertEquals(25, server.count(url));
            feed.acknowledge(notices.subList(0, 23));
            assertEquals(2, server.count(url));
            feed.acknowledge(notices);
            assertEquals(0, server.count(url));
        }
        assertEquals(List.of(), warnings);
    }

    @Test
    void whatIsHeldStaysHiddenForAsLongAsTheWorkTakes() {
        String url = server.newQueue();
        server.send(url, QueueMessages.ofS3("trail", "a"));
        try (SqsObjectFeed feed = open(url, SECOND.multipliedBy(2))) {
            List<Notice> notices = receiveAll(feed);
            for (int i = 0; i < 25; i++) {
                pause(Duration.ofMillis(200));
                assertEquals(List.of(), server.receive(url, 0), "somebody else has it");
            }
            feed.acknowledge(notices);
            assertEquals(0, server.count(url));
        }
        assertEquals(List.of(), warnings);
    }

    @Test
    void releasedMessagesComeAgainAndAreSetAsideInTheEnd() {
        String aside = server.newQueue();
        String url = server.newQueue(2, aside);
        server.send(url, "hello");
        try (SqsObjectFeed feed = open(url, SECOND)) {
            for (int delivery = 1; delivery <= 2; delivery++) {
                List<Notice> notices = feed.receive(SECOND.multipliedBy(5));
                assertEquals(1, notices.size());
                assertEquals(delivery, notices.get(0).deliveries());
                assertTrue(notices.get(0).problem().isPresent());
                feed.release(notices);
            }
            assertEquals(List.of(), feed.receive(SECOND.multipliedBy(3)));
        }
        assertEquals(List.of("hello"), server.receive(aside, 0));
    }

    @Test
    void closingGivesBackAtOnceWhatIsHeld() {
        String url = server.newQueue();
        for (int i = 0; i < 15; i++) {
            server.send(url, QueueMessages.ofS3("trail", "key" + i));
        }
        try (SqsObjectFeed feed = open(url, LONG)) {
            assertEquals(15, receiveAll(feed).size());
            assertEquals(List.of(), server.receive(url, 0));
        }
        try (SqsObjectFeed feed = open(url, LONG)) {
            List<Notice> again = receiveAll(feed);
            assertEquals(15, again.size());
            assertTrue(again.stream().allMatch(notice -> notice.deliveries() == 2));
        }
    }

    @Test
    void theSameMessageReceivedTwiceHasOneIdAndOneDeletion() {
        String url = server.newQueue();
        server.send(url, QueueMessages.ofS3("trail", "a"));
        // a renewal that never comes in time: the visibility passes during the work
        try (SqsObjectFeed late = open(url, SECOND)) {
            Notice first = receiveAll(late).get(0);
            late.release(List.of(first));
            List<Notice> again = late.receive(SECOND.multipliedBy(5));
            assertEquals(first.id(), again.get(0).id());
            late.acknowledge(List.of(first)); // what was held first is what is known to be done
            assertEquals(0, server.count(url));
        }
    }

    /** What the page about AWS says that the queue's policy must allow. */
    private static Set<String> documentedActions() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "how-to", "aws.md"));
        int from = page.indexOf("**Permissions.** On the queue ");
        Matcher action =
                Pattern.compile("`(sqs:[A-Za-z]+)`").matcher(page.substring(from, page.indexOf('.', from + 20)));
        Set<String> actions = new TreeSet<>();
        while (action.find()) {
            actions.add(action.group(1));
        }
        return actions;
    }

    /** The action that a policy must allow for a request; requests for several messages take that for one. */
    private static String action(S3Request request) {
        return request.headerOrNull("X-Amz-Target")
                .replace("AmazonSQS.", "sqs:")
                .replaceFirst("Batch$", "");
    }

    /** Passes requests on to the server of queues. */
    private static S3Answer pass(S3Request request) {
        HttpRequest.Builder passed =
                HttpRequest.newBuilder(server.address()).POST(HttpRequest.BodyPublishers.ofByteArray(request.body()));
        for (String name : List.of("content-type", "x-amz-target", "authorization", "x-amz-date")) {
            passed.header(name, request.headerOrNull(name));
        }
        try {
            HttpResponse<byte[]> answer =
                    HttpClient.newHttpClient().send(passed.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new S3Answer(
                    answer.statusCode(), Map.of("Content-Type", "application/x-amz-json-1.0"), answer.body());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Receives, holds for longer than the messages would stay hidden, deletes one and gives the other back. */
    private void work(String url) {
        try (SqsObjectFeed feed = open(url, SECOND.multipliedBy(2))) {
            List<Notice> notices = receiveAll(feed);
            pause(Duration.ofMillis(1_500));
            feed.acknowledge(notices.subList(0, 1));
        }
    }

    @Test
    void theQueueTakesNoMoreThanThePageSays() throws IOException {
        Set<String> documented = documentedActions();
        assertEquals(3, documented.size(), documented.toString());
        try (Gateway gateway = new Gateway(SqsObjectFeedTest::pass)) {
            for (String missing : documented) {
                String real = server.newQueue();
                server.send(real, QueueMessages.ofS3("trail", "a"));
                server.send(real, QueueMessages.ofS3("trail", "b"));
                String url = gateway.address() + real.substring(real.indexOf('/', "http://".length()));
                gateway.withFaults(request -> action(request).equals(missing)
                        ? new Gateway.Fault(Gateway.Fault.Kind.ANSWER, S3Answer.denied(missing))
                        : Gateway.Fault.NONE);
                warnings.clear();
                if (missing.equals("sqs:ReceiveMessage")) {
                    EngineException denied = assertThrows(EngineException.class, () -> work(url));
                    assertEquals(ErrorCode.ACCESS_DENIED, denied.code(), denied.describe());
                    assertTrue(denied.hint().orElseThrow().contains(missing), denied.describe());
                } else {
                    work(url);
                    assertTrue(warnings.stream().anyMatch(warning -> warning.contains(missing)), warnings.toString());
                }
            }
            Set<String> asked = new TreeSet<>();
            gateway.log().forEach(request -> asked.add(action(request)));
            assertEquals(documented, asked);
        }
    }

    @Test
    void aQueueThatIsNotThereIsNamed() {
        String url = server.newQueue().replace("/queue-", "/no-queue-");
        try (SqsObjectFeed feed = open(url, LONG)) {
            EngineException failure = assertThrows(EngineException.class, () -> feed.receive(Duration.ZERO));
            assertEquals(ErrorCode.LOCATION_NOT_FOUND, failure.code());
            assertTrue(failure.getMessage().contains(url), failure.getMessage());
        }
    }
}
