/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.collection;

import dev.spoor.expr.CommonType;
import dev.spoor.expr.RowExpr;
import dev.spoor.expr.RowFunction;
import dev.spoor.expr.ValueKey;
import dev.spoor.expr.Values;
import dev.spoor.function.ResultType;
import dev.spoor.function.ScalarFunction;
import dev.spoor.function.SimpleFunction;
import dev.spoor.function.Types;
import dev.spoor.vector.SqlTypes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Arrays as sets: array_distinct, array_union, array_intersect, array_except, array_remove. Order of appearance. */
final class ArraySets {
    /** Combines two arrays without duplicates, by key. */
    private interface Combination {
        Map<Object, Object> apply(Map<Object, Object> first, Map<Object, Object> second);
    }

    private ArraySets() {}

    static ScalarFunction distinct() {
        return SimpleFunction.named("array_distinct")
                .in("collection")
                .does("The elements without duplicates.")
                .example("array_join(array_distinct(ARRAY['é', 'a', 'é', NULL, NULL]), ',', '?')", "é,a,?")
                .example("array_distinct(NULL)", null)
                .form(
                        ResultType.sameAsArgument(0),
                        Types.of(Types.array("array")),
                        (in, out) -> out.setObject(new ArrayList<>(
                                unique((List<?>) in.getObject(0)).values())))
                .build();
    }

    private static Map<Object, Object> unique(List<?> array) {
        Map<Object, Object> unique = new LinkedHashMap<>();
        for (Object element : array) {
            Object key = ValueKey.of(element);
            if (!unique.containsKey(key)) {
                unique.put(key, element);
            }
        }
        return unique;
    }

    static ScalarFunction union() {
        return pair(
                SimpleFunction.named("array_union")
                        .in("collection")
                        .does("The elements of either array, without duplicates.")
                        .example("array_join(array_union(ARRAY[1, 2], ARRAY[2, 3]), ',')", "1,2,3")
                        .example("array_union(ARRAY['é'], NULL)", null),
                (first, second) -> {
                    Map<Object, Object> all = new LinkedHashMap<>(first);
                    second.forEach(all::putIfAbsent);
                    return all;
                });
    }

    static ScalarFunction intersect() {
        return pair(
                SimpleFunction.named("array_intersect")
                        .in("collection")
                        .does("The elements of both arrays, without duplicates.")
                        .example("array_join(array_intersect(ARRAY['a', 'é', 'é'], ARRAY['é']), ',')", "é")
                        .example("array_intersect(ARRAY['a'], NULL)", null),
                (first, second) -> {
                    Map<Object, Object> both = new LinkedHashMap<>(first);
                    both.keySet().retainAll(second.keySet());
                    return both;
                });
    }

    static ScalarFunction except() {
        return pair(
                SimpleFunction.named("array_except")
                        .in("collection")
                        .does("The elements of the first array that the second has not, without duplicates.")
                        .example("array_join(array_except(ARRAY[1, 2, 2, 3], ARRAY[3]), ',')", "1,2")
                        .example("array_except(NULL, ARRAY['é'])", null),
                (first, second) -> {
                    Map<Object, Object> rest = new LinkedHashMap<>(first);
                    rest.keySet().removeAll(second.keySet());
                    return rest;
                });
    }

    static ScalarFunction remove() {
        return SimpleFunction.named("array_remove")
                .in("collection")
                .does("The elements that do not equal a value; NULL elements stay.")
                .example("array_join(array_remove(ARRAY['a', 'é', 'a'], 'a'), ',')", "é")
                .example("array_remove(ARRAY[1], NULL)", null)
                .bound(
                        arguments -> SqlTypes.array("result", Elements.common(arguments.get(0), arguments.get(1))),
                        Types.of(Types.array("array"), Types.any("value")),
                        (a, r) -> RowExpr.total(r, Elements.arrayAndValue(a), remover()))
                .build();
    }

    private static RowFunction remover() {
        return (in, out) -> {
            Object value = in.getObject(1);
            List<Object> kept = new ArrayList<>();
            for (Object element : (List<?>) in.getObject(0)) {
                boolean equal = element != null && Boolean.TRUE.equals(Values.equalOrUnknown(element, value));
                if (!equal) {
                    kept.add(element);
                }
            }
            out.setObject(kept);
        };
    }

    private static ScalarFunction pair(SimpleFunction.Builder builder, Combination combination) {
        return builder.bound(
                        Elements.commonOfFirstTwo(),
                        Types.of(Types.array("array1"), Types.array("array2")),
                        (a, r) -> RowExpr.total(r, CommonType.cast(a, r), (in, out) -> {
                            Map<Object, Object> first = unique((List<?>) in.getObject(0));
                            Map<Object, Object> second = unique((List<?>) in.getObject(1));
                            out.setObject(new ArrayList<>(
                                    combination.apply(first, second).values()));
                        }))
                .build();
    }
}
