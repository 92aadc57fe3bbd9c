/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/**
 * Parquet files, written and read without Hadoop and without Parquet's own object model.
 *
 * <p>Of Parquet's Java libraries only the structures of the format are used (footers, page headers, indexes); encodings,
 * pages and the way from nested values to levels and back are here, between bytes and Arrow vectors, with nothing per
 * value in between.
 *
 * <p>Writing: {@link dev.spoor.format.parquet.ParquetWriter} takes batches, and says at the end what the file holds.
 *
 * <p>Reading: {@link dev.spoor.format.parquet.ParquetFile} is a footer, kept as long as one likes;
 * {@link dev.spoor.format.parquet.ParquetReader} reads some of its row groups. What provably holds no wanted row is
 * skipped, by statistics, page index, dictionaries and bloom filters; columns that a filter does not need are decoded
 * only where it leaves rows. Small chunks that lie close are one request
 * ({@link dev.spoor.format.parquet.ReadBlocks}); the arrays that pages are decoded with are used again
 * ({@link dev.spoor.format.parquet.PageBuffers}).
 *
 * <p>Damage: every page of ours has a check sum, and footer, page index and bloom filters have one in the footer's
 * key-value pairs, so that a flipped bit becomes an error and never a row.
 */
package dev.spoor.format.parquet;
