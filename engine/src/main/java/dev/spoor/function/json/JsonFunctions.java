/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.json;

import dev.spoor.function.ScalarFunction;
import java.util.List;

/** The functions of this package. */
public final class JsonFunctions {
    private JsonFunctions() {}

    public static List<ScalarFunction> all() {
        return List.of(
                JsonExtract.extract(),
                JsonExtract.extractScalar(),
                JsonExtract.size(),
                JsonParse.parse(),
                JsonParse.format(),
                JsonParse.isScalar(),
                JsonArray.length(),
                JsonArray.get(),
                JsonArray.contains(),
                SqlJsonQueries.value(),
                SqlJsonQueries.query(),
                SqlJsonQueries.exists(),
                SqlJsonMakers.object(),
                SqlJsonMakers.array());
    }
}
