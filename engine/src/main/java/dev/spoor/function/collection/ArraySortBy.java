/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.collection;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.expr.Failures;
import dev.spoor.expr.Lambda;
import dev.spoor.expr.LambdaCall;
import dev.spoor.expr.VectorExpr;
import dev.spoor.function.LambdaShape;
import dev.spoor.function.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * array_sort with a comparator: a stable merge sort from the bottom up. All merges of a round, over all rows, take their
 * k-th step together, so that the comparator is evaluated over many pairs at once.
 */
final class ArraySortBy {
    /** Two neighbouring runs of one row on their way into one. */
    private static final class Merge {
        private final int row;
        private final Object[] from;
        private final Object[] to;
        private final int middle;
        private final int end;
        private int left;
        private int right;
        private int at;

        Merge(int row, Object[] from, Object[] to, int start, int width) {
            this.row = row;
            this.from = from;
            this.to = to;
            this.left = start;
            this.at = start;
            this.middle = Math.min(start + width, from.length);
            this.right = middle;
            this.end = Math.min(start + 2 * width, from.length);
        }

        boolean isUndecided() {
            return left < middle && right < end;
        }

        void takeLeft() {
            to[at++] = from[left++];
        }

        void takeRight() {
            to[at++] = from[right++];
        }

        void takeRest() {
            while (left < middle) {
                takeLeft();
            }
            while (right < end) {
                takeRight();
            }
        }
    }

    private ArraySortBy() {}

    static final Parameter COMPARATOR = Parameter.lambda(
            "comparator",
            LambdaShape.of(
                    2,
                    "function(T, T, integer)",
                    arguments -> List.of(Elements.of(arguments.get(0)), Elements.of(arguments.get(0)))));

    /** The type of the array, if the comparator gives whole numbers. */
    static Field resultOf(List<Field> arguments) {
        if (!(arguments.get(1).getType() instanceof ArrowType.Int)) {
            throw new EngineException(
                    ErrorCode.TYPE_MISMATCH, "the comparator of array_sort gives -1, 0 or 1, as in IF(x < y, -1, 1)");
        }
        return arguments.get(0);
    }

    static VectorExpr bound(List<VectorExpr> arguments, Field result) {
        return LambdaCall.free(
                result, arguments.subList(0, 1), List.of((Lambda) arguments.get(1)), ArraySortBy::sorted);
    }

    private static List<Object> sorted(List<List<Object>> rows, LambdaCall.Calls calls) {
        Object[][] arrays = new Object[rows.size()][];
        int longest = 0;
        for (int row = 0; row < arrays.length; row++) {
            List<?> array = (List<?>) rows.get(row).get(0);
            arrays[row] = array == null ? null : array.toArray();
            longest = Math.max(longest, array == null ? 0 : array.size());
        }
        for (int width = 1; width < longest; width *= 2) {
            List<Merge> merges = new ArrayList<>();
            for (int row = 0; row < arrays.length; row++) {
                Object[] from = arrays[row];
                if (from != null && from.length > width) {
                    arrays[row] = new Object[from.length];
                    for (int start = 0; start < from.length; start += 2 * width) {
                        merges.add(new Merge(row, from, arrays[row], start, width));
                    }
                }
            }
            run(merges, calls);
        }
        List<Object> results = new ArrayList<>(arrays.length);
        for (Object[] array : arrays) {
            results.add(array == null ? null : Arrays.asList(array));
        }
        return results;
    }

    private static void run(List<Merge> merges, LambdaCall.Calls calls) {
        List<Merge> undecided = merges;
        while (!undecided.isEmpty()) {
            List<Merge> next = new ArrayList<>();
            for (Merge merge : undecided) {
                if (merge.isUndecided()) {
                    next.add(merge);
                } else {
                    merge.takeRest();
                }
            }
            compare(next, calls);
            undecided = next;
        }
    }

    private static void compare(List<Merge> merges, LambdaCall.Calls calls) {
        List<Object> lefts = new ArrayList<>();
        List<Object> rights = new ArrayList<>();
        int[] rows = new int[merges.size()];
        for (int i = 0; i < rows.length; i++) {
            Merge merge = merges.get(i);
            lefts.add(merge.from[merge.left]);
            rights.add(merge.from[merge.right]);
            rows[i] = merge.row;
        }
        List<Object> orders = calls.call(0, List.of(lefts, rights), rows);
        for (int i = 0; i < rows.length; i++) {
            if (!(orders.get(i) instanceof Number order)) {
                throw Failures.badArgument("the comparator of array_sort gave NULL; it gives -1, 0 or 1");
            }
            if (order.longValue() <= 0) {
                merges.get(i).takeLeft();
            } else {
                merges.get(i).takeRight();
            }
        }
    }
}
