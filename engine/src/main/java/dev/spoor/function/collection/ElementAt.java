/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.collection;

import dev.spoor.expr.CommonType;
import dev.spoor.expr.Member;
import dev.spoor.function.ScalarFunction;
import dev.spoor.function.SimpleFunction;
import dev.spoor.function.Types;
import dev.spoor.vector.SqlTypes;
import org.apache.arrow.vector.types.pojo.Field;

/** element_at(map, key) and element_at(array, position). */
final class ElementAt {
    private ElementAt() {}

    static ScalarFunction function() {
        return SimpleFunction.named("element_at")
                .in("collection")
                .does(
                        "The value of a key, or the element at a position (negative counts from the end); NULL if there is"
                                + " none.")
                .example("element_at(MAP(ARRAY['bucketName', 'é'], ARRAY['logs', 'x']), 'bucketName')", "logs")
                .example("element_at(MAP(ARRAY['a'], ARRAY[1]), 'b')", null)
                .example("element_at(ARRAY['a', 'b', 'c'], -1)", "c")
                .example("element_at(ARRAY['a'], 5)", null)
                .example("element_at(ARRAY['a'], NULL)", null)
                .bound(
                        arguments -> Elements.of(arguments.get(0)),
                        Types.of(Types.array("array"), Types.bigint("position")),
                        (a, r) -> Member.arrayItem(a.get(0), a.get(1), true))
                .bound(
                        arguments -> {
                            CommonType.of(entry(arguments.get(0), 0), arguments.get(1));
                            return entry(arguments.get(0), 1);
                        },
                        Types.of(Types.map("map"), Types.any("key")),
                        (a, r) -> Member.mapValue(a.get(0), a.get(1)))
                .build();
    }

    private static Field entry(Field map, int part) {
        return SqlTypes.renamed(map.getChildren().get(0).getChildren().get(part), part == 0 ? "key" : "value");
    }
}
