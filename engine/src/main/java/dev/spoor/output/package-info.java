/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */

/**
 * Results as text and as files of other programs, for people and for programs.
 *
 * <p>A {@link dev.spoor.output.ResultWriter} takes the batches of one result, one after the other, and writes one
 * {@link dev.spoor.output.OutputFormat}. Writers hold a bounded part of the result in memory, whatever its length, and
 * never close what they write to.
 *
 * <p>Two families share all knowledge of types and differ only in dress:
 *
 * <ul>
 *   <li>for people ({@code table}, {@code vertical}, {@code html}): aligned by display width, control characters made visible so
 *       that a log record cannot drive the reader's terminal;
 *   <li>for programs ({@code csv}, {@code tsv}, {@code json}, {@code jsonl}, {@code markdown}, {@code spreadsheet}): exact text, defined by
 *       the format's own rules.
 * </ul>
 *
 * <p>A third family is bytes, for programs that want types: {@link dev.spoor.output.ArrowWriter} ({@code arrow}, {@code feather}),
 * {@code parquet} and {@code xlsx}. What such a format has no type for is the text that CSV has of it; what it has no room for is an
 * error that names the limit.
 *
 * <p>Imports: {@code dev.spoor.vector}, {@code dev.spoor.expr} for the text of times, {@code dev.spoor.format.parquet}, and Arrow
 * vectors.
 */
package dev.spoor.output;
