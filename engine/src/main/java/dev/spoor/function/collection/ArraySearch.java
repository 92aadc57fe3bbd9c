/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.collection;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.expr.Arguments;
import dev.spoor.expr.CommonType;
import dev.spoor.expr.IpAddress;
import dev.spoor.expr.RowExpr;
import dev.spoor.expr.ValueKey;
import dev.spoor.expr.ValueWriter;
import dev.spoor.expr.Values;
import dev.spoor.function.ScalarFunction;
import dev.spoor.function.SimpleFunction;
import dev.spoor.function.Types;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** contains, array_position and arrays_overlap. */
final class ArraySearch {
    private ArraySearch() {}

    static ScalarFunction contains() {
        return SimpleFunction.named("contains")
                .in("collection")
                .does("Whether an array has an element equal to a value; NULL if it has not but has a NULL.")
                .example("contains(ARRAY['a', 'é'], 'é')", "true")
                .example("contains(ARRAY[1, 2], 3)", "false")
                .example("contains(ARRAY[1, NULL], 3)", null)
                .example("contains(ARRAY[1], NULL)", null)
                .bound(
                        arguments -> {
                            Elements.common(arguments.get(0), arguments.get(1));
                            return Types.BOOLEAN.of(arguments);
                        },
                        Types.of(Types.array("array"), Types.any("value")),
                        (a, r) -> RowExpr.total(r, Elements.arrayAndValue(a), ArraySearch::contains))
                .example("contains('10.0.0.0/8', IPADDRESS '10.1.2.3')", "true")
                .example("contains('2001:db8::/32', TRY_CAST('2001:db9::1' AS ipaddress))", "false")
                .form(
                        Types.BOOLEAN,
                        Types.of(Types.varchar("network"), Types.ipAddress("address")),
                        ArraySearch::networkContains)
                .build();
    }

    private static void networkContains(Arguments in, ValueWriter out) {
        String network = in.getString(0);
        IpAddress.Block block = IpAddress.Block.parse(network)
                .orElseThrow(() -> new EngineException(
                        ErrorCode.INVALID_ARGUMENT, "'" + network + "' is no network; write it as 10.0.0.0/8"));
        out.setBoolean(block.contains((byte[]) in.getObject(1)));
    }

    private static void contains(Arguments in, ValueWriter out) {
        Object value = in.getObject(1);
        boolean unknown = false;
        for (Object element : (List<?>) in.getObject(0)) {
            Boolean equal = element == null ? null : Values.equalOrUnknown(element, value);
            if (Boolean.TRUE.equals(equal)) {
                out.setBoolean(true);
                return;
            }
            unknown |= equal == null;
        }
        if (!unknown) {
            out.setBoolean(false);
        }
    }

    static ScalarFunction position() {
        return SimpleFunction.named("array_position")
                .in("collection")
                .does("Position (from 1) of the first element equal to a value; 0 if there is none.")
                .example("array_position(ARRAY['a', NULL, 'é'], 'é')", "3")
                .example("array_position(ARRAY[1], 2)", "0")
                .example("array_position(ARRAY[1], NULL)", null)
                .bound(
                        arguments -> {
                            Elements.common(arguments.get(0), arguments.get(1));
                            return Types.BIGINT.of(arguments);
                        },
                        Types.of(Types.array("array"), Types.any("value")),
                        (a, r) -> RowExpr.total(r, Elements.arrayAndValue(a), (in, out) -> {
                            List<?> array = (List<?>) in.getObject(0);
                            Object value = in.getObject(1);
                            long position = 0;
                            for (int i = 0; i < array.size() && position == 0; i++) {
                                Object element = array.get(i);
                                boolean equal =
                                        element != null && Boolean.TRUE.equals(Values.equalOrUnknown(element, value));
                                position = equal ? i + 1 : 0;
                            }
                            out.setLong(position);
                        }))
                .build();
    }

    static ScalarFunction overlap() {
        return SimpleFunction.named("arrays_overlap")
                .in("collection")
                .does("Whether two arrays have an element in common; NULL if they have not but one has a NULL.")
                .example("arrays_overlap(ARRAY['a', 'é'], ARRAY['é'])", "true")
                .example("arrays_overlap(ARRAY[1], ARRAY[2])", "false")
                .example("arrays_overlap(ARRAY[1, NULL], ARRAY[2])", null)
                .bound(
                        arguments -> {
                            CommonType.of(arguments);
                            return Types.BOOLEAN.of(arguments);
                        },
                        Types.of(Types.array("array1"), Types.array("array2")),
                        (a, r) -> RowExpr.total(
                                r,
                                CommonType.cast(
                                        a,
                                        CommonType.of(a.get(0).field(), a.get(1).field())),
                                ArraySearch::overlap))
                .build();
    }

    private static void overlap(Arguments in, ValueWriter out) {
        Set<Object> keys = new HashSet<>();
        List<?> second = (List<?>) in.getObject(1);
        second.forEach(element -> keys.add(ValueKey.of(element)));
        boolean unknown = keys.contains(null);
        boolean found = false;
        List<?> first = (List<?>) in.getObject(0);
        for (Object element : first) {
            unknown |= element == null;
            found |= element != null && keys.contains(ValueKey.of(element));
        }
        boolean canOverlap = !first.isEmpty() && !second.isEmpty();
        if (found || !unknown || !canOverlap) {
            out.setBoolean(found);
        }
    }
}
