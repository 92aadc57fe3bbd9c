/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.source;

import dev.spoor.schema.EventSchema;
import java.util.Set;

/** A kind of audit log. Stateless; safe for all threads. */
public interface EventSource {
    /** Short and lower case, such as {@code cloudtrail}. */
    String name();

    /** The columns of its events; ids are permanent. */
    EventSchema schema();

    /** What the keys of its files tell. */
    Layout layout();

    /** Keys by which a record is known: an object with one of them at its top level is a record, not a wrapper. */
    Set<String> recordKeys();

    /** A decoder for one worker, closed by the caller. */
    RecordDecoder newDecoder(DecodeRequest request);
}
