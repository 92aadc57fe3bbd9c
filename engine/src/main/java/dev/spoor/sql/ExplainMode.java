/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql;

/** Whether a statement asks for rows or for its plan. */
public enum ExplainMode {
    /** The rows of a query. */
    NONE,
    /** The plan of a query and what of the logs it would read. */
    PLAN,
    /** The plan of a query after running it, with what it cost. */
    ANALYZE
}
