/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.jdbc.DriverProperty;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.util.UrlEncoded;

/**
 * A query whose whole result is asked for: fields of the address, and of the body of a POST, which is a form, a JSON object or the text
 * of the statement.
 *
 * @param sql the statement
 * @param format of the result
 * @param whenIncomplete what to do when rows may be missing
 * @param parameters the values of its {@code ?} in order, see {@link JsonParameters}
 * @param info what a session is opened with: settings behind {@code set.}
 */
record QueryRequest(
        String sql,
        QueryFormat format,
        WhenIncomplete whenIncomplete,
        List<Object> parameters,
        Map<String, String> info) {
    private static final String SQL = "sql";
    private static final String FORMAT = "format";
    private static final String PARAMETERS = "parameters";
    private static final String INCOMPLETE = "incomplete";
    private static final Set<String> FIELDS = Set.of(SQL, FORMAT, PARAMETERS, INCOMPLETE);
    private static final String KNOWN = SQL + ", " + FORMAT + ", " + PARAMETERS + ", " + INCOMPLETE + " and "
            + DriverProperty.SETTING_PREFIX + "NAME";

    /** What to do when files could not be read, so that rows may be missing. */
    enum WhenIncomplete {
        /** Say so behind the last row, to clients who can hear it. */
        TELL,
        /** Make the response no whole one, which every client notices. */
        FAIL
    }

    /** Reads the request to its end; throws EngineException: INVALID_ARGUMENT, and what the reader of messages throws. */
    static QueryRequest read(Request request, MessageReader messages) throws IOException {
        Map<String, String> fields = new LinkedHashMap<>();
        addAll(fields, queryFields(request));
        byte[] body = body(request, messages);
        String type = mediaType(request);
        String text = new String(body, StandardCharsets.UTF_8);
        if (type.equals("application/x-www-form-urlencoded")) {
            addAll(fields, formFields(text));
        } else if (type.equals("application/json")) {
            addJson(fields, text);
        } else if (body.length > 0) {
            add(fields, SQL, text);
        }
        return of(fields);
    }

    private static Fields queryFields(Request request) {
        try {
            return Request.extractQueryParameters(request);
        } catch (RuntimeException e) {
            throw invalid("the address is badly encoded");
        }
    }

    private static Fields formFields(String text) {
        try {
            Fields form = new Fields();
            UrlEncoded.decodeUtf8To(text, form);
            return form;
        } catch (RuntimeException e) {
            throw invalid("the form is badly encoded");
        }
    }

    private static byte[] body(Request request, MessageReader messages) throws IOException {
        try (InputStream in = Request.asInputStream(request)) {
            return messages.read(in);
        }
    }

    private static String mediaType(Request request) {
        String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
        return type == null ? "" : type.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
    }

    private static void addAll(Map<String, String> fields, Fields more) {
        for (Fields.Field field : more) {
            for (String value : field.getValues()) {
                add(fields, field.getName(), value);
            }
        }
    }

    private static void add(Map<String, String> fields, String name, String value) {
        if (!FIELDS.contains(name) && !name.startsWith(DriverProperty.SETTING_PREFIX)) {
            throw invalid("there is no field '" + name + "'; there are " + KNOWN);
        }
        if (fields.putIfAbsent(name, value == null ? "" : value) != null) {
            throw invalid("the field '" + name + "' is given twice");
        }
    }

    private static void addJson(Map<String, String> fields, String text) {
        JsonNode tree = JsonParameters.parse(text, "the body");
        if (!tree.isObject()) {
            throw invalid("the body is no JSON object");
        }
        tree.properties().forEach(entry -> {
            JsonNode value = entry.getValue();
            boolean isList = entry.getKey().equals(PARAMETERS);
            add(fields, entry.getKey(), isList ? written(value) : value.asText());
        });
    }

    private static String written(JsonNode value) {
        try {
            return JsonParameters.JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree is not JSON", e);
        }
    }

    private static QueryRequest of(Map<String, String> fields) {
        String sql = fields.remove(SQL);
        if (sql == null || sql.isBlank()) {
            throw invalid("the field 'sql' is missing: the statement to run");
        }
        String label = fields.remove(FORMAT);
        QueryFormat format = label == null
                ? QueryFormat.CSV
                : QueryFormat.find(label)
                        .orElseThrow(
                                () -> invalid("there is no format '" + label + "'; there are arrow, csv and jsonl"));
        String list = fields.remove(PARAMETERS);
        List<Object> parameters = list == null ? List.of() : new ArrayList<>(JsonParameters.read(list));
        WhenIncomplete whenIncomplete = whenIncomplete(fields.remove(INCOMPLETE));
        return new QueryRequest(sql, format, whenIncomplete, parameters, Map.copyOf(fields));
    }

    private static WhenIncomplete whenIncomplete(String wordOrNull) {
        String word = wordOrNull == null ? "tell" : wordOrNull.toLowerCase(Locale.ROOT);
        return switch (word) {
            case "tell" -> WhenIncomplete.TELL;
            case "fail" -> WhenIncomplete.FAIL;
            default -> throw invalid("'" + word + "' is no value of 'incomplete'; write tell or fail");
        };
    }

    private static EngineException invalid(String message) {
        return new EngineException(ErrorCode.INVALID_ARGUMENT, message);
    }
}
