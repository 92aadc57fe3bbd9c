/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.collection;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.expr.Cast;
import dev.spoor.expr.Lambda;
import dev.spoor.expr.LambdaCall;
import dev.spoor.expr.VectorExpr;
import dev.spoor.function.LambdaShape;
import dev.spoor.function.Parameter;
import dev.spoor.function.ResultType;
import dev.spoor.function.ScalarFunction;
import dev.spoor.function.SimpleFunction;
import dev.spoor.function.Types;
import dev.spoor.vector.SqlTypes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/** Functions that ask a lambda about each element of an array. */
final class ArrayLambdas {
    /** A truth of three values from the truths of the elements. */
    private interface Verdict {
        Boolean of(List<Object> truths);
    }

    private ArrayLambdas() {}

    private static Parameter test(String name) {
        return Parameter.lambda(
                name, LambdaShape.of(1, "function(T, boolean)", arguments -> List.of(Elements.of(arguments.get(0)))));
    }

    /** The type of the result, once the lambda's own is known to be a truth. */
    static Field whenBoolean(Field lambda, Field result) {
        if (!(lambda.getType() instanceof ArrowType.Bool) && !SqlTypes.isUntypedNull(lambda)) {
            throw new EngineException(ErrorCode.TYPE_MISMATCH, "the lambda must give a boolean");
        }
        return result;
    }

    static Lambda truth(VectorExpr lambda) {
        return ((Lambda) lambda).returning(SqlTypes.field("truth", SqlTypes.BOOLEAN));
    }

    @SuppressWarnings("unchecked")
    static List<Object> list(Object array) {
        return (List<Object>) array;
    }

    static ScalarFunction filter() {
        return SimpleFunction.named("filter")
                .in("collection")
                .does("The elements for which a lambda is true.")
                .example("array_join(filter(ARRAY[5, -6, NULL, 7], x -> x > 0), ',')", "5,7")
                .example("cardinality(filter(ARRAY['é', 'a'], x -> x = 'b'))", "0")
                .example("filter(NULL, x -> true)", null)
                .bound(
                        arguments -> whenBoolean(arguments.get(1), arguments.get(0)),
                        Types.of(Types.array("array"), test("test")),
                        (a, r) ->
                                LambdaCall.perElement(r, a.subList(0, 1), truth(a.get(1)), new LambdaCall.PerElement() {
                                    @Override
                                    public List<List<Object>> calls(List<Object> row) {
                                        return List.of(list(row.get(0)));
                                    }

                                    @Override
                                    public Object result(
                                            List<Object> row, List<List<Object>> calls, List<Object> results) {
                                        List<Object> kept = new ArrayList<>();
                                        for (int i = 0; i < results.size(); i++) {
                                            if (Boolean.TRUE.equals(results.get(i))) {
                                                kept.add(calls.get(0).get(i));
                                            }
                                        }
                                        return kept;
                                    }
                                }))
                .build();
    }

    static ScalarFunction transform() {
        return SimpleFunction.named("transform")
                .in("collection")
                .does("What a lambda makes of each element.")
                .example("array_join(transform(ARRAY[1, NULL, 3], x -> coalesce(x, 0) + 1), ',')", "2,1,4")
                .example("array_join(transform(ARRAY['a', 'é'], x -> x || '!'), ',')", "a!,é!")
                .example("transform(NULL, x -> 1)", null)
                .bound(
                        arguments -> SqlTypes.array("result", arguments.get(1)),
                        Types.of(
                                Types.array("array"),
                                Parameter.lambda(
                                        "function",
                                        LambdaShape.of(
                                                1,
                                                "function(T, U)",
                                                arguments -> List.of(Elements.of(arguments.get(0)))))),
                        (a, r) -> LambdaCall.perElement(
                                r, a.subList(0, 1), (Lambda) a.get(1), new LambdaCall.PerElement() {
                                    @Override
                                    public List<List<Object>> calls(List<Object> row) {
                                        return List.of(list(row.get(0)));
                                    }

                                    @Override
                                    public Object result(
                                            List<Object> row, List<List<Object>> calls, List<Object> results) {
                                        return new ArrayList<>(results);
                                    }
                                }))
                .build();
    }

    static ScalarFunction anyMatch() {
        return match(
                SimpleFunction.named("any_match")
                        .in("collection")
                        .does("Whether a lambda is true for at least one element; NULL if that is unknown.")
                        .example("any_match(ARRAY[1, 2], x -> x > 1)", "true")
                        .example("any_match(ARRAY['a', NULL], x -> x = 'é')", null)
                        .example("any_match(ARRAY[1], x -> x > 1)", "false"),
                truths -> truths.contains(true) ? Boolean.TRUE : truths.contains(null) ? null : Boolean.FALSE);
    }

    static ScalarFunction allMatch() {
        return match(
                SimpleFunction.named("all_match")
                        .in("collection")
                        .does(
                                "Whether a lambda is true for every element, also when there is none; NULL if that is unknown.")
                        .example("all_match(ARRAY[1, 2], x -> x > 0)", "true")
                        .example("all_match(ARRAY['a', NULL], x -> x = 'a')", null)
                        .example("all_match(ARRAY['a', 'é'], x -> x = 'a')", "false"),
                truths -> truths.contains(false) ? Boolean.FALSE : truths.contains(null) ? null : Boolean.TRUE);
    }

    static ScalarFunction noneMatch() {
        return match(
                SimpleFunction.named("none_match")
                        .in("collection")
                        .does("Whether a lambda is true for no element; NULL if that is unknown.")
                        .example("none_match(ARRAY[1, 2], x -> x > 2)", "true")
                        .example("none_match(ARRAY['a', NULL], x -> x = 'b')", null)
                        .example("none_match(ARRAY['é'], x -> x = 'é')", "false"),
                truths -> truths.contains(true) ? Boolean.FALSE : truths.contains(null) ? null : Boolean.TRUE);
    }

    private static ScalarFunction match(SimpleFunction.Builder builder, Verdict verdict) {
        return builder.bound(
                        arguments -> whenBoolean(arguments.get(1), Types.BOOLEAN.of(arguments)),
                        Types.of(Types.array("array"), test("test")),
                        (a, r) ->
                                LambdaCall.perElement(r, a.subList(0, 1), truth(a.get(1)), new LambdaCall.PerElement() {
                                    @Override
                                    public List<List<Object>> calls(List<Object> row) {
                                        return List.of(list(row.get(0)));
                                    }

                                    @Override
                                    public Object result(
                                            List<Object> row, List<List<Object>> calls, List<Object> results) {
                                        return verdict.of(results);
                                    }
                                }))
                .build();
    }

    static ScalarFunction zipWith() {
        return SimpleFunction.named("zip_with")
                .in("collection")
                .does(
                        "What a lambda makes of the elements of two arrays side by side; the shorter one is filled with NULL.")
                .example(
                        "array_join(zip_with(ARRAY[1, 2], ARRAY['a', 'é'], (x, y) -> y || CAST(x AS varchar)), ',')",
                        "a1,é2")
                .example("array_join(zip_with(ARRAY[1], ARRAY[2, 3], (x, y) -> coalesce(x, 0) + y), ',')", "3,3")
                .example("zip_with(NULL, ARRAY[1], (x, y) -> y)", null)
                .bound(
                        arguments -> SqlTypes.array("result", arguments.get(2)),
                        Types.of(
                                Types.array("array1"),
                                Types.array("array2"),
                                Parameter.lambda(
                                        "function",
                                        LambdaShape.of(
                                                2,
                                                "function(T, U, R)",
                                                arguments -> List.of(
                                                        Elements.of(arguments.get(0)),
                                                        Elements.of(arguments.get(1)))))),
                        (a, r) -> LambdaCall.perElement(
                                r, a.subList(0, 2), (Lambda) a.get(2), new LambdaCall.PerElement() {
                                    @Override
                                    public List<List<Object>> calls(List<Object> row) {
                                        List<Object> first = list(row.get(0));
                                        List<Object> second = list(row.get(1));
                                        int length = Math.max(first.size(), second.size());
                                        return List.of(filled(first, length), filled(second, length));
                                    }

                                    @Override
                                    public Object result(
                                            List<Object> row, List<List<Object>> calls, List<Object> results) {
                                        return new ArrayList<>(results);
                                    }
                                }))
                .build();
    }

    private static List<Object> filled(List<Object> array, int length) {
        List<Object> filled = new ArrayList<>(array);
        while (filled.size() < length) {
            filled.add(null);
        }
        return filled;
    }

    /** All rows take their k-th step together. */
    static ScalarFunction reduce() {
        ResultType last = ResultType.sameAsArgument(3);
        return SimpleFunction.named("reduce")
                .in("collection")
                .does(
                        "Folds an array into one value: a state, what each element makes of it, and the result at the end.")
                .example("reduce(ARRAY[5, 20, 50], 0, (s, x) -> s + x, s -> s)", "75")
                .example("reduce(ARRAY[5, NULL], 0, (s, x) -> s + coalesce(x, 1), s -> s * 2)", "12")
                .example("reduce(ARRAY['a', 'é'], '', (s, x) -> s || x, s -> upper(s))", "AÉ")
                .example("reduce(NULL, 0, (s, x) -> s, s -> s)", null)
                .bound(
                        last,
                        Types.of(
                                Types.array("array"),
                                Types.any("state"),
                                Parameter.lambda(
                                        "step",
                                        new LambdaShape(
                                                2,
                                                arguments -> List.of(arguments.get(1), Elements.of(arguments.get(0))),
                                                1,
                                                "function(S, T, S)")),
                                Parameter.lambda(
                                        "end",
                                        LambdaShape.of(1, "function(S, R)", arguments -> List.of(arguments.get(1))))),
                        ArrayLambdas::reduced)
                .build();
    }

    private static VectorExpr reduced(List<VectorExpr> arguments, Field result) {
        Field state = ((Lambda) arguments.get(2)).parameters().get(0);
        List<VectorExpr> values = List.of(arguments.get(0), Cast.of(arguments.get(1), state, Cast.Mode.CAST));
        List<Lambda> lambdas = List.of(((Lambda) arguments.get(2)).returning(state), (Lambda) arguments.get(3));
        return LambdaCall.free(result, values, lambdas, ArrayLambdas::fold);
    }

    private static List<Object> fold(List<List<Object>> rows, LambdaCall.Calls calls) {
        Object[] states = new Object[rows.size()];
        int longest = 0;
        for (int i = 0; i < states.length; i++) {
            states[i] = rows.get(i).get(1);
            longest = Math.max(
                    longest,
                    rows.get(i).get(0) == null ? 0 : list(rows.get(i).get(0)).size());
        }
        for (int step = 0; step < longest; step++) {
            List<Object> before = new ArrayList<>();
            List<Object> elements = new ArrayList<>();
            int[] of = new int[states.length];
            int count = 0;
            for (int i = 0; i < states.length; i++) {
                List<Object> array = list(rows.get(i).get(0));
                if (array != null && array.size() > step) {
                    before.add(states[i]);
                    elements.add(array.get(step));
                    of[count++] = i;
                }
            }
            List<Object> after = calls.call(0, List.of(before, elements), Arrays.copyOf(of, count));
            for (int i = 0; i < count; i++) {
                states[of[i]] = after.get(i);
            }
        }
        int[] all = new int[states.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = i;
        }
        List<Object> results = new ArrayList<>(calls.call(1, List.of(Arrays.asList(states)), all));
        for (int i = 0; i < all.length; i++) {
            if (rows.get(i).get(0) == null) {
                results.set(i, null);
            }
        }
        return results;
    }
}
