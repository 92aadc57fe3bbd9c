/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.server;

import java.util.concurrent.Callable;

import static org.junit.jupiter.api.Assertions.fail;

/** Waits for what another thread does, and not for ever. */
public final class Eventually {
    private static final int TRIES = 60_000;
    private static final int PAUSE_MILLIS = 1;

    private Eventually() {}

    /** Fails if a condition does not come to hold within a minute or so. */
    public static void holds(String what, Callable<Boolean> condition) {
        try {
            for (int i = 0; i < TRIES; i++) {
                if (condition.call()) {
                    return;
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (Exception e) {
            throw new AssertionError("while waiting until " + what, e);
        }
        fail("never: " + what);
    }
}
