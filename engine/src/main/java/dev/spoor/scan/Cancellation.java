/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.scan;

/** Whether the query should stop. Thread-safe. */
@FunctionalInterface
public interface Cancellation {
    /** Throws CANCELLED or QUERY_TIMEOUT when the query is to end; returns otherwise. Cheap. */
    void check();
}
