/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.expr;

import dev.spoor.vector.Batch;
import dev.spoor.vector.Mask;

/** A condition: writes exactly the rows where it is TRUE, neither FALSE nor NULL. Immutable, shared by workers. */
public interface Predicate {
    /** Resets {@code out} to the batch's row count and sets the rows that satisfy the condition. */
    void test(Batch in, Mask out, EvalContext context);
}
