/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/**
 * Aggregate functions, one file each; {@link dev.spoor.function.aggregate.AggregateFunctions} lists them.
 *
 * <p>A state holds all groups of one call in plain arrays indexed by group id, and adds a batch in one loop over the rows
 * that count ({@code Selection}). Numbers are read through a {@code BulkReader}, text through {@code TextRows}, values
 * that are only kept through a {@code ValueList}. Unless said otherwise a function ignores rows whose first argument is
 * NULL and gives NULL for a group without rows.
 */
package dev.spoor.function.aggregate;
