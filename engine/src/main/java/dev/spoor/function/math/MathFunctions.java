/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.math;

import dev.spoor.function.ScalarFunction;
import java.util.ArrayList;
import java.util.List;

/** The functions of this package. */
public final class MathFunctions {
    private MathFunctions() {}

    public static List<ScalarFunction> all() {
        List<ScalarFunction> all = new ArrayList<>(Trigonometry.all());
        all.addAll(List.of(
                Rounding.abs(),
                Rounding.ceil(),
                Rounding.floor(),
                Rounding.round(),
                Rounding.truncate(),
                Rounding.sign(),
                Rounding.mod(),
                Powers.power(),
                Powers.sqrt(),
                Powers.cbrt(),
                Powers.exp(),
                Powers.ln(),
                Powers.log2(),
                Powers.log10(),
                Powers.log(),
                Powers.pi(),
                Powers.e(),
                FloatTests.isNan(),
                FloatTests.isFinite(),
                FloatTests.isInfinite(),
                FloatTests.nan(),
                FloatTests.infinity(),
                Bitwise.and(),
                Bitwise.or(),
                Bitwise.xor(),
                Bitwise.not(),
                Bases.toBase(),
                Bases.fromBase(),
                Bitwise.leftShift(),
                Bitwise.rightShift(),
                Bitwise.arithmeticShift(),
                RandomNumber.function()));
        all.add(WidthBucket.function());
        all.add(RandomUuid.function());
        return all;
    }
}
