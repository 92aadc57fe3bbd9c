/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.scan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the queries of an engine met and could not read, by name: the latest finding about each file. Thread-safe.
 */
public final class UnreadableFiles {
    private final Map<String, List<UnreadableFile>> byName = new TreeMap<>();

    /** Replaces what was known about a file; an empty list says that it is readable. */
    synchronized void report(String name, List<UnreadableFile> findings) {
        if (findings.isEmpty()) {
            byName.remove(name);
        } else {
            byName.put(name, List.copyOf(findings));
        }
    }

    /** All findings, sorted by name; a file with several faults has several. */
    public synchronized List<UnreadableFile> all() {
        List<UnreadableFile> all = new ArrayList<>();
        byName.values().forEach(all::addAll);
        return all;
    }
}
