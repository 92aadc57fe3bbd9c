/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.source;

import dev.spoor.schema.EventColumn;
import dev.spoor.schema.EventSchema;
import dev.spoor.vector.SqlTypes;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * The columns in which a lake stores events: those of the event schema, free-form ones as compact JSON text, and where a
 * record came from. Names are lower case, as other engines like them.
 */
public final class StoredColumns {
    /** Full address of the log file that a record was read from. */
    public static final String SOURCE_FILE = "sourcefile";

    /** Position of the record in that file, from 0. */
    public static final String SOURCE_ORDINAL = "sourceordinal";

    /** The record without the values that other columns hold: see {@link RecordShapes}. */
    public static final String RECORD_SHAPE = "recordshape";

    /** The id that a record names itself by; NULL for one that nothing tells from another of the same content. */
    public static final String EVENT_ID = "eventid";

    private static final String EVENT_JSON = "eventjson";

    private StoredColumns() {}

    /** All of them, in the order of the event schema; without ids, which the table gives. */
    public static List<Field> of(EventSchema schema) {
        List<Field> columns = new ArrayList<>();
        for (EventColumn column : schema.columns()) {
            columns.add(fieldOf(column));
        }
        return columns;
    }

    /** A column of events as it is stored. */
    public static Field fieldOf(EventColumn column) {
        return column.kind() == EventColumn.Kind.FREE_FORM
                ? SqlTypes.varchar(nameOf(column))
                : SqlTypes.renamed(column.field(), nameOf(column));
    }

    /** What a column of events is called where it is stored: hidden ones are hidden by a '$' that is left out here. */
    public static String nameOf(EventColumn column) {
        return switch (column.name()) {
            case "$path" -> SOURCE_FILE;
            case "$ordinal" -> SOURCE_ORDINAL;
            case EVENT_JSON -> RECORD_SHAPE;
            default -> column.name();
        };
    }

    /** Where a decoder finds what a column of that name is made of: the reverse of {@link #nameOf}. */
    public static String decodedFrom(String stored) {
        return switch (stored) {
            case SOURCE_FILE -> "$path";
            case SOURCE_ORDINAL -> "$ordinal";
            case RECORD_SHAPE -> EVENT_JSON;
            default -> stored;
        };
    }
}
