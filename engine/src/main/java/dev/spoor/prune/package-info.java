/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/**
 * What may match: the currency in which queries and files talk about skipping data.
 *
 * <p>A query's filter becomes a {@link dev.spoor.prune.ScanConstraint}: one {@link dev.spoor.prune.ValueSet} per field
 * path, all of which must hold. It is a sound over-approximation: every row that passes the filter passes the
 * constraint. A file says what it may hold in the same terms, as {@link dev.spoor.prune.ColumnStats}: every value that
 * occurs in the column is in the set. {@link dev.spoor.prune.ScanConstraint#judge} puts the two together and answers
 * {@link dev.spoor.prune.Verdict#NONE} only when no row of the file can pass. Both sides may allow too much, never too
 * little, so a wrong answer by pruning needs a wrong set, not a wrong comparison.
 *
 * <p>A value set is kept as a strictly increasing list of boundaries of half-open intervals. Every supported type has a
 * least value and a next value, so each set has exactly one such list: equal sets are equal objects, and union,
 * intersection and complement are one merge.
 */
package dev.spoor.prune;
