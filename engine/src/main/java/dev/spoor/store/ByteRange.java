/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.store;

/**
 * A run of bytes of an object: from {@code startByte} on, at most {@code lengthMax} bytes. A range may reach past the
 * end of the object; it then means what is there.
 */
public record ByteRange(long startByte, long lengthMax) {
    /** The whole object, however long it is by the time it is read. */
    public static final ByteRange ALL = new ByteRange(0, Long.MAX_VALUE);

    public ByteRange {
        if (startByte < 0 || lengthMax < 0) {
            throw new IllegalArgumentException("not a range: " + startByte + " + " + lengthMax);
        }
    }

    /** Whether this is every byte of any object. */
    public boolean isWholeObject() {
        return startByte == 0 && lengthMax == Long.MAX_VALUE;
    }
}
