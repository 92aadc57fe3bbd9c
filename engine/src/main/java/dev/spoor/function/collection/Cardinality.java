/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.collection;

import dev.spoor.function.ScalarFunction;
import dev.spoor.function.SimpleFunction;
import dev.spoor.function.Types;
import java.util.List;
import java.util.Map;

/** cardinality(x). */
final class Cardinality {
    private Cardinality() {}

    static ScalarFunction function() {
        return SimpleFunction.named("cardinality")
                .in("collection")
                .does("Number of elements of an array or entries of a map.")
                .example("cardinality(ARRAY['a', NULL, 'é'])", "3")
                .example("cardinality(MAP(ARRAY['k'], ARRAY[1]))", "1")
                .example("cardinality(split(NULL, ','))", null)
                .total(
                        Types.BIGINT,
                        Types.of(Types.array("array")),
                        (in, out) -> out.setLong(((List<?>) in.getObject(0)).size()))
                .total(
                        Types.BIGINT,
                        Types.of(Types.map("map")),
                        (in, out) -> out.setLong(((Map<?, ?>) in.getObject(0)).size()))
                .build();
    }
}
