/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format.jsonlog;

import dev.spoor.json.JsonMembers;
import dev.spoor.json.KeyNode;
import java.util.Locale;
import java.util.Set;

/**
 * Tells from the keys of an object what it is: a record, or one of the wrappers that records travel in. Looks only as
 * far as it must; does not judge whether the object is well-formed. Not thread-safe.
 */
final class ShapeSniffer {
    /** What an object can be. */
    enum Shape {
        RECORD,
        /** Holds records, lookup results or log messages in an array. */
        ENVELOPE,
        /** An EventBridge event: the record is its {@code detail}. */
        EVENT_BRIDGE,
        /** A result of the LookupEvents API: the record is the text in {@code CloudTrailEvent}. */
        LOOKUP_RESULT,
        OTHER
    }

    /** Keys of envelopes whose value is an array of records, lookup results, log messages. */
    static final String RECORDS = "Records";

    static final String EVENTS = "Events";
    static final String LOG_EVENTS = "logEvents";
    static final String DETAIL = "detail";
    static final String CLOUD_TRAIL_EVENT = "CloudTrailEvent";

    private static final int RECORD_KEY = 0;
    private static final int ARRAY_KEY = 1;
    private static final int DETAIL_KEY = 2;
    private static final int LOOKUP_KEY = 3;

    private final KeyNode telling;
    private final JsonMembers members = new JsonMembers();
    private int detailStart;

    ShapeSniffer(Set<String> recordKeys) {
        KeyNode.Builder keys = new KeyNode.Builder();
        for (String key : recordKeys) {
            keys.exact(key, RECORD_KEY);
            String lower = key.toLowerCase(Locale.ROOT);
            if (!recordKeys.contains(lower)) {
                keys.exact(lower, RECORD_KEY);
            }
        }
        keys.exact(RECORDS, ARRAY_KEY).exact(EVENTS, ARRAY_KEY).exact(LOG_EVENTS, ARRAY_KEY);
        telling = keys.exact(DETAIL, DETAIL_KEY)
                .exact(CLOUD_TRAIL_EVENT, LOOKUP_KEY)
                .build();
    }

    /** The shape of the object whose opening brace stands at a place. */
    Shape shapeOf(byte[] text, int start, int limit) {
        members.open(text, start, limit);
        while (members.next()) {
            byte value = text[members.valueStart()];
            switch (telling.slotOf(text, members.keyStart() + 1, members.keyEnd() - 1)) {
                case RECORD_KEY -> {
                    return Shape.RECORD;
                }
                case ARRAY_KEY -> {
                    if (value == '[') {
                        return Shape.ENVELOPE;
                    }
                }
                case DETAIL_KEY -> {
                    if (value == '{') {
                        detailStart = members.valueStart();
                        return shapeOf(text, detailStart, limit) == Shape.RECORD ? Shape.EVENT_BRIDGE : Shape.OTHER;
                    }
                }
                case LOOKUP_KEY -> {
                    if (value == '"') {
                        return Shape.LOOKUP_RESULT;
                    }
                }
                default -> {}
            }
        }
        return Shape.OTHER;
    }

    /** Whether the key whose opening quote stands at a place is the given one. */
    static boolean isKey(byte[] text, int keyStart, int keyEnd, String name) {
        if (keyEnd - keyStart != name.length() + 2) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (text[keyStart + 1 + i] != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
