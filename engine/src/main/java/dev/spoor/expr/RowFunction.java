/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.expr;

/**
 * Computes one row. May keep scratch space between rows when it is made anew for each evaluation ({@link RowExpr}
 * takes a maker); never a value of a row.
 */
@FunctionalInterface
public interface RowFunction {
    /** Reads arguments and sets the result; sets nothing for NULL. */
    void apply(Arguments in, ValueWriter out);
}
