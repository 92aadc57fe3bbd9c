/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.string;

import dev.spoor.expr.Failures;
import dev.spoor.function.ScalarFunction;
import dev.spoor.function.SimpleFunction;
import dev.spoor.function.Types;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;

/** normalize(string[, form]). */
final class Normalize {
    private Normalize() {}

    static ScalarFunction function() {
        return SimpleFunction.named("normalize")
                .in("string")
                .does("Unicode normalisation: NFC, or the form given as text (NFC, NFD, NFKC, NFKD).")
                .example("length(normalize('é', NFD))", "2")
                .example("normalize('ﬁ', NFKC)", "fi")
                .example("normalize('')", "")
                .example("normalize(NULL)", null)
                .total(
                        Types.VARCHAR,
                        Types.of(Types.varchar("string")),
                        (in, out) -> out.setString(Normalizer.normalize(in.getString(0), Normalizer.Form.NFC)))
                .form(
                        Types.VARCHAR,
                        Types.of(Types.varchar("string"), Types.varchar("form")),
                        (in, out) -> out.setString(Normalizer.normalize(in.getString(0), form(in.getString(1)))))
                .build();
    }

    private static Normalizer.Form form(String name) {
        return Arrays.stream(Normalizer.Form.values())
                .filter(form -> form.name().equals(name.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> Failures.badArgument(
                        "'" + Failures.shown(name) + "' is not a normalisation form: NFC, NFD, NFKC, NFKD"));
    }
}
