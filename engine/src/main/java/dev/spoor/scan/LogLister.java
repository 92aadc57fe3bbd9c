/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.scan;

import dev.spoor.schema.FieldPath;
import dev.spoor.source.FactPaths;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * Lists log files as far as they are asked for, and remembers what it has listed: whoever asks the same again gets the
 * same files. Thread-safe.
 */
final class LogLister {
    private final Function<WantedFiles, LogListing> list;
    private final List<FieldPath> paths;
    private final Map<WantedFiles, LogListing> listed = new HashMap<>();

    private LogLister(Function<WantedFiles, LogListing> list, List<FieldPath> paths) {
        this.list = Objects.requireNonNull(list, "list is null");
        this.paths = paths;
    }

    private static List<FieldPath> paths(FactPaths paths) {
        return List.of(paths.time(), paths.region());
    }

    /** Lists when somebody asks. */
    static LogLister onDemand(Function<WantedFiles, LogListing> list, FactPaths paths) {
        return new LogLister(list, paths(paths));
    }

    /** Has listed everything. */
    static LogLister of(LogListing everything, FactPaths paths) {
        LogLister lister = new LogLister(wanted -> everything, paths(paths));
        lister.listed.put(WantedFiles.ALL, everything);
        return lister;
    }

    /** Whether everything was listed already. */
    synchronized boolean isDone() {
        return listed.containsKey(WantedFiles.ALL);
    }

    /** At least the files wanted, as far as folders tell; mostly others, too. */
    synchronized LogListing wanted(WantedFiles wanted) {
        LogListing everything = listed.get(WantedFiles.ALL);
        return everything != null
                ? everything
                : listed.computeIfAbsent(new WantedFiles(wanted.rows().onlyOn(paths), wanted.keys()), list);
    }

    /** What this lists, changed. */
    LogLister map(Function<LogListing, LogListing> change) {
        return new LogLister(wanted -> change.apply(wanted(wanted)), paths);
    }
}
