/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.server;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Sends whole answers, and counts them. Thread-safe. */
final class Answers {
    static final String TEXT = "text/plain; charset=utf-8";

    private final ServerMetrics metrics;

    Answers(ServerMetrics metrics) {
        this.metrics = metrics;
    }

    void text(Response response, Callback callback, int status, String text) {
        send(response, callback, status, TEXT, text);
    }

    void send(Response response, Callback callback, int status, String type, String text) {
        send(response, callback, status, type, text.getBytes(StandardCharsets.UTF_8));
    }

    void send(Response response, Callback callback, int status, String type, byte[] body) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        metrics.sent(body.length);
        response.write(true, ByteBuffer.wrap(body), callback);
    }
}
