/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.collection;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.expr.Lambda;
import dev.spoor.expr.LambdaCall;
import dev.spoor.expr.ValueKey;
import dev.spoor.function.LambdaShape;
import dev.spoor.function.Parameter;
import dev.spoor.function.ScalarFunction;
import dev.spoor.function.SimpleFunction;
import dev.spoor.function.Types;
import dev.spoor.vector.SqlTypes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.arrow.vector.types.pojo.Field;

/** Functions that ask a lambda about each entry of a map. */
final class MapLambdas {
    /** A map from the entries of another and what the lambda said of each. */
    private interface Rebuild {
        Map<Object, Object> of(List<Object> keys, List<Object> values, List<Object> results);
    }

    private MapLambdas() {}

    private static Field key(Field map) {
        return map.getChildren().get(0).getChildren().get(0);
    }

    private static Field value(Field map) {
        return map.getChildren().get(0).getChildren().get(1);
    }

    @SuppressWarnings("unchecked")
    private static Map<Object, Object> map(Object map) {
        return (Map<Object, Object>) map;
    }

    private static Parameter ofEntry(String name, String spelling) {
        return Parameter.lambda(
                name,
                LambdaShape.of(2, spelling, arguments -> List.of(key(arguments.get(0)), value(arguments.get(0)))));
    }

    private static LambdaCall.PerElement entries(Rebuild rebuild) {
        return new LambdaCall.PerElement() {
            @Override
            public List<List<Object>> calls(List<Object> row) {
                Map<Object, Object> map = map(row.get(0));
                return List.of(new ArrayList<>(map.keySet()), new ArrayList<>(map.values()));
            }

            @Override
            public Object result(List<Object> row, List<List<Object>> calls, List<Object> results) {
                return rebuild.of(calls.get(0), calls.get(1), results);
            }
        };
    }

    static ScalarFunction filter() {
        return SimpleFunction.named("map_filter")
                .in("collection")
                .does("The entries for which a lambda is true.")
                .example(
                        "array_join(map_keys(map_filter(MAP(ARRAY['a', 'é'], ARRAY[1, 5]), (k, v) -> v > 3)), ',')",
                        "é")
                .example("cardinality(map_filter(MAP(ARRAY['a'], ARRAY[CAST(NULL AS bigint)]), (k, v) -> v > 3))", "0")
                .example("map_filter(NULL, (k, v) -> true)", null)
                .bound(
                        arguments -> ArrayLambdas.whenBoolean(arguments.get(1), arguments.get(0)),
                        Types.of(Types.map("map"), ofEntry("test", "function(K, V, boolean)")),
                        (a, r) -> LambdaCall.perElement(
                                r, a.subList(0, 1), ArrayLambdas.truth(a.get(1)), entries((keys, values, results) -> {
                                    Map<Object, Object> kept = new LinkedHashMap<>();
                                    for (int i = 0; i < results.size(); i++) {
                                        if (Boolean.TRUE.equals(results.get(i))) {
                                            kept.put(keys.get(i), values.get(i));
                                        }
                                    }
                                    return kept;
                                })))
                .build();
    }

    static ScalarFunction transformValues() {
        return SimpleFunction.named("transform_values")
                .in("collection")
                .does("The map with the values that a lambda makes of each entry.")
                .example("element_at(transform_values(MAP(ARRAY['é'], ARRAY[2]), (k, v) -> v * 10), 'é')", "20")
                .example("transform_values(NULL, (k, v) -> 1)", null)
                .bound(
                        arguments -> SqlTypes.map("result", key(arguments.get(0)), arguments.get(1)),
                        Types.of(Types.map("map"), ofEntry("function", "function(K, V1, V2)")),
                        (a, r) -> LambdaCall.perElement(
                                r, a.subList(0, 1), (Lambda) a.get(1), entries((keys, values, results) -> {
                                    Map<Object, Object> made = new LinkedHashMap<>();
                                    for (int i = 0; i < results.size(); i++) {
                                        made.put(keys.get(i), results.get(i));
                                    }
                                    return made;
                                })))
                .build();
    }

    static ScalarFunction transformKeys() {
        return SimpleFunction.named("transform_keys")
                .in("collection")
                .does("The map with the keys that a lambda makes of each entry; a NULL or a key twice is an error.")
                .example("element_at(transform_keys(MAP(ARRAY['é'], ARRAY[2]), (k, v) -> upper(k)), 'É')", "2")
                .example("transform_keys(NULL, (k, v) -> k)", null)
                .bound(
                        arguments -> SqlTypes.map("result", arguments.get(1), value(arguments.get(0))),
                        Types.of(Types.map("map"), ofEntry("function", "function(K1, V, K2)")),
                        (a, r) -> LambdaCall.perElement(
                                r, a.subList(0, 1), (Lambda) a.get(1), entries(MapLambdas::withKeys)))
                .build();
    }

    private static Map<Object, Object> withKeys(List<Object> keys, List<Object> values, List<Object> results) {
        Map<Object, Object> made = new LinkedHashMap<>();
        Set<Object> seen = new HashSet<>();
        for (int i = 0; i < results.size(); i++) {
            if (results.get(i) == null) {
                throw new EngineException(ErrorCode.INVALID_ARGUMENT, "the key of a map cannot be NULL");
            }
            if (!seen.add(ValueKey.of(results.get(i)))) {
                throw new EngineException(
                        ErrorCode.INVALID_ARGUMENT, "the key " + results.get(i) + " would be in the map twice");
            }
            made.put(results.get(i), values.get(i));
        }
        return made;
    }

    static ScalarFunction zipWith() {
        return SimpleFunction.named("map_zip_with")
                .in("collection")
                .does("What a lambda makes of the entries of two maps with the same key; a missing value is NULL.")
                .example(
                        "element_at(map_zip_with(MAP(ARRAY['é'], ARRAY[1]), MAP(ARRAY['é'], ARRAY[2]),"
                                + " (k, v1, v2) -> v1 + v2), 'é')",
                        "3")
                .example("map_zip_with(NULL, MAP(ARRAY[1], ARRAY[2]), (k, v1, v2) -> 1)", null)
                .bound(
                        arguments -> SqlTypes.map("result", key(arguments.get(0)), arguments.get(2)),
                        Types.of(
                                Types.map("map1"),
                                Types.map("map2"),
                                Parameter.lambda(
                                        "function",
                                        LambdaShape.of(
                                                3,
                                                "function(K, V1, V2, V3)",
                                                arguments -> List.of(
                                                        key(arguments.get(0)),
                                                        value(arguments.get(0)),
                                                        value(arguments.get(1)))))),
                        (a, r) -> LambdaCall.perElement(
                                r, a.subList(0, 2), (Lambda) a.get(2), new LambdaCall.PerElement() {
                                    @Override
                                    public List<List<Object>> calls(List<Object> row) {
                                        Map<Object, Object> first = map(row.get(0));
                                        Map<Object, Object> second = map(row.get(1));
                                        Set<Object> keys = new LinkedHashSet<>(first.keySet());
                                        keys.addAll(second.keySet());
                                        List<Object> left = new ArrayList<>();
                                        List<Object> right = new ArrayList<>();
                                        for (Object key : keys) {
                                            left.add(first.get(key));
                                            right.add(second.get(key));
                                        }
                                        return List.of(new ArrayList<>(keys), left, right);
                                    }

                                    @Override
                                    public Object result(
                                            List<Object> row, List<List<Object>> calls, List<Object> results) {
                                        Map<Object, Object> made = new LinkedHashMap<>();
                                        for (int i = 0; i < results.size(); i++) {
                                            made.put(calls.get(0).get(i), results.get(i));
                                        }
                                        return made;
                                    }
                                }))
                .build();
    }
}
