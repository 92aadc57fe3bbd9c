/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.s3;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.spoor.store.StoreOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/**
 * What stands between Spoor and a server: it speaks HTTP on the loopback, waits, logs every request, answers itself where
 * a {@link Fault} says so, and breaks answers off. Behind it is {@link MemoryS3} or a real server.
 */
public final class Gateway implements AutoCloseable {
    /** What becomes of one request. */
    public record Fault(Kind kind, S3Answer answerOrNull) {
        public enum Kind {
            /** It is passed on. */
            NONE,
            /** It is not passed on; another answer is given. */
            ANSWER,
            /** It is passed on, and the connection is closed without an answer. */
            LOST,
            /** It is passed on, and the connection is closed in the middle of the answer's body. */
            CUT
        }

        static final Fault NONE = new Fault(Kind.NONE, null);
        static final Fault LOST = new Fault(Kind.LOST, null);
        static final Fault CUT = new Fault(Kind.CUT, null);

        static Fault answer(int status, String code) {
            return new Fault(Kind.ANSWER, S3Answer.error(status, code, "injected"));
        }
    }

    private static final int THREADS = 128;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final Function<S3Request, S3Answer> behind;
    private final List<S3Request> log = Collections.synchronizedList(new ArrayList<>());
    private volatile Duration latency = Duration.ZERO;
    private volatile Function<S3Request, Fault> faults = request -> Fault.NONE;

    public Gateway(Function<S3Request, S3Answer> behind) {
        // otherwise each answer waits for the other side's delayed acknowledgement
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.maxIdleConnections", "1000");
        this.behind = behind;
        try {
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1000);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    public Gateway withLatency(Duration each) {
        latency = each;
        return this;
    }

    public Gateway withFaults(Function<S3Request, Fault> decide) {
        faults = decide;
        return this;
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public StoreOptions options(Path cache) {
        return S3Server.options(address(), cache);
    }

    /** What a user sets to come here, unsigned. */
    public Map<String, String> settings() {
        return Map.of(
                "s3.endpoint",
                address().toString(),
                "s3.path-style",
                "on",
                "s3.anonymous",
                "on",
                "s3.region",
                "us-east-1");
    }

    /** The requests so far, in order. */
    public List<S3Request> log() {
        synchronized (log) {
            return List.copyOf(log);
        }
    }

    public long count(String action) {
        return log().stream().filter(request -> request.action().equals(action)).count();
    }

    public void forget() {
        log.clear();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            S3Request request = read(exchange);
            log.add(request);
            if (!latency.isZero()) {
                LockSupport.parkNanos(latency.toNanos());
            }
            Fault fault = faults.apply(request);
            S3Answer answer = fault.kind() == Fault.Kind.ANSWER ? fault.answerOrNull() : behind.apply(request);
            if (fault.kind() == Fault.Kind.LOST) {
                return;
            }
            answer.headers()
                    .forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            byte[] body = answer.body();
            if (request.method().equals("HEAD")) {
                exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
                exchange.sendResponseHeaders(answer.status(), -1);
                return;
            }
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            int sent = fault.kind() == Fault.Kind.CUT ? body.length / 2 : body.length;
            exchange.getResponseBody().write(body, 0, sent);
        }
    }

    private static S3Request read(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        Map<String, String> query = new HashMap<>();
        String raw = exchange.getRequestURI().getRawQuery();
        for (String pair : raw == null ? new String[0] : raw.split("&")) {
            int equals = pair.indexOf('=');
            query.put(
                    equals < 0 ? pair : pair.substring(0, equals),
                    equals < 0 ? "" : URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        String path = exchange.getRequestURI().getRawPath();
        int slash = path.indexOf('/', 1);
        String key = slash < 0
                ? ""
                : URLDecoder.decode(path.substring(slash + 1).replace("+", "%2B"), StandardCharsets.UTF_8);
        byte[] body = exchange.getRequestBody().readAllBytes();
        return new S3Request(exchange.getRequestMethod(), key, query, headers, plain(headers, body));
    }

    /** The SDK may send a body in chunks with checksums behind them: "aws-chunked". */
    private static byte[] plain(Map<String, String> headers, byte[] body) {
        if (!headers.getOrDefault("content-encoding", "").contains("aws-chunked")) {
            return body;
        }
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        int at = 0;
        while (at < body.length) {
            int line = at;
            while (body[line] != '\r') {
                line++;
            }
            String size = new String(body, at, line - at, StandardCharsets.US_ASCII).split(";")[0];
            int length = Integer.parseInt(size, 16);
            if (length == 0) {
                break;
            }
            plain.write(body, line + 2, length);
            at = line + 2 + length + 2;
        }
        return plain.toByteArray();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
