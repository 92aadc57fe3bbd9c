/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.math;

import dev.spoor.expr.Arguments;
import dev.spoor.expr.RowExpr;
import dev.spoor.expr.RowFunction;
import dev.spoor.expr.ValueWriter;
import dev.spoor.function.ScalarFunction;
import dev.spoor.function.Signature;
import dev.spoor.function.SimpleFunction;
import dev.spoor.function.Types;
import java.util.SplittableRandom;
import java.util.UUID;

/** uuid: random ones of version 4 (RFC 9562) from the query's seed, so not to be used as secrets. */
final class RandomUuid implements RowFunction {
    private static final long VERSION_BITS = 0xF000L;
    private static final long VERSION_4 = 0x4000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private SplittableRandom random;

    private RandomUuid() {}

    static ScalarFunction function() {
        return SimpleFunction.named("uuid")
                .in("math")
                .does("A random UUID of version 4, as text; another one for each row.")
                .example("length(uuid())", "36")
                .example("regexp_like(uuid(), '^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-')", "true")
                .form(
                        new Signature(Types.of(), false, Types.VARCHAR, false),
                        (a, r) -> RowExpr.nonDeterministic(r, a, RandomUuid::new))
                .build();
    }

    @Override
    public void apply(Arguments in, ValueWriter out) {
        if (random == null) {
            random = new SplittableRandom(in.context().nextRandomSeed());
        }
        long high = random.nextLong() & ~VERSION_BITS | VERSION_4;
        long low = random.nextLong() >>> 2 | VARIANT;
        out.setString(new UUID(high, low).toString());
    }
}
