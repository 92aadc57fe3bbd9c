/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.store;

/** What must hold at the instant when a written object becomes visible. */
public enum WriteCondition {
    /** There is no object of that key; else OBJECT_EXISTS. */
    CREATE_ONLY,
    /** Nothing: an object of that key is replaced. */
    REPLACE
}
