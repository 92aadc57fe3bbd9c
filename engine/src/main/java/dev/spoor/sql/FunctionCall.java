/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql;

import dev.spoor.catalog.Catalog;
import dev.spoor.catalog.CatalogTable;
import dev.spoor.catalog.TableFunction;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.error.NearestName;
import dev.spoor.sql.CatalogView.DependentValues;
import dev.spoor.sql.parser.FunctionTable;
import dev.spoor.vector.SqlTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlNode;

/** Calls of table functions. Stateless. */
final class FunctionCall {
    private FunctionCall() {}

    /** The table that a call gives. */
    static CatalogTable of(FunctionTable call, Catalog catalog, DependentValues values) {
        TableFunction function = function(call, catalog);
        List<Long> instants = new ArrayList<>();
        for (int i = 0; i < function.arguments().size(); i++) {
            String argument = function.arguments().get(i);
            instants.add(values.of(i, function.name()).micros().orElseThrow(() -> new EngineException(
                            ErrorCode.TYPE_MISMATCH,
                            "argument " + argument + " of " + function.name()
                                    + " is a timestamp or a date, and not NULL")
                    .advise("for example: " + function.example())));
        }
        return function.maker().apply(instants);
    }

    /** A table with the columns of the function, and no rows that matter. */
    static CatalogTable unbound(FunctionTable call, Catalog catalog, ParameterTypes parameters) {
        TableFunction function = function(call, catalog);
        for (SqlNode argument : call.arguments()) {
            parameters.expect(argument, SqlTypes.field("", SqlTypes.TIMESTAMP));
        }
        List<Long> any = new ArrayList<>();
        for (long i = 0; i < function.arguments().size(); i++) {
            any.add(i);
        }
        return function.maker().apply(any);
    }

    private static TableFunction function(FunctionTable call, Catalog catalog) {
        List<String> names = call.functionName();
        String name = names.get(names.size() - 1);
        TableFunction function = catalog.functions().stream()
                .filter(each -> each.name().equals(name.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> unknown(name, catalog));
        if (call.arguments().size() != function.arguments().size()) {
            throw new EngineException(
                            ErrorCode.INVALID_ARGUMENT,
                            function.name() + " takes " + function.arguments().size() + " arguments, and "
                                    + call.arguments().size() + " are given")
                    .advise("call it as " + function.signature() + ", for example: " + function.example());
        }
        return function;
    }

    private static EngineException unknown(String name, Catalog catalog) {
        EngineException unknown =
                new EngineException(ErrorCode.FUNCTION_NOT_FOUND, "there is no table function '" + name + "'");
        NearestName.of(
                        name.toLowerCase(Locale.ROOT),
                        catalog.functions().stream().map(TableFunction::name).toList())
                .ifPresent(near -> unknown.advise("did you mean '" + near + "'?"));
        return unknown;
    }
}
