/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.source.cloudtrail;

import dev.spoor.source.EventTime;
import dev.spoor.vector.SqlTypes;
import java.nio.charset.StandardCharsets;
import org.apache.arrow.vector.types.pojo.ArrowType;

/**
 * The text of a value that is stored typed, for views that have it as text: the same text whatever spelling the record
 * has, so that answers do not depend on where an event is stored. Reusable; not thread-safe.
 */
final class TypedText {
    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);

    private final boolean isTime;
    private final ValueText scratch = new ValueText();
    private final byte[] time = new byte[EventTime.TEXT_BYTES_MAX];
    private byte[] bytes;
    private int length;

    /** @param storedType TIMESTAMP or BOOLEAN */
    TypedText(ArrowType storedType) {
        isTime = storedType.equals(SqlTypes.TIMESTAMP);
    }

    /** Null for a type whose values are read as they are. */
    static TypedText ofOrNull(ArrowType storedType) {
        boolean isTyped = storedType.equals(SqlTypes.TIMESTAMP) || storedType.equals(SqlTypes.BOOLEAN);
        return isTyped ? new TypedText(storedType) : null;
    }

    /** Reads a JSON value; false if it is not of the stored type. */
    boolean read(byte[] text, int start, int end) {
        if (isTime) {
            long micros = TypedValues.micros(text, start, end, scratch);
            bytes = time;
            length = micros == EventTime.NOT_A_TIME ? 0 : EventTime.text(micros, time);
            return length > 0;
        }
        int truth = TypedValues.truth(text, start, end);
        bytes = truth == 1 ? TRUE : FALSE;
        length = bytes.length;
        return truth >= 0;
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }
}
