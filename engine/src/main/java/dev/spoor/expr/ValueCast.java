/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.expr;

/** Casts one value that is not NULL. */
@FunctionalInterface
interface ValueCast {
    /**
     * Sets the result, or sets nothing for NULL.
     *
     * @param scratch a view to read text into
     * @return false if the value cannot be cast
     */
    boolean apply(ValueReader from, int row, Text scratch, ValueWriter to);
}
