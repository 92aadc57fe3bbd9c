/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/**
 * JSON log files, plain or gzip, read as whole files in memory.
 *
 * <p>The way of the bytes: {@code GzipInflater} unpacks a file into one reused buffer and keeps what came before a fault;
 * {@code RecordFinder} tells the shape from the content, steps from record to record, has
 * {@link dev.spoor.json.JsonWalker} certify each and note where the wanted values lie; {@code JsonLogReader} asks the
 * gate whether the record is new (by {@code ContentHash} over its compact text) and lets the source's
 * {@link dev.spoor.source.RecordDecoder} add a row.
 *
 * <p>Shapes: an object with {@code Records}, an array of records, a bare record, any of these one after another (NDJSON,
 * indented or not), EventBridge events ({@code detail}), results of LookupEvents ({@code CloudTrailEvent} holds the
 * record as text; alone or in {@code Events}), CloudWatch Logs subscriptions ({@code logEvents[].message}), and such
 * wrappers inside each other.
 *
 * <p>The promises. Every record that is well-formed JSON and can be reached is given, and everything else is listed: a
 * fault with its place for whatever is not a record, is not JSON, is too large or nests too deep. Behind such a fault,
 * reading goes on at the next line that starts with a brace; without one, the records before it count. Which records a
 * file gives depends on its bytes alone: the skipper certifies what it skips and asks Jackson where it is in doubt, so
 * a question for one column finds the same records as a question for all. Bytes that are not UTF-8 are read as question
 * marks, and reported.
 */
package dev.spoor.format.jsonlog;
