/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.conditional;

import dev.spoor.function.ScalarFunction;
import java.util.List;

/** The functions of this package. */
public final class ConditionalFunctions {
    private ConditionalFunctions() {}

    public static List<ScalarFunction> all() {
        return List.of(
                Conditional.ifThen(),
                Conditional.coalesce(),
                Conditional.nullIf(),
                Greatest.greatest(),
                Greatest.least(),
                Conditional.typeOf(),
                EngineVersion.function());
    }
}
