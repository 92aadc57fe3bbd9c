/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.math;

import dev.spoor.expr.Arguments;
import dev.spoor.expr.Failures;
import dev.spoor.expr.RowExpr;
import dev.spoor.expr.RowFunction;
import dev.spoor.expr.ValueWriter;
import dev.spoor.function.ScalarFunction;
import dev.spoor.function.Signature;
import dev.spoor.function.SimpleFunction;
import dev.spoor.function.Types;
import java.util.SplittableRandom;

/** rand, random: numbers from the query's seed. */
final class RandomNumber implements RowFunction {
    private final boolean whole;
    private SplittableRandom random;

    private RandomNumber(boolean whole) {
        this.whole = whole;
    }

    static ScalarFunction function() {
        return SimpleFunction.named("rand", "random")
                .in("math")
                .does("A random number from 0 (included) to 1, or a whole one from 0 to below a bound.")
                .example("rand() BETWEEN 0 AND 1", "true")
                .example("rand(1)", "0")
                .example("rand(NULL)", null)
                .form(
                        new Signature(Types.of(), false, Types.DOUBLE, false),
                        (a, r) -> RowExpr.nonDeterministic(r, a, () -> new RandomNumber(false)))
                .form(
                        new Signature(Types.of(Types.bigint("bound")), false, Types.BIGINT, false),
                        (a, r) -> RowExpr.nonDeterministic(r, a, () -> new RandomNumber(true)))
                .build();
    }

    @Override
    public void apply(Arguments in, ValueWriter out) {
        if (random == null) {
            random = new SplittableRandom(in.context().nextRandomSeed());
        }
        if (!whole) {
            out.setDouble(random.nextDouble());
            return;
        }
        if (in.getLong(0) <= 0) {
            throw Failures.badArgument("the bound of rand must be greater than 0, not " + in.getLong(0));
        }
        out.setLong(random.nextLong(in.getLong(0)));
    }
}
