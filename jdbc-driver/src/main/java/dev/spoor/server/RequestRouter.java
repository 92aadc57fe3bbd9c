/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spoor.jdbc.ProgressJson;
import dev.spoor.jdbc.ServerProtocol;
import dev.spoor.jdbc.embedded.EngineSession;
import dev.spoor.server.auth.Identity;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.util.thread.Scheduler;

/** Sends each request to whom it is for. Blocks while a statement runs, one thread for each request. */
final class RequestRouter extends Handler.Abstract {
    private static final String JSON = "application/json";
    private static final String PROTOBUF = "application/x-google-protobuf";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final SessionRegistry sessions;
    private final ProtocolHandler protocol;
    private final MessageReader messages;
    private final RequestGuard guard;
    private final Answers answers;
    private final QueryHandler queries;
    private final ServerMetrics metrics;

    RequestRouter(SessionRegistry sessions, RequestGuard guard, Answers answers, ServerMetrics metrics, Clock clock) {
        this.sessions = sessions;
        this.metrics = metrics;
        this.answers = answers;
        this.guard = guard;
        this.messages = new MessageReader(clock);
        this.protocol = new ProtocolHandler(sessions, metrics);
        this.queries = new QueryHandler(sessions, messages, answers, metrics);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        metrics.asked();
        String path = Request.getPathInContext(request);
        if (path.equals("/health")) {
            answers.text(response, callback, HttpStatus.OK_200, "ok\n");
            return true;
        }
        Identity identity = guard.identityOrNull(request, response, callback);
        if (identity != null) {
            handle(path, identity, request, response, callback);
        }
        return true;
    }

    private void handle(String path, Identity identity, Request request, Response response, Callback callback)
            throws IOException {
        boolean isPost = request.getMethod().equals("POST");
        switch (path) {
            case "/" -> {
                if (isPost) {
                    protocol(identity, request, response, callback);
                } else {
                    answers.text(response, callback, HttpStatus.METHOD_NOT_ALLOWED_405, "POST messages here\n");
                }
            }
            case ServerProtocol.QUERY_PATH -> {
                if (isPost || request.getMethod().equals("GET")) {
                    queries.handle(identity, request, response, callback);
                } else {
                    answers.text(response, callback, HttpStatus.METHOD_NOT_ALLOWED_405, "GET or POST\n");
                }
            }
            case "/metrics" ->
                answers.send(
                        response,
                        callback,
                        HttpStatus.OK_200,
                        "text/plain; version=0.0.4",
                        metrics.text(sessions.size(), sessions.queries()));
            case ServerProtocol.PING_PATH -> session(identity, request, response, callback, (session, asked) -> "true");
            case ServerProtocol.HEARTBEAT_PATH -> heartbeat(identity, request, response, callback);
            case ServerProtocol.WARNINGS_PATH ->
                session(identity, request, response, callback, RequestRouter::warnings);
            case ServerProtocol.PROGRESS_PATH ->
                session(
                        identity,
                        request,
                        response,
                        callback,
                        (session, asked) -> ProgressJson.write(session.progress(statement(asked))));
            case ServerProtocol.CANCEL_PATH ->
                change(isPost, identity, request, response, callback, RequestRouter::cancel);
            case ServerProtocol.CONFIGURE_PATH ->
                change(isPost, identity, request, response, callback, RequestRouter::configure);
            default -> answers.text(response, callback, HttpStatus.NOT_FOUND_404, "there is nothing here\n");
        }
    }

    /** The connections are closed by now. */
    @Override
    protected void doStop() throws Exception {
        super.doStop();
        queries.awaitEnd();
    }

    private void protocol(Identity identity, Request request, Response response, Callback callback) throws IOException {
        byte[] message;
        try (InputStream in = Request.asInputStream(request)) {
            message = messages.read(in);
        } catch (MessageReader.Refused e) {
            metrics.failed();
            int status = e.isTooLarge() ? HttpStatus.PAYLOAD_TOO_LARGE_413 : HttpStatus.REQUEST_TIMEOUT_408;
            response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE);
            answers.text(response, callback, status, e.getMessage() + "\n");
            return;
        }
        byte[] answer;
        try (Departure departure = new Departure(
                        sessions,
                        identity,
                        request.getConnectionMetaData().getConnector().getScheduler());
                ConnectionWatch watch = ConnectionWatch.on(request, departure::happened)) {
            answer = protocol.answer(message, identity, Request.getRemoteAddr(request), departure);
            if (watch.end()) {
                response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE);
            }
        }
        answers.send(response, callback, HttpStatus.OK_200, ProtocolHandler.isJson(message) ? JSON : PROTOBUF, answer);
    }

    /**
     * Ends the query that a client waited for who has left. Again and again until the request has ended, as the query may not have begun
     * when the client leaves. Thread-safe.
     */
    private static final class Departure implements ProtocolHandler.Subject, AutoCloseable {
        private static final long AGAIN_MILLIS = 50;

        private final SessionRegistry sessions;
        private final Identity identity;
        private final Scheduler scheduler;
        private String session;
        private int statement;
        private boolean isOver;

        Departure(SessionRegistry sessions, Identity identity, Scheduler scheduler) {
            this.sessions = sessions;
            this.identity = identity;
            this.scheduler = scheduler;
        }

        @Override
        public synchronized void is(String connection, int number) {
            session = connection;
            statement = number;
        }

        void happened() {
            String asked;
            int number;
            synchronized (this) {
                if (isOver) {
                    return;
                }
                asked = session;
                number = statement;
            }
            if (asked != null) {
                sessions.cancel(identity, asked, number);
            }
            scheduler.schedule(this::happened, AGAIN_MILLIS, TimeUnit.MILLISECONDS);
        }

        @Override
        public synchronized void close() {
            isOver = true;
        }
    }

    /** Only POST changes something, so that no page of the web can make a browser do it unasked. */
    private void change(
            boolean isPost,
            Identity identity,
            Request request,
            Response response,
            Callback callback,
            BiFunction<EngineSession, Fields, String> work) {
        if (isPost) {
            session(identity, request, response, callback, work);
        } else {
            answers.text(response, callback, HttpStatus.METHOD_NOT_ALLOWED_405, "POST\n");
        }
    }

    private void session(
            Identity identity,
            Request request,
            Response response,
            Callback callback,
            BiFunction<EngineSession, Fields, String> work) {
        Fields asked = Request.extractQueryParameters(request);
        try (SessionRegistry.Request scope = sessions.request(identity, Request.getRemoteAddr(request))) {
            Optional<EngineSession> session = scope.find(asked.getValue("connection"));
            if (session.isEmpty()) {
                answers.text(response, callback, HttpStatus.NOT_FOUND_404, "there is no such session\n");
                return;
            }
            answers.send(response, callback, HttpStatus.OK_200, JSON, work.apply(session.get(), asked));
        } catch (NumberFormatException e) {
            metrics.failed();
            answers.text(response, callback, HttpStatus.BAD_REQUEST_400, "a number is needed\n");
        }
    }

    private void heartbeat(Identity identity, Request request, Response response, Callback callback) {
        String id = Request.extractQueryParameters(request).getValue("connection");
        boolean isThere = id != null && sessions.heard(identity, id);
        answers.text(
                response,
                callback,
                isThere ? HttpStatus.OK_200 : HttpStatus.NOT_FOUND_404,
                isThere ? "ok\n" : "there is no such session\n");
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
}
