/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.scan;

import dev.spoor.vector.Memory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.WeakHashMap;

/**
 * What the queries of an engine met and could not read, by name. A finding stays until a query that began after it was
 * made reads the file to its end: neither another scan of the same query nor a query that ran at the same time takes it
 * back. Thread-safe.
 */
public final class UnreadableFiles {
    /** Findings that are kept of one file, from all scans; a file with more says so. */
    private static final int FINDINGS_PER_FILE_MAX = 300;

    /** Findings about one file; the moments tell which queries may replace them. */
    private record Known(long lastMoment, List<UnreadableFile> findings) {}

    private final Map<String, Known> byName = new TreeMap<>();
    /** When each running query began to read. A query is known by its budget, which all of its scans share. */
    private final Map<Memory, Long> beginnings = new WeakHashMap<>();

    private long moment;

    /** The moment when the query with this budget first called this. */
    synchronized long beginning(Memory budgetOfQuery) {
        return beginnings.computeIfAbsent(budgetOfQuery, query -> moment);
    }

    /** What a query found in a file that it read to its end; nothing says that the file is readable. */
    synchronized void report(long beginningOfQuery, String name, List<UnreadableFile> findings) {
        Known known = byName.get(name);
        if (known != null && known.lastMoment > beginningOfQuery) {
            add(name, findings);
        } else if (findings.isEmpty()) {
            byName.remove(name);
        } else {
            put(name, findings);
        }
    }

    /** Adds to what is known: for a file that was not read to its end, or a folder that could not be listed. */
    synchronized void add(String name, List<UnreadableFile> findings) {
        Known known = byName.get(name);
        Map<UnreadableFile, UnreadableFile> distinct = new LinkedHashMap<>();
        if (known != null) {
            known.findings.forEach(finding -> distinct.put(fault(finding), finding));
        }
        findings.forEach(finding -> distinct.merge(fault(finding), finding, UnreadableFiles::moreRecovered));
        if (!distinct.isEmpty()) {
            put(name, List.copyOf(distinct.values()));
        }
    }

    private void put(String name, List<UnreadableFile> findings) {
        List<UnreadableFile> kept = findings;
        if (findings.size() > FINDINGS_PER_FILE_MAX) {
            kept = new ArrayList<>(findings.subList(0, FINDINGS_PER_FILE_MAX));
            kept.add(new UnreadableFile(
                    name, "and further faults", -1, findings.get(0).recordsRecovered(), -1));
        }
        byName.put(name, new Known(++moment, List.copyOf(kept)));
    }

    /** The same for all findings about one fault, however far the file was read. */
    private static UnreadableFile fault(UnreadableFile finding) {
        return new UnreadableFile(finding.name(), finding.reason(), finding.byteOffset(), 0, finding.recordsLost());
    }

    private static UnreadableFile moreRecovered(UnreadableFile a, UnreadableFile b) {
        return b.recordsRecovered() >= a.recordsRecovered() ? b : a;
    }

    /** All findings, sorted by name; a file with several faults has several. */
    public synchronized List<UnreadableFile> all() {
        List<UnreadableFile> all = new ArrayList<>();
        byName.values().forEach(known -> all.addAll(known.findings));
        return all;
    }
}
