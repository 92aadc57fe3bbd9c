/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.collection;

import dev.spoor.expr.CommonType;
import dev.spoor.expr.Failures;
import dev.spoor.expr.RowExpr;
import dev.spoor.expr.ValueKey;
import dev.spoor.function.ScalarFunction;
import dev.spoor.function.SimpleFunction;
import dev.spoor.function.Types;
import dev.spoor.vector.SqlTypes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;

/** map_keys, map_values, map_concat, map_entries, map_from_entries and map. */
final class MapParts {
    private MapParts() {}

    private static Field entry(Field map, int part) {
        return SqlTypes.renamed(map.getChildren().get(0).getChildren().get(part), "element");
    }

    static ScalarFunction keys() {
        return SimpleFunction.named("map_keys")
                .in("collection")
                .does("The keys of a map, in its order.")
                .example("array_join(map_keys(MAP(ARRAY['a', 'é'], ARRAY[1, 2])), ',')", "a,é")
                .example("map_keys(NULL)", null)
                .form(
                        arguments -> SqlTypes.array("keys", nullable(entry(arguments.get(0), 0))),
                        Types.of(Types.map("map")),
                        (in, out) -> out.setObject(new ArrayList<>(((Map<?, ?>) in.getObject(0)).keySet())))
                .build();
    }

    private static Field nullable(Field field) {
        return new Field(
                field.getName(), new FieldType(true, field.getType(), null, field.getMetadata()), field.getChildren());
    }

    static ScalarFunction values() {
        return SimpleFunction.named("map_values")
                .in("collection")
                .does("The values of a map, in its order.")
                .example("array_join(map_values(MAP(ARRAY['a', 'b'], ARRAY['é', ''])), ',')", "é,")
                .example("map_values(NULL)", null)
                .form(
                        arguments -> SqlTypes.array("values", entry(arguments.get(0), 1)),
                        Types.of(Types.map("map")),
                        (in, out) -> out.setObject(new ArrayList<>(((Map<?, ?>) in.getObject(0)).values())))
                .build();
    }

    static ScalarFunction concat() {
        return SimpleFunction.named("map_concat")
                .in("collection")
                .does("All entries of several maps; of the same key, the last value counts.")
                .example("element_at(map_concat(MAP(ARRAY['a'], ARRAY[1]), MAP(ARRAY['a'], ARRAY[2])), 'a')", "2")
                .example("map_concat(MAP(ARRAY['é'], ARRAY['x']), NULL)", null)
                .variadic(
                        CommonType::of,
                        Types.of(Types.map("map1"), Types.map("map2"), Types.map("more")),
                        (a, r) -> RowExpr.of(r, CommonType.cast(a, r), (in, out) -> {
                            Map<Object, Object> all = new LinkedHashMap<>();
                            for (int i = 0; i < in.count(); i++) {
                                all.putAll((Map<?, ?>) in.getObject(i));
                            }
                            out.setObject(all);
                        }))
                .build();
    }

    static ScalarFunction entries() {
        return SimpleFunction.named("map_entries")
                .in("collection")
                .does("The entries of a map as an array of ROW(key, value).")
                .example("cardinality(map_entries(MAP(ARRAY['a', 'é'], ARRAY[1, 2])))", "2")
                .example("map_entries(NULL)", null)
                .form(
                        arguments -> {
                            Field key = SqlTypes.renamed(nullable(entry(arguments.get(0), 0)), "key");
                            Field value = SqlTypes.renamed(entry(arguments.get(0), 1), "value");
                            return SqlTypes.array("entries", SqlTypes.row("entry", List.of(key, value)));
                        },
                        Types.of(Types.map("map")),
                        (in, out) -> {
                            List<Object> entries = new ArrayList<>();
                            ((Map<?, ?>) in.getObject(0)).forEach((k, v) -> {
                                List<Object> entry = new ArrayList<>();
                                entry.add(k);
                                entry.add(v);
                                entries.add(entry);
                            });
                            out.setObject(entries);
                        })
                .build();
    }

    static ScalarFunction fromEntries() {
        return SimpleFunction.named("map_from_entries")
                .in("collection")
                .does("A map of an array of ROW(key, value).")
                .example("element_at(map_from_entries(map_entries(MAP(ARRAY['é'], ARRAY[2]))), 'é')", "2")
                .example("map_from_entries(map_entries(NULL))", null)
                .form(
                        arguments -> {
                            List<Field> parts = Elements.of(arguments.get(0)).getChildren();
                            if (parts.size() != 2) {
                                throw Failures.noSuchCast("an array of rows without two fields", "map");
                            }
                            return SqlTypes.map("map", parts.get(0), parts.get(1));
                        },
                        Types.of(Types.array("entries")),
                        (in, out) -> {
                            List<Object> keys = new ArrayList<>();
                            List<Object> values = new ArrayList<>();
                            for (Object entry : (List<?>) in.getObject(0)) {
                                if (entry == null) {
                                    throw Failures.badArgument("an entry of map_from_entries is NULL");
                                }
                                keys.add(((List<?>) entry).get(0));
                                values.add(((List<?>) entry).get(1));
                            }
                            out.setObject(zip(keys, values));
                        })
                .build();
    }

    static ScalarFunction map() {
        return SimpleFunction.named("map")
                .in("collection")
                .does("A map of an array of keys and an array of values.")
                .example("element_at(map(ARRAY['a', 'é'], ARRAY[1, 2]), 'é')", "2")
                .example("map(NULL, ARRAY[1])", null)
                .form(
                        arguments -> SqlTypes.map("map", Elements.of(arguments.get(0)), Elements.of(arguments.get(1))),
                        Types.of(Types.array("keys"), Types.array("values")),
                        (in, out) -> out.setObject(zip((List<?>) in.getObject(0), (List<?>) in.getObject(1))))
                .build();
    }

    private static Map<Object, Object> zip(List<?> keys, List<?> values) {
        if (keys.size() != values.size()) {
            throw Failures.badArgument(
                    "a map wants as many keys as values, not " + keys.size() + " and " + values.size());
        }
        Map<Object, Object> map = new LinkedHashMap<>();
        Set<Object> seen = new HashSet<>();
        for (int i = 0; i < keys.size(); i++) {
            if (keys.get(i) == null || !seen.add(ValueKey.of(keys.get(i)))) {
                throw Failures.badArgument(
                        keys.get(i) == null
                                ? "a map key cannot be NULL"
                                : "the map key " + Failures.shown(keys.get(i).toString()) + " stands twice");
            }
            map.put(keys.get(i), values.get(i));
        }
        return map;
    }
}
