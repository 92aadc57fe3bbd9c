/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/**
 * Batches of rows in Arrow memory, and every quirk of Arrow.
 *
 * <p>A {@link dev.spoor.vector.Batch} is a dense run of rows in {@link dev.spoor.vector.Column}s. A column is Arrow data
 * in one of three shapes: flat, dictionary-encoded text, or one constant. Columns are immutable once built and
 * reference-counted: {@code retain()} makes another owner, {@code close()} ends one. All buffers of a query come from
 * its {@link dev.spoor.vector.Memory}, which also counts the heap that operators reserve, so that one limit holds for
 * both. {@link dev.spoor.vector.SqlTypes} names the Arrow types that stand for SQL types.
 */
package dev.spoor.vector;
