/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spoor.jdbc.ServerProtocol;
import dev.spoor.jdbc.embedded.EngineSession;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.BiFunction;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;

/** Sends each request to whom it is for. Blocks while a statement runs, one thread for each request. */
final class RequestRouter extends Handler.Abstract {
    /** Bytes of the largest message that is read. */
    static final int MESSAGE_BYTES_MAX = 16 << 20;

    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String JSON = "application/json";
    private static final String PROTOBUF = "application/x-google-protobuf";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final SessionRegistry sessions;
    private final ProtocolHandler protocol;
    private final ServerMetrics metrics;

    RequestRouter(SessionRegistry sessions, ServerMetrics metrics) {
        this.sessions = sessions;
        this.metrics = metrics;
        this.protocol = new ProtocolHandler(sessions, metrics);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        metrics.asked();
        String path = Request.getPathInContext(request);
        boolean isPost = request.getMethod().equals("POST");
        switch (path) {
            case "/" -> {
                if (isPost) {
                    protocol(request, response, callback);
                } else {
                    send(response, callback, HttpStatus.METHOD_NOT_ALLOWED_405, TEXT, "POST messages here\n");
                }
            }
            case "/health" -> send(response, callback, HttpStatus.OK_200, TEXT, "ok\n");
            case "/metrics" ->
                send(response, callback, HttpStatus.OK_200, "text/plain; version=0.0.4", metrics.text(sessions.size()));
            case ServerProtocol.PING_PATH -> session(request, response, callback, (session, asked) -> "true");
            case ServerProtocol.WARNINGS_PATH -> session(request, response, callback, RequestRouter::warnings);
            case ServerProtocol.CANCEL_PATH -> change(isPost, request, response, callback, RequestRouter::cancel);
            case ServerProtocol.CONFIGURE_PATH -> change(isPost, request, response, callback, RequestRouter::configure);
            default -> send(response, callback, HttpStatus.NOT_FOUND_404, TEXT, "there is nothing here\n");
        }
        return true;
    }

    private void protocol(Request request, Response response, Callback callback) throws IOException {
        byte[] message;
        try (InputStream in = Request.asInputStream(request)) {
            message = in.readNBytes(MESSAGE_BYTES_MAX + 1);
        }
        if (message.length > MESSAGE_BYTES_MAX) {
            metrics.failed();
            send(response, callback, HttpStatus.PAYLOAD_TOO_LARGE_413, TEXT, "the message is too large\n");
            return;
        }
        byte[] answer = protocol.answer(message);
        send(response, callback, HttpStatus.OK_200, ProtocolHandler.isJson(message) ? JSON : PROTOBUF, answer);
    }

    /** Only POST changes something, so that no page of the web can make a browser do it unasked. */
    private void change(
            boolean isPost,
            Request request,
            Response response,
            Callback callback,
            BiFunction<EngineSession, Fields, String> work) {
        if (isPost) {
            session(request, response, callback, work);
        } else {
            send(response, callback, HttpStatus.METHOD_NOT_ALLOWED_405, TEXT, "POST\n");
        }
    }

    private void session(
            Request request, Response response, Callback callback, BiFunction<EngineSession, Fields, String> work) {
        Fields asked = Request.extractQueryParameters(request);
        try (SessionRegistry.Request scope = sessions.request()) {
            Optional<EngineSession> session = scope.find(asked.getValue("connection"));
            if (session.isEmpty()) {
                send(response, callback, HttpStatus.NOT_FOUND_404, TEXT, "there is no such session\n");
                return;
            }
            send(response, callback, HttpStatus.OK_200, JSON, work.apply(session.get(), asked));
        } catch (NumberFormatException e) {
            metrics.failed();
            send(response, callback, HttpStatus.BAD_REQUEST_400, TEXT, "a number is needed\n");
        }
    }

    private static String warnings(EngineSession session, Fields asked) {
        try {
            return MAPPER.writeValueAsString(session.warnings(statement(asked)));
        } catch (IOException e) {
            throw new IllegalStateException("texts are not JSON", e);
        }
    }

    private static String cancel(EngineSession session, Fields asked) {
        session.cancel(statement(asked));
        return "true";
    }

    private static String configure(EngineSession session, Fields asked) {
        long timeout = Long.parseLong(asked.getValue("timeout"));
        int rows = Integer.parseInt(asked.getValue("rows"));
        session.configure(statement(asked), Math.max(0, timeout), Math.max(1, rows));
        return "true";
    }

    private static int statement(Fields asked) {
        return Integer.parseInt(asked.getValue("statement"));
    }

    private void send(Response response, Callback callback, int status, String type, String text) {
        send(response, callback, status, type, text.getBytes(StandardCharsets.UTF_8));
    }

    private void send(Response response, Callback callback, int status, String type, byte[] body) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        metrics.sent(body.length);
        response.write(true, ByteBuffer.wrap(body), callback);
    }
}
