/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.spoor.error.ErrorCode;
import dev.spoor.jdbc.embedded.EngineMeta;
import dev.spoor.server.auth.Identity;
import java.io.IOException;
import java.util.List;
import org.apache.calcite.avatica.AvaticaSeverity;
import org.apache.calcite.avatica.NoSuchConnectionException;
import org.apache.calcite.avatica.proto.Common.WireMessage;
import org.apache.calcite.avatica.proto.Requests;
import org.apache.calcite.avatica.remote.AvaticaRuntimeException;
import org.apache.calcite.avatica.remote.JsonService;
import org.apache.calcite.avatica.remote.LocalService;
import org.apache.calcite.avatica.remote.ProtobufTranslation;
import org.apache.calcite.avatica.remote.ProtobufTranslationImpl;
import org.apache.calcite.avatica.remote.Service;

/**
 * Answers messages of Avatica's protocol. In place of Avatica's handlers, whose errors show stack traces to everybody, and which load
 * whatever class a client names in the signature of a statement: the signature that clients send is left out, as nobody needs it.
 * Thread-safe.
 */
final class ProtocolHandler {
    private static final ObjectMapper JSON = JsonService.MAPPER;

    /** Trees that keep the zeros at the end of decimals. */
    private static final ObjectReader EXACT = JSON.reader().without(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES);

    private static final String EXECUTE = Requests.ExecuteRequest.class.getName();

    /** The SQLSTATE of a connection that is not there. */
    private static final String NO_CONNECTION = "08003";

    private final SessionRegistry sessions;
    private final ServerMetrics metrics;
    private final ProtobufTranslation protobuf = new ProtobufTranslationImpl();

    ProtocolHandler(SessionRegistry sessions, ServerMetrics metrics) {
        this.sessions = sessions;
        this.metrics = metrics;
    }

    /** Whether a message is JSON; a protobuf message never begins so. */
    static boolean isJson(byte[] message) {
        return message.length > 0 && message[0] == '{';
    }

    /** Gets to know which statement a message is about. */
    interface Subject {
        void is(String session, int statement);
    }

    /**
     * The answer to a message, in its language; an answer may say what went wrong.
     *
     * @param subject told, before the message is worked on, if it is about a query
     */
    byte[] answer(byte[] message, Identity identity, String address, Subject subject) throws IOException {
        boolean isJson = isJson(message);
        Service.Response response = response(message, isJson, identity, address, subject);
        return isJson ? JSON.writeValueAsBytes(response) : protobuf.serializeResponse(response);
    }

    private static void tell(Service.Request asked, Subject subject) {
        if (asked instanceof Service.PrepareAndExecuteRequest run) {
            subject.is(run.connectionId, run.statementId);
        } else if (asked instanceof Service.FetchRequest fetch) {
            subject.is(fetch.connectionId, fetch.statementId);
        } else if (asked instanceof Service.ExecuteRequest run && run.statementHandle != null) {
            subject.is(run.statementHandle.connectionId, run.statementHandle.id);
        }
    }

    private Service.Response response(
            byte[] message, boolean isJson, Identity identity, String address, Subject subject) {
        try (SessionRegistry.Request request = sessions.request(identity, address)) {
            Service.Request asked = isJson ? readJson(message) : readProtobuf(message);
            tell(asked, subject);
            return ServiceCalls.apply(asked, new LocalService(new EngineMeta(request)));
        } catch (AvaticaRuntimeException e) {
            metrics.failed();
            return error(e.getErrorMessage(), e.getErrorCode(), e.getSqlState());
        } catch (NoSuchConnectionException e) {
            metrics.failed();
            return error(e.getMessage(), Service.ErrorResponse.MISSING_CONNECTION_ERROR_CODE, NO_CONNECTION);
        } catch (IOException | IllegalArgumentException | NullPointerException | ClassCastException e) {
            metrics.failed();
            return error(
                    "the message is none of Avatica's protocol",
                    ErrorCode.INVALID_ARGUMENT.number(),
                    ErrorCode.INVALID_ARGUMENT.sqlState());
        } catch (RuntimeException e) {
            metrics.failed();
            return error(
                    "internal error, please report it: " + e.getClass().getSimpleName(),
                    ErrorCode.INTERNAL.number(),
                    ErrorCode.INTERNAL.sqlState());
        }
    }

    private static Service.ErrorResponse error(String message, int number, String state) {
        return new Service.ErrorResponse(List.of(), message, number, state, AvaticaSeverity.ERROR, null);
    }

    private static Service.Request readJson(byte[] message) throws IOException {
        JsonNode tree = EXACT.readTree(message);
        if (tree.get("statementHandle") instanceof ObjectNode handle) {
            handle.remove("signature");
        }
        return JSON.treeToValue(tree, Service.Request.class);
    }

    private Service.Request readProtobuf(byte[] message) throws IOException {
        WireMessage wire = WireMessage.parseFrom(message);
        return protobuf.parseRequest(wire.getName().equals(EXECUTE) ? withoutSignature(wire) : message);
    }

    private static byte[] withoutSignature(WireMessage wire) throws InvalidProtocolBufferException {
        Requests.ExecuteRequest.Builder request =
                Requests.ExecuteRequest.parseFrom(wire.getWrappedMessage()).toBuilder();
        request.getStatementHandleBuilder().clearSignature();
        return wire.toBuilder()
                .setWrappedMessage(request.build().toByteString())
                .build()
                .toByteArray();
    }
}
