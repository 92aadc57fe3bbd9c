/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.conditional;

import dev.spoor.expr.Literal;
import dev.spoor.function.ScalarFunction;
import dev.spoor.function.SimpleFunction;
import dev.spoor.function.Types;
import java.util.Optional;

/** version: which engine answers. */
final class EngineVersion {
    private EngineVersion() {}

    static ScalarFunction function() {
        return SimpleFunction.named("version")
                .in("conditional")
                .does("The name and version of the engine.")
                .example("starts_with(version(), 'Spoor ')", "true")
                .bound(Types.VARCHAR, Types.of(), (a, r) -> Literal.of(r, "Spoor " + number()))
                .build();
    }

    private static String number() {
        return Optional.ofNullable(EngineVersion.class.getPackage().getImplementationVersion())
                .orElse("development build");
    }
}
