/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The judge: says by Jackson's streaming parser whether a value is well-formed, where it ends or what is wrong where.
 * It does what {@link JsonWalker} does, about five times slower and for every input. Thread-safe.
 */
public final class StrictJson {
    /** Containers inside each other that a value may have; a deeper one is a fault. */
    public static final int NESTING_MAX = 512;

    private static final JsonFactory JACKSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(NESTING_MAX)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private StrictJson() {}

    /**
     * The end of the object or array that starts at a place.
     *
     * @throws MalformedJsonException if there is none, with the place of the fault
     */
    public static int containerEnd(byte[] text, int from, int limit) throws MalformedJsonException {
        try (JsonParser parser = JACKSON.createParser(text, from, limit - from)) {
            try {
                JsonToken first = parser.nextToken();
                if (first != JsonToken.START_OBJECT && first != JsonToken.START_ARRAY) {
                    throw new MalformedJsonException("neither an object nor an array", from);
                }
                while (!isEnd(parser)) {
                    readText(parser);
                }
                return from + (int) parser.currentLocation().getByteOffset();
            } catch (JsonProcessingException e) {
                throw malformed(e, from, limit);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory failed", e);
        }
    }

    /**
     * As {@link JsonWalker#walkObject}, for every well-formed object; keys may hold escapes.
     *
     * @throws MalformedJsonException if no well-formed object starts at the place
     */
    public static int walkObject(byte[] text, int from, int limit, KeyNode wanted, ValueSlots slots)
            throws MalformedJsonException {
        int end = containerEnd(text, from, limit);
        fill(text, from, end, wanted, slots);
        return end;
    }

    private static void fill(byte[] text, int from, int end, KeyNode wanted, ValueSlots slots) {
        JsonMembers members = new JsonMembers().open(text, from, end);
        TextBuffer key = new TextBuffer();
        while (members.next()) {
            key.clear();
            JsonText.unescape(text, members.keyStart() + 1, members.keyEnd() - 1, key);
            KeyNode.Entry entry = wanted.find(key.bytes(), 0, key.length());
            if (entry != null && !slots.isPresent(entry.slot)) {
                if (entry.child != null && text[members.valueStart()] == '{') {
                    fill(text, members.valueStart(), members.valueEnd(), entry.child, slots);
                }
                slots.set(entry.slot, members.valueStart(), members.valueEnd());
            } else if (wanted.othersWanted()) {
                slots.addOther(members.keyStart(), members.keyEnd(), members.valueStart(), members.valueEnd());
            }
        }
    }

    private static boolean isEnd(JsonParser parser) throws IOException {
        JsonToken token = parser.nextToken();
        return token == null
                || token.isStructEnd() && parser.getParsingContext().inRoot();
    }

    /** Jackson checks the inside of a string only when its text is asked for or it is skipped; asking is stricter. */
    private static void readText(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            parser.getTextLength();
        }
    }

    private static MalformedJsonException malformed(JsonProcessingException e, int from, int limit) {
        JsonLocation location = e.getLocation();
        long offset = location == null ? -1 : location.getByteOffset();
        int at = offset < 0 ? limit : (int) Math.min(limit, from + offset);
        String message = e instanceof StreamConstraintsException
                ? "nested deeper than " + NESTING_MAX + " levels"
                : firstSentence(e.getOriginalMessage());
        return new MalformedJsonException(message, at);
    }

    private static String firstSentence(String message) {
        int line = message.indexOf('\n');
        return line < 0 ? message : message.substring(0, line);
    }
}
