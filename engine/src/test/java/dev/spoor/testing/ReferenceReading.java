/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.testing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/**
 * What a plain reader, JDK gunzip and Jackson, finds in an object that should be {@code {"Records":[...]}}, packed or not.
 *
 * @param eventIds of each whole record before the fault, in any letter case of the name, the first if there are
 *     several; null for a record without one
 * @param hasRecords whether a member Records was met
 * @param clean whether there was no fault at all
 */
public record ReferenceReading(List<String> eventIds, boolean hasRecords, boolean clean) {
    private static final JsonFactory JSON = new JsonFactory();

    public static ReferenceReading of(byte[] object) {
        boolean packed = object.length > 1 && object[0] == 0x1f && object[1] == (byte) 0x8b;
        ByteArrayOutputStream inflated = new ByteArrayOutputStream();
        boolean whole = packed ? inflate(object, inflated) : true;
        String text = packed ? inflated.toString(StandardCharsets.UTF_8) : new String(object, StandardCharsets.UTF_8);
        Parse parse = new Parse();
        boolean parsed = parse.run(text);
        return new ReferenceReading(parse.ids, parse.hasRecords, whole && parsed);
    }

    private static boolean inflate(byte[] object, ByteArrayOutputStream inflated) {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(object), 512)) {
            byte[] one = new byte[1];
            while (in.read(one) == 1) {
                inflated.write(one, 0, 1);
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** One walk over the text. */
    private static final class Parse {
        private final List<String> ids = new ArrayList<>();
        private boolean hasRecords;

        boolean run(String text) {
            try (JsonParser parser = JSON.createParser(text)) {
                if (parser.nextToken() != JsonToken.START_OBJECT) {
                    return false;
                }
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    boolean records = parser.currentName().equals("Records");
                    hasRecords |= records;
                    if (parser.nextToken() == JsonToken.START_ARRAY && records) {
                        records(parser);
                    } else {
                        parser.skipChildren();
                    }
                }
                return hasRecords && parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null;
            } catch (IOException e) {
                return false;
            }
        }

        private void records(JsonParser parser) throws IOException {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (parser.currentToken() != JsonToken.START_OBJECT) {
                    throw new IOException("an entry of Records is not an object");
                }
                String id = null;
                boolean found = false;
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    boolean isId = !found
                            && parser.currentName().toLowerCase(Locale.ROOT).equals("eventid");
                    parser.nextToken();
                    if (isId) {
                        found = true;
                        id = parser.currentToken() == JsonToken.VALUE_STRING ? parser.getText() : null;
                    }
                    parser.skipChildren();
                }
                ids.add(id);
            }
        }
    }
}
