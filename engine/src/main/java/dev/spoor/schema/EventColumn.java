/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.schema;

import org.apache.arrow.vector.types.pojo.Field;

/**
 * A column of an event schema.
 *
 * @param id permanent, never reused
 * @param name physical name, lower case
 * @param displayName as the record spells it
 * @param field type as decoded; its name is the physical name. FREE_FORM columns decode as text maps or as compact
 *     JSON text, as the projection asks
 * @param kind how a decoder fills it
 * @param doc one sentence
 */
public record EventColumn(int id, String name, String displayName, Field field, Kind kind, String doc) {
    /** How a column's value comes out of a record. */
    public enum Kind {
        /** A top-level field of one scalar type. */
        SCALAR,
        /** A top-level field with a fixed shape: ROW or ARRAY of ROW. */
        NESTED,
        /** A top-level field of any shape, kept as compact JSON text. */
        FREE_FORM,
        /** Compact JSON object of every top-level field that has no column; NULL if there is none. */
        EXTRA,
        /** The whole record as compact JSON text. */
        WHOLE_RECORD,
        /** Where the record came from: hidden unless named. */
        PROVENANCE
    }
}
