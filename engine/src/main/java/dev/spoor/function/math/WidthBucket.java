/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.math;

import dev.spoor.expr.Arguments;
import dev.spoor.expr.Failures;
import dev.spoor.expr.ValueWriter;
import dev.spoor.function.ScalarFunction;
import dev.spoor.function.SimpleFunction;
import dev.spoor.function.Types;
import java.util.List;

/** width_bucket: the place of a number in a histogram. */
final class WidthBucket {
    private WidthBucket() {}

    static ScalarFunction function() {
        return SimpleFunction.named("width_bucket")
                .in("math")
                .does(
                        "The number of the bucket that x is in, of n equal ones between two bounds (0 below them, n + 1 above),"
                                + " or of those between ascending bounds.")
                .example("width_bucket(5.5, 0, 10, 5)", "3")
                .example("width_bucket(-1, 0, 10, 5)", "0")
                .example("width_bucket(2, 10, 0, 5)", "5")
                .example("width_bucket(7, ARRAY[1, 5, 10])", "2")
                .example("width_bucket(NULL, 0, 10, 5)", null)
                .form(
                        Types.BIGINT,
                        Types.of(
                                Types.floating("x"),
                                Types.floating("bound1"),
                                Types.floating("bound2"),
                                Types.bigint("n")),
                        WidthBucket::equal)
                .form(Types.BIGINT, Types.of(Types.floating("x"), Types.array("bounds")), WidthBucket::between)
                .build();
    }

    private static void equal(Arguments in, ValueWriter out) {
        double x = in.getDouble(0);
        double first = in.getDouble(1);
        double last = in.getDouble(2);
        long count = in.getLong(3);
        if (count < 1 || !Double.isFinite(first) || !Double.isFinite(last) || first == last || Double.isNaN(x)) {
            throw Failures.badArgument(
                    "width_bucket takes a number, two different finite bounds and a number of buckets above 0");
        }
        double part = (x - first) / (last - first);
        out.setLong(part < 0 ? 0 : part >= 1 ? count + 1 : (long) (count * part) + 1);
    }

    private static void between(Arguments in, ValueWriter out) {
        double x = in.getDouble(0);
        List<?> bounds = (List<?>) in.getObject(1);
        long bucket = 0;
        double before = Double.NEGATIVE_INFINITY;
        for (Object bound : bounds) {
            if (!(bound instanceof Number number) || !(number.doubleValue() >= before)) {
                throw Failures.badArgument("the bounds of width_bucket are ascending numbers");
            }
            before = number.doubleValue();
            bucket += x >= before ? 1 : 0;
        }
        if (bounds.isEmpty() || Double.isNaN(x)) {
            throw Failures.badArgument("width_bucket takes a number and at least one bound");
        }
        out.setLong(bucket);
    }
}
