/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format.parquet;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.store.ByteRange;
import dev.spoor.store.ObjectEntry;
import dev.spoor.store.ObjectStore;
import java.io.IOException;
import java.io.InputStream;

/** Exact byte ranges of one object. Safe for all threads. */
final class ObjectReads {
    private final ObjectStore store;
    private final ObjectEntry entry;

    ObjectReads(ObjectStore store, ObjectEntry entry) {
        this.store = store;
        this.entry = entry;
    }

    String key() {
        return entry.key();
    }

    long size() {
        return entry.sizeBytes();
    }

    /** Fills {@code into[at .. at+length)}; STORE_FAILURE, or CORRUPT_DATA when the object ends before. */
    void read(long offset, byte[] into, int at, int length) {
        int done = 0;
        try (InputStream in = store.read(entry, new ByteRange(offset, length))) {
            while (done < length) {
                int more = in.read(into, at + done, length - done);
                if (more < 0) {
                    throw corrupt("the file ends before byte " + (offset + length), offset + done);
                }
                done += more;
            }
        } catch (IOException e) {
            throw new EngineException(
                            ErrorCode.STORE_FAILURE,
                            entry.key() + " cannot be read: " + e.getMessage() + "; try again, or look at the store",
                            e)
                    .with("key", entry.key())
                    .with("offset", Long.toString(offset + done));
        }
    }

    /** The error for bytes that are not what they should be. */
    EngineException corrupt(String what, long offset) {
        return new EngineException(
                        ErrorCode.CORRUPT_DATA,
                        entry.key() + " is damaged: " + what + "; restore the object, or compact its logs again")
                .with("key", entry.key())
                .with("offset", Long.toString(offset));
    }
}
