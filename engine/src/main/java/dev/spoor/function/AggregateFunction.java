/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function;

import dev.spoor.vector.Memory;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Field;

/** A function of the values of many rows. Stateless; the state is in its accumulators. */
public interface AggregateFunction {
    FunctionDoc doc();

    /** Ways to call it; the front end takes the first that fits. */
    List<Signature> signatures();

    /**
     * A new state for all groups of one call.
     *
     * @param arguments types of the arguments after coercion
     * @param result the type that the signature gave
     */
    GroupedAccumulator newAccumulator(Signature signature, List<Field> arguments, Field result, Memory memory);
}
