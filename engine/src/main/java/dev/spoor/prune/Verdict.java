/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.prune;

/** How many rows of a thing (a file, a row group) satisfy a constraint, as far as its statistics can tell. */
public enum Verdict {
    /** Provably no row satisfies the constraint: the thing need not be read. */
    NONE,
    /** Nothing is proven: the thing must be read and every row checked. */
    SOME,
    /** Provably every row satisfies the constraint. */
    ALL;

    /** The verdict on a conjunction of two conditions that were judged as {@code this} and {@code other}. */
    public Verdict and(Verdict other) {
        if (this == NONE || other == NONE) {
            return NONE;
        }
        return this == ALL && other == ALL ? ALL : SOME;
    }
}
