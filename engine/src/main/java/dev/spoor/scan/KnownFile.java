/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.scan;

import dev.spoor.dataset.RememberedFile;
import dev.spoor.prune.ColumnStats;
import dev.spoor.prune.ValueSet;
import dev.spoor.schema.FieldPath;
import dev.spoor.source.FactPaths;
import java.util.List;

/** One listed event file and what is remembered about it, as the system table of files shows it. */
public final class KnownFile {
    private static final int VALUE_COUNT_MAX = 10_000;

    private final LogFile file;
    private final RememberedFile memory;
    private final FactPaths paths;

    KnownFile(LogFile file, RememberedFile memoryOrNull, FactPaths paths) {
        this.file = file;
        this.memory = memoryOrNull;
        this.paths = paths;
    }

    public String name() {
        return file.name();
    }

    public long sizeBytes() {
        return file.entry().sizeBytes();
    }

    public long modifiedMicros() {
        return file.entry().modifiedMicros();
    }

    /** "unread", "read" or "unreadable". */
    public String state() {
        if (memory == null) {
            return "unread";
        }
        return memory.unreadableReasonOrNull() == null ? "read" : "unreadable";
    }

    public Long recordsOrNull() {
        return memory == null ? null : memory.records();
    }

    public Long duplicatesOrNull() {
        return memory == null ? null : memory.duplicates();
    }

    public String unreadableReasonOrNull() {
        return memory == null ? null : memory.unreadableReasonOrNull();
    }

    public Long minEventMicrosOrNull() {
        ValueSet times = setOrNull(paths.time());
        return times == null ? null : (Long) times.leastOrNull();
    }

    public Long maxEventMicrosOrNull() {
        ValueSet times = setOrNull(paths.time());
        return times == null ? null : (Long) times.greatestOrNull();
    }

    public List<String> regionsOrNull() {
        return textsOrNull(paths.region());
    }

    public List<String> accountsOrNull() {
        return textsOrNull(paths.account());
    }

    public List<String> servicesOrNull() {
        return textsOrNull(paths.service());
    }

    public List<String> actionsOrNull() {
        return textsOrNull(paths.action());
    }

    private List<String> textsOrNull(FieldPath path) {
        ValueSet set = setOrNull(path);
        List<Object> values = set == null ? null : set.pointsOrNull(VALUE_COUNT_MAX);
        return values == null ? null : values.stream().map(String.class::cast).toList();
    }

    private ValueSet setOrNull(FieldPath path) {
        if (memory != null && memory.statsOrNull() != null) {
            for (ColumnStats column : memory.statsOrNull()) {
                if (column.path().equals(path)) {
                    return column.mayHold();
                }
            }
        }
        return null;
    }
}
