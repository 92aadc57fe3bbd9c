/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.scan;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;

/**
 * The bytes of a file, as far as they could be fetched.
 *
 * @param file what was to be fetched
 * @param bytes holds the content; null when nothing could be fetched
 * @param from where in the array the content begins
 * @param length number of bytes
 * @param isShared whether the array holds other files, too
 * @param faultOrNull why the content is not there, or not whole; null when it is
 * @param failureOrNull set when nothing could be fetched: what stopped it
 * @param memoryErrorOrNull set, and nothing else, when there was no room for the content
 */
record LoadedFile(
        LogFile file,
        byte[] bytes,
        int from,
        int length,
        boolean isShared,
        String faultOrNull,
        EngineException failureOrNull,
        EngineException memoryErrorOrNull) {
    /** Nothing could be fetched. */
    static LoadedFile failed(LogFile file, EngineException fault) {
        return new LoadedFile(file, null, 0, 0, false, fault.getMessage(), fault, null);
    }

    /** There was no room. */
    static LoadedFile withoutRoom(LogFile file, EngineException error) {
        return new LoadedFile(file, null, 0, 0, false, null, null, error);
    }

    /** Whether nothing could be fetched because the store does not let us. */
    boolean isDenied() {
        return failureOrNull != null && failureOrNull.code() == ErrorCode.ACCESS_DENIED;
    }

    /** Whether the content is, byte for byte, what the listing showed: only then may it be remembered under it. */
    boolean isAsListed() {
        return faultOrNull == null && length == file.entry().sizeBytes();
    }
}
