/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.store;

import java.io.IOException;

/**
 * An object being written. Nothing is visible under its key before {@link #commit}; after it, all of it is, durably.
 * {@link #close} without a commit leaves nothing behind. One thread.
 */
public abstract class ObjectSink extends PositionedOutputStream {
    /**
     * Makes the object visible and returns what a listing would show.
     *
     * @throws dev.spoor.error.EngineException OBJECT_EXISTS when the write condition does not hold, STORE_FAILURE or
     *     DISK_FULL when the bytes could not be kept; nothing is visible then
     */
    public abstract ObjectEntry commit();

    /** Discards what was written, unless it was committed. */
    @Override
    public abstract void close() throws IOException;
}
