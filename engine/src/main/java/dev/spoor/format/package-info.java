/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/**
 * File bytes become batches.
 *
 * <p>A {@link dev.spoor.format.LogReader} decodes files one after another into batches that span files; a
 * {@link dev.spoor.format.ReadRequest} says which columns, how many rows, whether each record counts once
 * ({@link dev.spoor.format.RecordGate}) and whether statistics are gathered. What a file gave is its
 * {@link dev.spoor.format.FileOutcome}: nothing that could not be read goes unmentioned. Sub-packages are the formats;
 * {@code jsonlog} reads JSON in all the wrappers that CloudTrail records travel in.
 */
package dev.spoor.format;
