/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.collection;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.expr.CommonType;
import dev.spoor.expr.Failures;
import dev.spoor.expr.RowExpr;
import dev.spoor.expr.ValueKey;
import dev.spoor.expr.VectorExpr;
import dev.spoor.function.Parameter;
import dev.spoor.function.ScalarFunction;
import dev.spoor.function.SimpleFunction;
import dev.spoor.function.Types;
import dev.spoor.vector.SqlTypes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Field;

/** zip, trim_array, contains_sequence, ngrams and combinations. */
final class ArrayShapes {
    private static final int COMBINATIONS_MAX = 100_000;
    private static final int COMBINATION_SIZE_MAX = 5;
    private static final int ZIP_MAX = 5;

    private ArrayShapes() {}

    private static List<?> list(Object array) {
        return (List<?>) array;
    }

    static ScalarFunction zip() {
        SimpleFunction.Builder builder = SimpleFunction.named("zip")
                .in("collection")
                .does("Rows of the elements of two to five arrays side by side; the shorter ones are filled with NULL.")
                .example("zip(ARRAY[1, 2], ARRAY['é'])", "[{field0=1, field1=é}, {field0=2, field1=null}]")
                .example("zip(NULL, ARRAY[1])", null);
        for (int count = 2; count <= ZIP_MAX; count++) {
            List<Parameter> parameters = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                parameters.add(Types.array("array" + (i + 1)));
            }
            int arrays = count;
            builder.form(ArrayShapes::zipped, parameters, (in, out) -> {
                int longest = 0;
                for (int i = 0; i < arrays; i++) {
                    longest = Math.max(longest, list(in.getObject(i)).size());
                }
                List<Object> rows = new ArrayList<>();
                for (int at = 0; at < longest; at++) {
                    List<Object> row = new ArrayList<>();
                    for (int i = 0; i < arrays; i++) {
                        List<?> array = list(in.getObject(i));
                        row.add(at < array.size() ? array.get(at) : null);
                    }
                    rows.add(row);
                }
                out.setObject(rows);
            });
        }
        return builder.build();
    }

    private static Field zipped(List<Field> arguments) {
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            fields.add(SqlTypes.renamed(Elements.of(arguments.get(i)), "field" + i));
        }
        return SqlTypes.array("result", SqlTypes.row("element", fields));
    }

    static ScalarFunction trimArray() {
        return SimpleFunction.named("trim_array")
                .in("collection")
                .does("The array without so many of its last elements.")
                .example("trim_array(ARRAY['a', 'é', 'c'], 2)", "[a]")
                .example("trim_array(NULL, 1)", null)
                .form(
                        arguments -> arguments.get(0),
                        Types.of(Types.array("array"), Types.bigint("count")),
                        (in, out) -> {
                            List<?> array = list(in.getObject(0));
                            long count = in.getLong(1);
                            if (count < 0 || count > array.size()) {
                                throw Failures.badArgument(
                                        "trim_array takes away 0 to " + array.size() + " elements, not " + count);
                            }
                            out.setObject(new ArrayList<>(array.subList(0, array.size() - (int) count)));
                        })
                .build();
    }

    static ScalarFunction containsSequence() {
        return SimpleFunction.named("contains_sequence")
                .in("collection")
                .does("Whether an array contains the elements of another, one after the other.")
                .example("contains_sequence(ARRAY[1, 2, 3], ARRAY[2, 3])", "true")
                .example("contains_sequence(ARRAY['é', 'a'], ARRAY['a', 'é'])", "false")
                .example("contains_sequence(CAST(NULL AS array(integer)), ARRAY[1])", null)
                .bound(
                        arguments -> {
                            CommonType.of(arguments);
                            return Types.BOOLEAN.of(arguments);
                        },
                        Types.of(Types.array("array"), Types.array("sequence")),
                        (a, r) -> RowExpr.total(r, sameType(a), (in, out) -> {
                            List<Object> array = keys(list(in.getObject(0)));
                            out.setBoolean(Collections.indexOfSubList(array, keys(list(in.getObject(1)))) >= 0);
                        }))
                .build();
    }

    private static List<VectorExpr> sameType(List<VectorExpr> arrays) {
        return CommonType.cast(
                arrays, CommonType.of(arrays.get(0).field(), arrays.get(1).field()));
    }

    private static List<Object> keys(List<?> values) {
        List<Object> keys = new ArrayList<>();
        values.forEach(value -> keys.add(ValueKey.of(value)));
        return keys;
    }

    static ScalarFunction ngrams() {
        return SimpleFunction.named("ngrams")
                .in("collection")
                .does("All runs of so many neighbouring elements; the whole array if it is shorter.")
                .example("ngrams(ARRAY['a', 'é', 'c'], 2)", "[[a, é], [é, c]]")
                .example("ngrams(NULL, 2)", null)
                .form(
                        arguments -> SqlTypes.array("result", arguments.get(0)),
                        Types.of(Types.array("array"), Types.bigint("n")),
                        (in, out) -> {
                            List<?> array = list(in.getObject(0));
                            if (in.getLong(1) < 1) {
                                throw Failures.badArgument("ngrams have 1 element or more, not " + in.getLong(1));
                            }
                            int n = (int) Math.min(in.getLong(1), Math.max(1, array.size()));
                            List<Object> runs = new ArrayList<>();
                            for (int i = 0; i + n <= array.size(); i++) {
                                runs.add(new ArrayList<>(array.subList(i, i + n)));
                            }
                            out.setObject(runs);
                        })
                .build();
    }

    static ScalarFunction combinations() {
        return SimpleFunction.named("combinations")
                .in("collection")
                .does("All ways to choose so many (at most 5) of an array's elements.")
                .example("combinations(ARRAY[1, 2, 3], 2)", "[[1, 2], [1, 3], [2, 3]]")
                .example("combinations(NULL, 2)", null)
                .form(
                        arguments -> SqlTypes.array("result", arguments.get(0)),
                        Types.of(Types.array("array"), Types.bigint("n")),
                        (in, out) -> {
                            long n = in.getLong(1);
                            if (n < 0 || n > COMBINATION_SIZE_MAX) {
                                throw Failures.badArgument("combinations choose 0 to 5 elements, not " + n);
                            }
                            List<Object> found = new ArrayList<>();
                            choose(list(in.getObject(0)), (int) n, 0, new ArrayList<>(), found);
                            out.setObject(found);
                        })
                .build();
    }

    private static void choose(List<?> array, int n, int from, List<Object> chosen, List<Object> found) {
        if (chosen.size() == n) {
            if (found.size() == COMBINATIONS_MAX) {
                throw new EngineException(
                        ErrorCode.LIMIT_EXCEEDED, "more than " + COMBINATIONS_MAX + " combinations of one array");
            }
            found.add(new ArrayList<>(chosen));
            return;
        }
        for (int i = from; i < array.size(); i++) {
            chosen.add(array.get(i));
            choose(array, n, i + 1, chosen, found);
            chosen.remove(chosen.size() - 1);
        }
    }
}
