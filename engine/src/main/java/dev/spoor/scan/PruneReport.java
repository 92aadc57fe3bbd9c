/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.scan;

import java.util.List;

/**
 * The funnel of a scan: how many files were listed, how many each level left out, how many remain. Immutable.
 *
 * @param filesTotal event files listed
 * @param bytesTotal their stored bytes
 * @param steps each level in order, with what it removed
 * @param filesToRead files that remain
 * @param bytesToRead their stored bytes
 * @param stages what the files that were listed, and those that remain, consist of, each unit's stages in order; empty where that is
 *     not known before they are read
 * @param notes other facts for the reader, such as files of other services left out, or the lateness assumed
 */
public record PruneReport(
        long filesTotal,
        long bytesTotal,
        List<Step> steps,
        long filesToRead,
        long bytesToRead,
        List<ScanStage> stages,
        List<String> notes) {
    public PruneReport {
        steps = List.copyOf(steps);
        stages = List.copyOf(stages);
        notes = List.copyOf(notes);
    }

    /** Of files of which nobody knows what they consist of. */
    public PruneReport(
            long filesTotal,
            long bytesTotal,
            List<Step> steps,
            long filesToRead,
            long bytesToRead,
            List<String> notes) {
        this(filesTotal, bytesTotal, steps, filesToRead, bytesToRead, List.of(), notes);
    }

    /** Nothing to prune: a table that is not made of files. */
    public static PruneReport none() {
        return new PruneReport(0, 0, List.of(), 0, 0, List.of());
    }

    /** One level: its name ("time in key", "account and region in key", "statistics") and the files left after it. */
    public record Step(String level, long filesRemoved, long filesLeft) {}
}
