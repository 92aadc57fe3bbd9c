/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/**
 * AWS CloudTrail: where its files lie ({@code CloudTrailLayout}), which columns its events have
 * ({@code CloudTrailSchema}), and how a record becomes a row ({@code CloudTrailDecoder}).
 *
 * <p>The decoder gets places of values in well-formed JSON text, not values. {@code WantedKeys} turns the projected paths
 * into the keys to look for, one {@code ColumnWriter} for each column turns the value in its slot into Arrow:
 * {@code TextWriter} into dictionary-encoded text, {@code VectorWriter} by {@code NestedValues} into everything else.
 *
 * <p>Real records drift: text where an object is documented, {@code "true"} for a boolean, an array for text. No record
 * fails for that. {@code TypedValues} and {@code NestedValues} say what a typed column makes of each value: a VARCHAR
 * takes the JSON text of what is no string, any other type takes NULL for what it cannot hold, and {@code Remainder}
 * keeps exactly that in the column {@code extra}, so that columns and extra together are the record.
 */
package dev.spoor.source.cloudtrail;
