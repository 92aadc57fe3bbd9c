/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/**
 * Whether anything is missing: for each account, region and hour of delivery, what lies there, what digest files promise,
 * and what is known of the content.
 *
 * <p>{@link dev.spoor.coverage.Coverage} goes through the places of the logs once ({@link dev.spoor.scan.LogSurvey}), counts
 * files by place and hour ({@code CoverageTally}, {@code PlaceFigures}, {@code HourFigures}), lays what digests say beside it
 * ({@code DigestReading}, {@code DigestWindows}), and looks for calls that stopped trails ({@code TrailChanges}, {@code
 * TrailPauses}). {@code CoverageRows} makes the rows, and {@link dev.spoor.coverage.CoverageState} says what is to be thought of
 * an hour.
 *
 * <p>Figures about content come from statistics of files that were read before, or from a lake's books: a file that nobody read
 * is not read here, and what is not known for that reason is NULL. Digests are taken at their word; whether they and the log
 * files are genuine is found out by {@link dev.spoor.integrity}.
 *
 * <p>Hours are hours of delivery, because that is what names of files and digests are about. Events are mostly delivered some
 * minutes after they happened.
 */
package dev.spoor.coverage;
