/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.server.auth.Identity;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.NanoTime;

/**
 * A line of JSON for each request, in a file that is appended to: who asked for what path, from where, and what it came to. Neither
 * queries of addresses nor headers are in it, because SQL and credentials are in those. Thread-safe.
 */
final class AccessLog implements RequestLog, AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TEXT_CHARACTERS_MAX = 200;

    private final FileChannel file;
    private final Clock clock;
    private final Consumer<String> warnings;
    private boolean hasFailed;

    private AccessLog(FileChannel file, Clock clock, Consumer<String> warnings) {
        this.file = file;
        this.clock = clock;
        this.warnings = warnings;
    }

    /** Opens a file; EngineException STORE_FAILURE if it cannot be written. */
    static AccessLog open(Path path, Clock clock, Consumer<String> warnings) {
        try {
            return new AccessLog(
                    FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND), clock, warnings);
        } catch (IOException e) {
            throw new EngineException(
                    ErrorCode.STORE_FAILURE, "the access log " + path + " cannot be written: " + e.getMessage(), e);
        }
    }

    @Override
    public void log(Request request, Response response) {
        ObjectNode line = JSON.createObjectNode();
        line.put("time", clock.instant().toString());
        line.put("address", Request.getRemoteAddr(request));
        if (request.getAttribute(RequestGuard.IDENTITY) instanceof Identity identity) {
            line.put("user", identity.user());
        } else if (request.getAttribute(RequestGuard.CLAIMED) instanceof String claimed) {
            line.put("claimed", shortened(claimed));
        }
        line.put("method", shortened(request.getMethod()));
        line.put("path", shortened(request.getHttpURI().getPath()));
        line.put("status", response.getStatus());
        line.put("received", Request.getContentBytesRead(request));
        line.put("sent", Response.getContentBytesWritten(response));
        line.put("millis", NanoTime.millisSince(request.getBeginNanoTime()));
        line.put("agent", shortened(request.getHeaders().get(HttpHeader.USER_AGENT)));
        write(line);
    }

    private static String shortened(String textOrNull) {
        return textOrNull == null || textOrNull.length() <= TEXT_CHARACTERS_MAX
                ? textOrNull
                : textOrNull.substring(0, TEXT_CHARACTERS_MAX);
    }

    private synchronized void write(ObjectNode line) {
        try {
            byte[] json = JSON.writeValueAsBytes(line);
            ByteBuffer bytes = ByteBuffer.allocate(json.length + 1)
                    .put(json)
                    .put((byte) '\n')
                    .flip();
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        } catch (IOException e) {
            if (!hasFailed) {
                hasFailed = true;
                warnings.accept("the access log cannot be written: " + e.getMessage());
            }
        }
    }

    @Override
    public synchronized void close() {
        try {
            file.close();
        } catch (IOException e) {
            warnings.accept("the access log cannot be closed: " + e.getMessage());
        }
    }
}
