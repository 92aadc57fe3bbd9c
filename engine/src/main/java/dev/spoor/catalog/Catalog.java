/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.catalog;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The tables that a session sees. Names match in any letter case. Thread-safe. */
public interface Catalog {
    /** A name for the default schema, for clients that write a schema before every table. */
    String DEFAULT_SCHEMA = "cloudtrail";

    /** By one name (default schema) or schema and name. */
    Optional<CatalogTable> find(List<String> name);

    /**
     * A table as it was.
     *
     * @throws EngineException NOT_SUPPORTED for tables that have no versions, INVALID_ARGUMENT for a version that there
     *     is not
     */
    default Optional<CatalogTable> find(List<String> name, TableVersion version) {
        throw new EngineException(ErrorCode.NOT_SUPPORTED, "there are no versions of the past of this table");
    }

    /** The version of the lake's events that scans see now, or see always; empty when there is no lake, or nothing in it. */
    default OptionalLong lakeVersion() {
        return OptionalLong.empty();
    }

    /** The tables that are called, in display order. */
    default List<TableFunction> functions() {
        return List.of();
    }

    /** All tables, in display order. */
    List<CatalogTable> tables();
}
