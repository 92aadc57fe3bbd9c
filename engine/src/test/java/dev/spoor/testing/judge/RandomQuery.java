/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.testing.judge;

/**
 * A query in both dialects.
 *
 * @param ordered whether the rows have one order only
 */
record RandomQuery(String spoor, String duck, boolean ordered) {
    RandomQuery(Term sql, boolean ordered) {
        this(sql.spoor(), sql.duck(), ordered);
    }
}
