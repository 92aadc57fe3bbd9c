/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/**
 * What each kind of audit log looks like: where its files lie and what their names tell ({@link dev.spoor.source.Layout}),
 * and how one record becomes columns. Each kind has its own sub-package; {@code cloudtrail} is the first.
 *
 * <p>A lake keeps events in {@link dev.spoor.source.StoredColumns}: {@link dev.spoor.source.StoredEvents} turns these back
 * into what a decoder would give, {@link dev.spoor.source.RecordShapes} into whole records, and a
 * {@link dev.spoor.source.Shredder} takes single values out of columns of JSON text for files that hold them as columns.
 *
 * <p>A layout over-approximates: a hint that is wrong loses rows, so it says only what was measured to hold.
 */
package dev.spoor.source;
