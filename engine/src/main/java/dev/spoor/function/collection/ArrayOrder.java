/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.collection;

import dev.spoor.expr.RowFunction;
import dev.spoor.expr.Values;
import dev.spoor.function.ResultType;
import dev.spoor.function.ScalarFunction;
import dev.spoor.function.SimpleFunction;
import dev.spoor.function.Types;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** array_sort, array_max and array_min. */
final class ArrayOrder {
    private ArrayOrder() {}

    static ScalarFunction sort() {
        return SimpleFunction.named("array_sort")
                .in("collection")
                .does(
                        "The elements in ascending order, NULLs last, or as a comparator says that gives -1, 0 or 1 for two of them.")
                .example("array_sort(ARRAY[1, 3, 2], (x, y) -> IF(x < y, 1, IF(x = y, 0, -1)))", "[3, 2, 1]")
                .example("array_join(array_sort(ARRAY['é', NULL, 'a']), ',', '?')", "a,é,?")
                .example("array_sort(NULL)", null)
                .form(ResultType.sameAsArgument(0), Types.of(Types.array("array")), (in, out) -> {
                    List<Object> sorted = new ArrayList<>((List<?>) in.getObject(0));
                    sorted.sort(Comparator.nullsLast(Values::compare));
                    out.setObject(sorted);
                })
                .bound(
                        ArraySortBy::resultOf,
                        Types.of(Types.array("array"), ArraySortBy.COMPARATOR),
                        ArraySortBy::bound)
                .build();
    }

    static ScalarFunction max() {
        return SimpleFunction.named("array_max")
                .in("collection")
                .does("The greatest element; NULL if one is NULL or there is none.")
                .example("array_max(ARRAY[1, 3, 2])", "3")
                .example("array_max(ARRAY['a', NULL])", null)
                .form(arguments -> Elements.of(arguments.get(0)), Types.of(Types.array("array")), extreme(1))
                .build();
    }

    static ScalarFunction min() {
        return SimpleFunction.named("array_min")
                .in("collection")
                .does("The least element; NULL if one is NULL or there is none.")
                .example("array_min(ARRAY['é', 'a'])", "a")
                .example("array_min(ARRAY[1, NULL])", null)
                .form(arguments -> Elements.of(arguments.get(0)), Types.of(Types.array("array")), extreme(-1))
                .build();
    }

    private static RowFunction extreme(int sign) {
        return (in, out) -> {
            Object best = null;
            for (Object element : (List<?>) in.getObject(0)) {
                if (element == null) {
                    return;
                }
                best = best == null || Values.compare(element, best) * sign > 0 ? element : best;
            }
            if (best != null) {
                out.setObject(best);
            }
        };
    }
}
