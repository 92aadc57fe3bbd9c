/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.report;

import dev.spoor.vector.Batch;
import dev.spoor.vector.Schema;
import java.io.IOException;
import java.util.List;

/** Takes all rows of all questions, one question after the other. One thread. */
public interface EvidenceSink {
    /** Keeps nothing. */
    EvidenceSink NONE = new EvidenceSink() {};

    /** A question begins to answer. */
    default void begin(Question question, List<String> columns, Schema schema) throws IOException {}

    /** The next rows; the batch stays the caller's. */
    default void rows(Batch batch) throws IOException {}

    /** The same rows, each a line of JSON. */
    default void lines(CharSequence lines) throws IOException {}

    /** The question has no more rows. Not called when it fails. */
    default void end() throws IOException {}
}
