/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.collection;

import dev.spoor.expr.Arguments;
import dev.spoor.expr.RowExpr;
import dev.spoor.expr.RowFunction;
import dev.spoor.expr.ValueWriter;
import dev.spoor.function.ResultType;
import dev.spoor.function.ScalarFunction;
import dev.spoor.function.Signature;
import dev.spoor.function.SimpleFunction;
import dev.spoor.function.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/** shuffle: by Fisher and Yates, from the query's seed. */
final class ArrayShuffle implements RowFunction {
    private SplittableRandom random;

    private ArrayShuffle() {}

    static ScalarFunction function() {
        return SimpleFunction.named("shuffle")
                .in("collection")
                .does("The elements in a random order.")
                .example("array_sort(shuffle(ARRAY['b', 'é', 'a']))", "[a, b, é]")
                .example("shuffle(ARRAY[1])", "[1]")
                .example("shuffle(NULL)", null)
                .form(
                        new Signature(Types.of(Types.array("array")), false, ResultType.sameAsArgument(0), false),
                        (a, r) -> RowExpr.nonDeterministic(r, a, ArrayShuffle::new))
                .build();
    }

    @Override
    public void apply(Arguments in, ValueWriter out) {
        if (random == null) {
            random = new SplittableRandom(in.context().nextRandomSeed());
        }
        List<Object> shuffled = new ArrayList<>((List<?>) in.getObject(0));
        for (int i = shuffled.size() - 1; i > 0; i--) {
            Collections.swap(shuffled, i, random.nextInt(i + 1));
        }
        out.setObject(shuffled);
    }
}
