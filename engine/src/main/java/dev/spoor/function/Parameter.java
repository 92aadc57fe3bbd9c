/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function;

/**
 * One parameter of a signature.
 *
 * @param name as the documentation shows it
 * @param family what it accepts
 */
public record Parameter(String name, TypeFamily family, LambdaShape lambdaOrNull) {
    public Parameter(String name, TypeFamily family) {
        this(name, family, null);
    }

    /** A lambda. */
    public static Parameter lambda(String name, LambdaShape shape) {
        return new Parameter(name, TypeFamily.FUNCTION, shape);
    }
}
