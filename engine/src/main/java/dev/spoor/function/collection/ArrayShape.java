/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.collection;

import dev.spoor.expr.Failures;
import dev.spoor.function.ResultType;
import dev.spoor.function.ScalarFunction;
import dev.spoor.function.SimpleFunction;
import dev.spoor.function.Types;
import dev.spoor.vector.SqlTypes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** slice, flatten, repeat and sequence. */
final class ArrayShape {
    /** Elements that a function may make. */
    private static final int ELEMENTS_MAX = 1_000_000;

    private ArrayShape() {}

    static ScalarFunction slice() {
        return SimpleFunction.named("slice")
                .in("collection")
                .does("So many elements from a position on (negative counts from the end).")
                .example("array_join(slice(ARRAY['a', 'é', 'c'], 2, 2), ',')", "é,c")
                .example("array_join(slice(ARRAY[1, 2, 3], -2, 1), ',')", "2")
                .example("slice(NULL, 1, 1)", null)
                .form(
                        ResultType.sameAsArgument(0),
                        Types.of(Types.array("array"), Types.bigint("start"), Types.bigint("length")),
                        (in, out) -> out.setObject(slice((List<?>) in.getObject(0), in.getLong(1), in.getLong(2))))
                .build();
    }

    private static List<?> slice(List<?> array, long start, long length) {
        if (start == 0 || length < 0) {
            throw Failures.badArgument("slice wants a start other than 0 and a length of at least 0");
        }
        long from = start > 0 ? start - 1 : array.size() + start;
        if (from < 0 || from >= array.size()) {
            return List.of();
        }
        return array.subList((int) from, (int) Math.min(array.size(), from + Math.min(length, array.size())));
    }

    static ScalarFunction flatten() {
        return SimpleFunction.named("flatten")
                .in("collection")
                .does("The elements of an array of arrays; NULL arrays are left out.")
                .example("array_join(flatten(ARRAY[ARRAY['a'], ARRAY['é', 'c']]), ',')", "a,é,c")
                .example("flatten(ARRAY[split(NULL, ',')]) = ARRAY['x']", "false")
                .form(
                        arguments -> {
                            if (Elements.of(arguments.get(0)).getChildren().isEmpty()) {
                                throw Failures.noSuchCast("an array of single values", "an array of arrays");
                            }
                            return Elements.of(arguments.get(0));
                        },
                        Types.of(Types.array("arrays")),
                        (in, out) -> {
                            List<Object> all = new ArrayList<>();
                            for (Object inner : (List<?>) in.getObject(0)) {
                                all.addAll(inner == null ? List.of() : (List<?>) inner);
                            }
                            out.setObject(all);
                        })
                .build();
    }

    static ScalarFunction repeat() {
        return SimpleFunction.named("repeat")
                .in("collection")
                .does("An array of the same element so many times.")
                .example("array_join(repeat('é', 3), '')", "ééé")
                .example("repeat('a', NULL)", null)
                .nullAware(
                        arguments -> SqlTypes.array("result", arguments.get(0)),
                        Types.of(Types.any("element"), Types.bigint("count")),
                        (in, out) -> {
                            if (!in.isNull(1)) {
                                int count = checked(Math.max(0, in.getLong(1)));
                                out.setObject(Collections.nCopies(count, in.getObject(0)));
                            }
                        })
                .build();
    }

    private static int checked(long count) {
        if (count > ELEMENTS_MAX) {
            throw Failures.badArgument(
                    count + " elements are more than the " + ELEMENTS_MAX + " that one array may have");
        }
        return (int) count;
    }

    static ScalarFunction sequence() {
        return SimpleFunction.named("sequence")
                .in("collection")
                .does(
                        "The numbers, or dates, from one to another, both included, in steps of 1 or -1 or the step given.")
                .example("array_join(sequence(1, 4), ',')", "1,2,3,4")
                .example("array_join(sequence(5, 1, -2), ',')", "5,3,1")
                .example(
                        "array_join(sequence(DATE '2026-02-27', DATE '2026-03-01'), ' ')",
                        "2026-02-27 2026-02-28 2026-03-01")
                .example("sequence(1, NULL)", null)
                .form(
                        ResultType.always(SqlTypes.array("result", SqlTypes.field("element", SqlTypes.BIGINT))),
                        Types.of(Types.bigint("start"), Types.bigint("stop")),
                        (in, out) -> out.setObject(new ArrayList<Object>(
                                sequence(in.getLong(0), in.getLong(1), in.getLong(0) <= in.getLong(1) ? 1 : -1))))
                .form(
                        ResultType.always(SqlTypes.array("result", SqlTypes.field("element", SqlTypes.BIGINT))),
                        Types.of(Types.bigint("start"), Types.bigint("stop"), Types.bigint("step")),
                        (in, out) -> out.setObject(
                                new ArrayList<Object>(sequence(in.getLong(0), in.getLong(1), in.getLong(2)))))
                .form(
                        ResultType.always(SqlTypes.array("result", SqlTypes.field("element", SqlTypes.DATE))),
                        Types.of(Types.date("start"), Types.date("stop")),
                        (in, out) -> {
                            List<Object> days = new ArrayList<>();
                            int step = in.getLong(0) <= in.getLong(1) ? 1 : -1;
                            sequence(in.getLong(0), in.getLong(1), step).forEach(day -> days.add(day.intValue()));
                            out.setObject(days);
                        })
                .build();
    }

    private static List<Long> sequence(long start, long stop, long step) {
        boolean leads = step > 0 ? start <= stop : step < 0 && start >= stop;
        if (!leads) {
            throw Failures.badArgument("a sequence from " + start + " to " + stop + " cannot have steps of " + step);
        }
        boolean many = Math.abs(((double) stop - start) / step) > ELEMENTS_MAX;
        int count = checked(many ? Long.MAX_VALUE : (stop - start) / step + 1);
        List<Long> numbers = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            numbers.add(start + i * step);
        }
        return numbers;
    }
}
