/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.jdbc;

/** Results tell it: {@code resultSet.unwrap(RowsAtHand.class)}. */
public interface RowsAtHand {
    /** Whether {@code next()} answers at once: the next row is here, or there is none. */
    boolean isNextAtHand();
}
