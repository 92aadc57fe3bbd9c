/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.aggregate;

import dev.spoor.expr.ValueKey;
import dev.spoor.expr.Values;
import dev.spoor.function.AggregateFunction;
import dev.spoor.function.FunctionDoc;
import dev.spoor.function.GroupedAccumulator;
import dev.spoor.function.Parameter;
import dev.spoor.function.Signature;
import dev.spoor.function.TypeFamily;
import dev.spoor.vector.Column;
import dev.spoor.vector.Mask;
import dev.spoor.vector.Memory;
import dev.spoor.vector.SqlTypes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * {@code multimap_agg(key, value)}: all values of each key; rows whose key is NULL do not count. {@code map_union(map)}: the entries
 * of all maps; of equal keys one value is taken.
 */
final class MultimapAggregateFunction implements AggregateFunction {
    private final boolean isUnion;

    private MultimapAggregateFunction(boolean isUnion) {
        this.isUnion = isUnion;
    }

    static MultimapAggregateFunction multimap() {
        return new MultimapAggregateFunction(false);
    }

    static MultimapAggregateFunction union() {
        return new MultimapAggregateFunction(true);
    }

    @Override
    public FunctionDoc doc() {
        return isUnion
                ? Examples.doc(
                        List.of("map_union"),
                        "Map of the entries of all maps; one value of each key.",
                        Examples.over(
                                "map_union(x)['b']",
                                "(MAP(ARRAY['a'], ARRAY[1])), (MAP(ARRAY['b'], ARRAY[2]))",
                                "x",
                                "2"))
                : Examples.doc(
                        List.of("multimap_agg"),
                        "Map from the keys to lists of their values.",
                        Examples.over(
                                "cardinality(multimap_agg(x, y)['b'])", "('a', 1), ('b', 2), ('b', 3)", "x, y", "2"));
    }

    @Override
    public List<Signature> signatures() {
        return isUnion
                ? List.of(Signature.of(arguments -> arguments.get(0), new Parameter("map", TypeFamily.MAP)))
                : List.of(Signature.of(
                        arguments -> SqlTypes.map("map", arguments.get(0), SqlTypes.array("value", arguments.get(1))),
                        new Parameter("key", TypeFamily.ANY),
                        new Parameter("value", TypeFamily.ANY)));
    }

    @Override
    public GroupedAccumulator newAccumulator(Signature signature, List<Field> arguments, Field result, Memory memory) {
        GroupLists keys = new GroupLists(arguments.get(0), memory);
        try {
            return new Accumulator(keys, isUnion ? null : new GroupLists(arguments.get(1), memory));
        } catch (RuntimeException e) {
            keys.close();
            throw e;
        }
    }

    /** Two lists for each group, side by side; the maps are made of them at the end. */
    private static final class Accumulator implements GroupedAccumulator {
        private final GroupLists keys;
        private final GroupLists valuesOrNull;
        private final Selection selection = new Selection();

        Accumulator(GroupLists keys, GroupLists valuesOrNull) {
            this.keys = keys;
            this.valuesOrNull = valuesOrNull;
        }

        @Override
        public void update(List<Column> arguments, int[] groupIds, Mask only, int rowCount, int groupCount) {
            selection.present(arguments.get(0), only, rowCount);
            keys.grow(groupCount);
            keys.append(arguments.get(0), selection, groupIds);
            if (valuesOrNull != null) {
                valuesOrNull.grow(groupCount);
                valuesOrNull.append(arguments.get(1), selection, groupIds);
            }
        }

        @Override
        public void merge(GroupedAccumulator other, int[] otherToMine, int groupCount) {
            Accumulator from = (Accumulator) other;
            keys.grow(groupCount);
            keys.merge(from.keys, otherToMine);
            if (valuesOrNull != null) {
                valuesOrNull.grow(groupCount);
                valuesOrNull.merge(from.valuesOrNull, otherToMine);
            }
        }

        @Override
        public void writeResult(FieldVector out, int firstGroup, int count) {
            for (int i = 0; i < count; i++) {
                Map<Object, Object> map = valuesOrNull == null ? union(firstGroup + i) : multimap(firstGroup + i);
                Values.write(out, i, map.isEmpty() && keys.first(firstGroup + i) == GroupLists.END ? null : map);
            }
        }

        private Map<Object, Object> union(int group) {
            Map<Object, Object> seen = new LinkedHashMap<>();
            Map<Object, Object> map = new LinkedHashMap<>();
            for (int at = keys.first(group); at != GroupLists.END; at = keys.next(at)) {
                ((Map<?, ?>) keys.values().object(at)).forEach((key, value) -> {
                    if (seen.putIfAbsent(ValueKey.of(key), key) == null) {
                        map.put(key, value);
                    }
                });
            }
            return map;
        }

        private Map<Object, Object> multimap(int group) {
            Map<Object, List<Object>> byKey = new LinkedHashMap<>();
            Map<Object, Object> map = new LinkedHashMap<>();
            int value = valuesOrNull.first(group);
            for (int at = keys.first(group); at != GroupLists.END; at = keys.next(at)) {
                Object key = keys.values().object(at);
                List<Object> list = byKey.computeIfAbsent(ValueKey.of(key), k -> new ArrayList<>());
                if (list.isEmpty()) {
                    map.put(key, list);
                }
                list.add(valuesOrNull.values().object(value));
                value = valuesOrNull.next(value);
            }
            return map;
        }

        @Override
        public long memoryBytes() {
            return keys.memoryBytes() + (valuesOrNull == null ? 0 : valuesOrNull.memoryBytes());
        }

        @Override
        public void close() {
            keys.close();
            if (valuesOrNull != null) {
                valuesOrNull.close();
            }
        }
    }
}
