/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/**
 * Equal rows get equal numbers: what grouping, DISTINCT and set operations stand on.
 *
 * <p>A {@link dev.spoor.group.ValueCoder} numbers the distinct values of one column, whatever shapes its batches come in:
 * a dictionary column costs one array lookup per row, and a column that turns flat half-way goes on with the same codes.
 * A {@link dev.spoor.group.TupleTable} numbers distinct tuples of codes: by a plain array while the product of the code
 * ranges is small, by a hash of one packed long above, by a hash of all codes when they do not fit a long. So a text
 * value is hashed once per dictionary and not once per row, and merging two tables moves codes instead of values.
 *
 * <p>Equality is that of GROUP BY: NULL equals NULL, NaN equals NaN, -0.0 equals 0.0; a MAP equals one with the same
 * entries in another order.
 */
package dev.spoor.group;
