/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.string;

import dev.spoor.expr.Failures;
import dev.spoor.function.ScalarFunction;
import dev.spoor.function.SimpleFunction;
import dev.spoor.function.Types;

/** levenshtein_distance and hamming_distance. */
final class EditDistance {
    /** Steps that one distance may take: the product of both lengths. */
    private static final long STEPS_MAX = 100_000_000;

    private EditDistance() {}

    static ScalarFunction levenshtein() {
        return SimpleFunction.named("levenshtein_distance")
                .in("string")
                .does("Fewest single code point changes that turn one text into the other.")
                .example("levenshtein_distance('kitten', 'sitting')", "3")
                .example("levenshtein_distance('', '日本')", "2")
                .example("levenshtein_distance(NULL, 'a')", null)
                .form(
                        Types.BIGINT,
                        Types.of(Types.varchar("string1"), Types.varchar("string2")),
                        (in, out) -> out.setLong(levenshtein(points(in.getString(0)), points(in.getString(1)))))
                .build();
    }

    static ScalarFunction hamming() {
        return SimpleFunction.named("hamming_distance")
                .in("string")
                .does("Number of places at which two texts of the same length differ.")
                .example("hamming_distance('karolin', 'kathrin')", "3")
                .example("hamming_distance('é', 'e')", "1")
                .example("hamming_distance('a', NULL)", null)
                .form(
                        Types.BIGINT,
                        Types.of(Types.varchar("string1"), Types.varchar("string2")),
                        (in, out) -> out.setLong(hamming(points(in.getString(0)), points(in.getString(1)))))
                .build();
    }

    private static int[] points(String text) {
        return text.codePoints().toArray();
    }

    private static long hamming(int[] a, int[] b) {
        if (a.length != b.length) {
            throw Failures.badArgument("hamming_distance wants texts of the same length, not " + a.length + " and "
                    + b.length + " code points");
        }
        long distance = 0;
        for (int i = 0; i < a.length; i++) {
            distance += a[i] == b[i] ? 0 : 1;
        }
        return distance;
    }

    private static long levenshtein(int[] a, int[] b) {
        if ((long) a.length * b.length > STEPS_MAX) {
            throw Failures.badArgument("levenshtein_distance of texts of " + a.length + " and " + b.length
                    + " code points takes too many steps; cut them with substr");
        }
        int[] row = new int[b.length + 1];
        for (int j = 0; j <= b.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length; i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length; j++) {
                int above = row[j];
                int change = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                row[j] = Math.min(change, Math.min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[b.length];
    }
}
