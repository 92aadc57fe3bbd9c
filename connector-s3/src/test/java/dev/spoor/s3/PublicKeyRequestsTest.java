/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.s3;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.integrity.PublicKeys;
import dev.spoor.store.StoreOptions;
import dev.spoor.testing.DigestKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Asking CloudTrail for public keys: pages, troubles that pass, refusals. */
class PublicKeyRequestsTest {
    @TempDir
    Path folder;

    private record Reply(int status, String body) {}

    private final Deque<Reply> replies = new ArrayDeque<>();
    private final List<String> questions = new ArrayList<>();
    private final List<String> authorizations = new ArrayList<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        questions.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        authorizations.add(exchange.getRequestHeaders().getFirst("Authorization"));
        assertTrue(exchange.getRequestHeaders().getFirst("X-Amz-Target").endsWith(".ListPublicKeys"));
        Reply reply = replies.remove();
        byte[] body = reply.body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(reply.status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private String ask() {
        URI endpoint = URI.create("http://localhost:" + server.getAddress().getPort() + "/");
        StoreOptions options = S3Server.options(endpoint, folder);
        return new PublicKeyRequests("eu-west-1", endpoint, S3Options.of(options))
                .all(1_700_000_000_000_000L, 1_700_003_600_000_000L);
    }

    @Test
    void pagesBecomeOneAnswerThatVerificationReads() {
        String first = DigestKey.answer(DigestKey.ALL.subList(0, 2));
        replies.add(new Reply(500, "{}"));
        replies.add(new Reply(200, first.substring(0, first.length() - 1) + ", \"NextToken\": \"more\"}"));
        replies.add(new Reply(200, DigestKey.answer(DigestKey.ALL.subList(2, 3))));
        byte[] answer = ask().getBytes(StandardCharsets.UTF_8);
        PublicKeys keys = new PublicKeys().addAnswer(answer, "the answer");
        for (DigestKey key : DigestKey.ALL) {
            assertEquals(DigestKey.ALL.indexOf(key) < 3, keys.knows(key.fingerprint()));
        }
        assertEquals(
                List.of(
                        "{\"StartTime\":1700000000,\"EndTime\":1700003600}",
                        "{\"StartTime\":1700000000,\"EndTime\":1700003600}",
                        "{\"StartTime\":1700000000,\"EndTime\":1700003600,\"NextToken\":\"more\"}"),
                questions);
        assertTrue(authorizations.get(0).contains("/eu-west-1/cloudtrail/aws4_request"), authorizations::toString);
        assertFalse(new PublicKeys().knows(DigestKey.ALL.get(0).fingerprint()));
    }

    @Test
    void aRefusalNamesThePermission() {
        replies.add(new Reply(400, "{\"__type\":\"AccessDeniedException\",\"Message\":\"User is not authorized\"}"));
        EngineException refused = assertThrows(EngineException.class, this::ask);
        assertEquals(ErrorCode.ACCESS_DENIED, refused.code());
        assertTrue(refused.hint().orElseThrow().contains("cloudtrail:ListPublicKeys"));
    }
}
