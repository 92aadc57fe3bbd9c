/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/**
 * Questions over a compacted lake, asked of Spoor, of DuckDB (on a Parquet file that it wrote itself from the same events, and
 * on a table of its own) and of ClickHouse in one run; and what compaction takes beside DuckDB's own way to Parquet. Answers
 * are compared before times. A further engine is a {@code Contender}.
 */
package dev.spoor.bench.lake;
