/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;

/** Turns whatever went wrong inside the engine into its one exception. */
final class Failures {
    private Failures() {}

    /** The failure itself if it is ours, else one with a code that says whose it is. */
    static EngineException explained(Throwable failure) {
        if (failure instanceof EngineException known) {
            return known;
        }
        if (failure instanceof OutOfMemoryError || failure instanceof org.apache.arrow.memory.OutOfMemoryException) {
            return new EngineException(
                    ErrorCode.MEMORY_LIMIT,
                    "the process is out of memory; lower memory.query so that queries spill earlier, or give the"
                            + " process a larger heap",
                    failure);
        }
        if (failure instanceof StackOverflowError) {
            return new EngineException(
                    ErrorCode.LIMIT_EXCEEDED, "the statement is nested too deeply to be run; simplify it", failure);
        }
        return new EngineException(ErrorCode.INTERNAL, "internal error, please report it: " + failure, failure);
    }
}
