/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.dataset;

import dev.spoor.store.ObjectEntry;
import java.util.List;

/**
 * Log files that are compacted together.
 *
 * @param id unique in the lake, counts up; part of the names of the data files, and in the snapshot's summary
 * @param source address of the store that the files are in
 * @param files in key order
 * @param isPrepared whether all data files are written, so that the batch must be committed, not done again
 * @param eventFiles keys of the data files of events, once prepared
 * @param repeatFiles keys of the data files of repeated deliveries, once prepared
 */
public record LakeBatch(
        long id,
        String source,
        List<ObjectEntry> files,
        boolean isPrepared,
        List<String> eventFiles,
        List<String> repeatFiles) {
    public LakeBatch {
        files = List.copyOf(files);
        eventFiles = List.copyOf(eventFiles);
        repeatFiles = List.copyOf(repeatFiles);
    }
}
