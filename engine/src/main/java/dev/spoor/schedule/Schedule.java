/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.schedule;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A schedule: what runs when, and where results go.
 *
 * @param name that it is known by in its ledger; processes with a schedule of the same name take turns
 * @param file that it was read from
 * @param out folder that reports are written to, in a folder for each
 * @param runAs user of a server whose view of the events runs have; empty if the file does not say, {@link #FULL} for everything
 * @param failures names of destinations that are told when something cannot be run
 */
public record Schedule(
        String name,
        Path file,
        Path out,
        Optional<String> runAs,
        List<Target> targets,
        List<ScheduleEntry> entries,
        List<String> failures) {
    /** Says that runs see everything. */
    public static final String FULL = "full";

    public Schedule {
        targets = List.copyOf(targets);
        entries = List.copyOf(entries);
        failures = List.copyOf(failures);
    }

    /**
     * A destination as the file describes it.
     *
     * @param options of its kind
     * @param line in the file
     */
    public record Target(String name, String kind, Map<String, String> options, int line) {
        public Target {
            options = Map.copyOf(options);
        }
    }

    /** Names of reports and alerts, in the order of the file. */
    public List<String> names() {
        return entries.stream().map(ScheduleEntry::name).toList();
    }

    /** What a destination is called in the ledger, which other schedules may use, too. */
    public String address(String target) {
        return name + "/" + target;
    }
}
