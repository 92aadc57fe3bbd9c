/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function;

import dev.spoor.expr.VectorExpr;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Field;

/** A function of the values of one row. Stateless. */
public interface ScalarFunction {
    FunctionDoc doc();

    /** Ways to call it; the front end takes the first that fits. */
    List<Signature> signatures();

    /**
     * Makes the expression of one call. Constant arguments ({@link VectorExpr#isConstant}) may be looked at here, to
     * compile a pattern once for example.
     *
     * @param signature the chosen one of {@link #signatures()}
     * @param arguments already coerced
     * @param result the type that the signature gave
     */
    VectorExpr bind(Signature signature, List<VectorExpr> arguments, Field result);
}
