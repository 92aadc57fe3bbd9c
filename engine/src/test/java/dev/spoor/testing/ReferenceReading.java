/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.testing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * What a plain reader, JDK gunzip and Jackson, finds in an object that should be {@code {"Records":[...]}}.
 *
 * @param eventIds of each whole record before the fault; null for a record without one
 * @param clean whether there was no fault at all
 */
public record ReferenceReading(List<String> eventIds, boolean clean) {
    private static final ObjectMapper MAPPER = new ObjectMapper(new JsonFactory());

    public static ReferenceReading of(byte[] object) {
        ByteArrayOutputStream inflated = new ByteArrayOutputStream();
        boolean whole = true;
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(object), 512)) {
            byte[] one = new byte[1];
            while (in.read(one) == 1) {
                inflated.write(one, 0, 1);
            }
        } catch (IOException e) {
            whole = false;
        }
        List<String> ids = new ArrayList<>();
        boolean parsed = parse(inflated.toString(StandardCharsets.UTF_8), ids);
        return new ReferenceReading(ids, whole && parsed);
    }

    private static boolean parse(String text, List<String> ids) {
        try (JsonParser parser = MAPPER.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            boolean found = false;
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean records = parser.currentName().equals("Records");
                found |= records;
                if (parser.nextToken() == JsonToken.START_ARRAY && records) {
                    records(parser, ids);
                } else {
                    parser.skipChildren();
                }
            }
            return found && parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }

    private static void records(JsonParser parser, List<String> ids) throws IOException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw new IOException("an entry of Records is not an object");
            }
            JsonNode record = MAPPER.readTree(parser);
            JsonNode id = record.get("eventID");
            ids.add(id == null || !id.isTextual() ? null : id.textValue());
        }
    }
}
