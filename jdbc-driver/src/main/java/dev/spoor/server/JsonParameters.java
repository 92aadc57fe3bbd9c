/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * The values of a statement's {@code ?} as a JSON array: texts, truth values, null, whole numbers (BIGINT), numbers with a fraction
 * (DECIMAL, with all their digits), and for other types objects of one key: {@code {"timestamp": "2026-01-22T16:53:53Z"}} (without the
 * zone a TIMESTAMP, with it a TIMESTAMP WITH TIME ZONE), {@code date}, {@code time}, {@code double}, {@code varbinary} in hexadecimal
 * digits.
 */
final class JsonParameters {
    static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private JsonParameters() {}

    /** Throws EngineException: INVALID_ARGUMENT. */
    static JsonNode parse(String text, String what) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw invalid(what + " is no JSON: " + e.getOriginalMessage());
        }
    }

    /** The values, null for NULL; throws EngineException: INVALID_ARGUMENT. */
    static List<Object> read(String text) {
        JsonNode list = parse(text, "the field 'parameters'");
        if (!list.isArray()) {
            throw invalid("the field 'parameters' is no JSON array");
        }
        List<Object> values = new ArrayList<>();
        for (JsonNode node : list) {
            values.add(value(node));
        }
        return values;
    }

    private static Object value(JsonNode node) {
        if (node.isNull()) {
            return null;
        } else if (node.isTextual()) {
            return node.textValue();
        } else if (node.isBoolean()) {
            return node.booleanValue();
        } else if (node.isIntegralNumber()) {
            return node.canConvertToLong() ? (Object) node.longValue() : node.decimalValue();
        } else if (node.isNumber()) {
            return node.decimalValue();
        } else if (node.isObject() && node.size() == 1) {
            Map.Entry<String, JsonNode> only = node.properties().iterator().next();
            return typed(only.getKey(), only.getValue().asText());
        }
        throw invalid(
                "the parameter " + node + " is no value; write {\"timestamp\": \"2026-01-22T16:53:53Z\"} and the like");
    }

    private static Object typed(String type, String text) {
        try {
            return switch (type) {
                case "timestamp" -> timestamp(text);
                case "date" -> LocalDate.parse(text);
                case "time" -> LocalTime.parse(text);
                case "double" -> Double.valueOf(text);
                case "varbinary" -> HexFormat.of().parseHex(text);
                default ->
                    throw invalid("there is no type '" + type
                            + "' for a parameter; there are timestamp, date, time, double and varbinary");
            };
        } catch (DateTimeException | IllegalArgumentException e) {
            throw invalid("'" + text + "' is no " + type);
        }
    }

    private static Object timestamp(String text) {
        String written = text.replace(' ', 'T');
        boolean hasZone = written.endsWith("Z")
                || written.lastIndexOf('+') > 0
                || written.lastIndexOf('-') > written.indexOf('T');
        Instant instant = hasZone ? OffsetDateTime.parse(written).toInstant() : null;
        return hasZone ? instant : LocalDateTime.parse(written);
    }

    private static EngineException invalid(String message) {
        return new EngineException(ErrorCode.INVALID_ARGUMENT, message);
    }
}
