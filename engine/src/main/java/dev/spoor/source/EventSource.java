/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.source;

import dev.spoor.schema.EventSchema;
import dev.spoor.schema.FieldPath;
import dev.spoor.schema.Projection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

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

    /**
     * For one worker, what turns stored columns, as {@link StoredColumns} names them, into those of a projection.
     *
     * @param partsOfPath what the address of a file names, by the address that is stored with its events
     * @param nameOfPath what users see of such an address
     * @param shredded places inside of free-form columns that have columns of their own
     */
    StoredEvents storedEvents(
            Projection wanted,
            Function<String, KeyParts> partsOfPath,
            UnaryOperator<String> nameOfPath,
            ShreddedPaths shredded);

    /** For one worker, what keeps whole records beside their stored columns. */
    RecordShapes newRecordShapes();

    /**
     * For one data file, what takes values out of its free-form columns.
     *
     * @param paths inside of free-form columns, each once
     */
    Shredder newShredder(List<FieldPath> paths);

    /** Places inside of free-form columns that questions are about again and again, most asked first. */
    List<FieldPath> askedPaths();

    /** A decoder for one worker, closed by the caller. */
    RecordDecoder newDecoder(DecodeRequest request);
}
