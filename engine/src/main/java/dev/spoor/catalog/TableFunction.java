/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.catalog;

import dev.spoor.catalog.CatalogTable.TableColumn;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * A table that is called: {@code TABLE(name(argument, ...))}. Its arguments are instants.
 *
 * @param name matched in any letter case
 * @param arguments their names, for messages and documentation
 * @param columns of the table, whatever the arguments are
 * @param doc one sentence
 * @param example a call of it
 * @param maker the table of some arguments, microseconds since 1970, UTC; throws INVALID_ARGUMENT for those that it does not take
 */
public record TableFunction(
        String name,
        List<String> arguments,
        List<TableColumn> columns,
        String doc,
        String example,
        Function<List<Long>, CatalogTable> maker) {
    public TableFunction {
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(maker, "maker is null");
        arguments = List.copyOf(arguments);
        columns = List.copyOf(columns);
    }

    /** How it is called. */
    public String signature() {
        return "TABLE(" + name + "(" + String.join(", ", arguments) + "))";
    }
}
