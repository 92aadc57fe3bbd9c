/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.json;

/** Text that is not JSON, or nests deeper than allowed. */
public final class MalformedJsonException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int offset;

    MalformedJsonException(String message, int offset) {
        super(message, null, false, false);
        this.offset = offset;
    }

    /** The place of the fault in the array that was read. */
    public int offset() {
        return offset;
    }
}
