/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.server;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.jdbc.embedded.EngineSession;
import dev.spoor.jdbc.embedded.WholeQuery;
import dev.spoor.output.ArrowWriter;
import dev.spoor.output.OutputFormat;
import dev.spoor.output.OutputOptions;
import dev.spoor.output.ResultWriter;
import dev.spoor.output.ResultWriters;
import dev.spoor.server.auth.Identity;
import dev.spoor.vector.Batch;
import java.io.IOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Answers {@code /v1/query}: the whole result of one statement, written while the engine makes it, in memory that does not grow with
 * it. A client that closes its connection ends the query.
 *
 * <p>What goes wrong before the first rows are there is an HTTP status and a JSON object. What goes wrong later breaks the response off:
 * a client that reads to the end has all rows. Trailers behind the last row, for clients that say {@code TE: trailers}, tell how many
 * there were and what the user should be told.
 */
final class QueryHandler {
    /** Trailer: rows of the result. */
    static final String ROWS_TRAILER = "Spoor-Rows";

    /** Trailer, and key of the last batch's metadata in Arrow streams: what the user should be told, an array of texts as JSON. */
    static final String WARNINGS_TRAILER = "Spoor-Warnings";

    /** How long a query that was told to end may take. */
    private static final long END_SECONDS = 30;

    /** Header fields are ASCII. */
    private static final ObjectMapper ASCII =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final SessionRegistry sessions;
    private final MessageReader messages;
    private final Answers answers;
    private final ServerMetrics metrics;

    /** The queries that run, and this. */
    private final Phaser running = new Phaser(1);

    QueryHandler(SessionRegistry sessions, MessageReader messages, Answers answers, ServerMetrics metrics) {
        this.sessions = sessions;
        this.messages = messages;
        this.answers = answers;
        this.metrics = metrics;
    }

    /** Blocks until the response is written. */
    void handle(Identity identity, Request request, Response response, Callback callback) throws IOException {
        HttpFields.Mutable headers = response.getHeaders();
        headers.put(HttpHeader.CACHE_CONTROL, "no-store");
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put(HttpHeader.CONNECTION, "close");
        try {
            requireTrailers(request);
            stream(identity, request, response, QueryRequest.read(request, messages));
        } catch (EngineException e) {
            metrics.failed();
            if (response.isCommitted()) {
                callback.failed(e);
            } else {
                refuse(response, callback, e);
            }
            return;
        } catch (MessageReader.Refused e) {
            metrics.failed();
            int status = e.isTooLarge() ? HttpStatus.PAYLOAD_TOO_LARGE_413 : HttpStatus.REQUEST_TIMEOUT_408;
            answers.text(response, callback, status, e.getMessage() + "\n");
            return;
        } catch (IOException | RuntimeException e) {
            metrics.failed();
            callback.failed(e);
            return;
        }
        callback.succeeded();
    }

    /** Older clients cannot tell a result that is whole from one that broke off. */
    private static void requireTrailers(Request request) {
        if (request.getConnectionMetaData().getHttpVersion().getVersion() < HttpVersion.HTTP_1_1.getVersion()) {
            throw new EngineException(ErrorCode.NOT_SUPPORTED, "results are sent by HTTP/1.1 or later only");
        }
    }

    private void stream(Identity identity, Request request, Response response, QueryRequest asked) throws IOException {
        String id = "query-" + UUID.randomUUID();
        ResponseChannel channel = new ResponseChannel(response);
        boolean takesTrailers = request.getHeaders().contains(HttpHeader.TE, "trailers");
        running.register();
        try (SessionRegistry.Request scope = sessions.request(identity, Request.getRemoteAddr(request))) {
            scope.open(id, asked.info());
            try {
                EngineSession session = scope.find(id)
                        .orElseThrow(
                                () -> new EngineException(ErrorCode.SERVER_STOPPING, "the server is being stopped"));
                try (WholeQuery query = session.wholeQuery(asked.sql(), asked.parameters());
                        ConnectionWatch watch = ConnectionWatch.on(request, query::cancel)) {
                    query.start();
                    send(response, channel, asked, query, takesTrailers);
                }
            } finally {
                scope.close(id);
            }
        } finally {
            running.arriveAndDeregister();
        }
        // the query has ended and freed everything: now the client may know
        channel.finish();
        metrics.sent(channel.sentBytes());
    }

    /** Waits until no query holds anything; to be called when their sessions and connections are closed. */
    void awaitEnd() throws InterruptedException, TimeoutException {
        running.awaitAdvanceInterruptibly(running.arrive(), END_SECONDS, TimeUnit.SECONDS);
    }

    private static void send(
            Response response, ResponseChannel channel, QueryRequest asked, WholeQuery rows, boolean takesTrailers)
            throws IOException {
        // what is not on its way yet can become a status that says what is wrong
        boolean mayFail = asked.whenIncomplete() == QueryRequest.WhenIncomplete.FAIL;
        Batch batch = rows.next();
        try {
            response.setStatus(HttpStatus.OK_200);
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, asked.format().mediaType());
            // otherwise, as the connection closes, its end would be taken for that of the result
            response.getHeaders().put(HttpHeader.TRANSFER_ENCODING, "chunked");
            HttpFields.Mutable trailers = HttpFields.build();
            if (takesTrailers) {
                response.getHeaders().put(HttpHeader.TRAILER, ROWS_TRAILER + ", " + WARNINGS_TRAILER);
                response.setTrailersSupplier(() -> trailers);
            }
            Writer text = channel.text();
            String told;
            try (ResultWriter writer = writer(asked.format(), channel, text, rows)) {
                writer.begin(rows.columnNames(), rows.schema());
                while (batch != null) {
                    writer.write(batch);
                    batch.close();
                    batch = null;
                    text.flush();
                    if (!mayFail) {
                        channel.flush();
                    }
                    batch = rows.next();
                }
                if (mayFail && rows.isIncomplete()) {
                    throw new EngineException(ErrorCode.CORRUPT_DATA, String.join("; ", rows.warnings()));
                }
                List<String> warnings = rows.warnings();
                told = ASCII.writeValueAsString(warnings);
                if (writer instanceof ArrowWriter arrow) {
                    arrow.end(warnings.isEmpty() ? Map.of() : Map.of(WARNINGS_TRAILER, told));
                } else {
                    writer.end();
                    text.flush();
                }
            }
            trailers.put(new HttpField(ROWS_TRAILER, Long.toString(rows.rows())));
            trailers.put(new HttpField(WARNINGS_TRAILER, told));
        } finally {
            if (batch != null) {
                batch.close();
            }
        }
    }

    private static ResultWriter writer(QueryFormat format, ResponseChannel channel, Writer text, WholeQuery rows) {
        OutputFormat output = format.output();
        OutputOptions options = OutputOptions.standard();
        if (output == OutputFormat.ARROW) {
            // by the channel itself: buffers are sent from where they lie
            return ArrowWriter.stream(channel, rows.memory());
        }
        return output.isBinary()
                ? ResultWriters.open(output, Channels.newOutputStream(channel), rows.memory(), options)
                : ResultWriters.open(output, text, options);
    }

    private void refuse(Response response, Callback callback, EngineException failure) throws IOException {
        ObjectNode body = ASCII.createObjectNode();
        body.put("code", failure.code().name());
        body.put("number", failure.code().number());
        body.put("sqlState", failure.code().sqlState());
        body.put("message", failure.describe());
        failure.hint().ifPresent(hint -> body.put("hint", hint));
        failure.position().ifPresent(place -> body.put("line", place.line()).put("column", place.column()));
        response.reset();
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        answers.send(response, callback, status(failure.code()), "application/json", ASCII.writeValueAsString(body));
    }

    private static int status(ErrorCode code) {
        if (code == ErrorCode.QUERY_TIMEOUT) {
            return HttpStatus.GATEWAY_TIMEOUT_504;
        } else if (code == ErrorCode.TOO_MANY_AT_ONCE) {
            return HttpStatus.TOO_MANY_REQUESTS_429;
        } else if (code == ErrorCode.SERVER_STOPPING) {
            return HttpStatus.SERVICE_UNAVAILABLE_503;
        } else if (code == ErrorCode.DISK_FULL) {
            return HttpStatus.INSUFFICIENT_STORAGE_507;
        }
        return switch (code.type()) {
            case USER -> HttpStatus.BAD_REQUEST_400;
            // a limit of memory, rows or nesting: the same statement meets it again
            case RESOURCE -> HttpStatus.UNPROCESSABLE_ENTITY_422;
            case EXTERNAL -> HttpStatus.BAD_GATEWAY_502;
            case INTERNAL -> HttpStatus.INTERNAL_SERVER_ERROR_500;
        };
    }
}
