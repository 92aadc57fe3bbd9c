/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.schedule;

import dev.spoor.dataset.ScheduledRun;
import dev.spoor.delivery.Delivery;
import dev.spoor.report.Severity;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tells that something could not be run: silence must not look like peace. */
final class FailureMessage {
    private FailureMessage() {}

    static Delivery of(Schedule schedule, ScheduleEntry entry, ScheduledRun run, String error) {
        Instant scheduled = Instant.EPOCH.plus(run.scheduledMicros(), ChronoUnit.MICROS);
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Scheduled", scheduled.toString());
        facts.put("Attempts", Long.toString(run.attempts()));
        facts.put("Error", error);
        facts.put("Run", Long.toString(run.id()));
        return new Delivery(
                run.deliveryId() + "/failed",
                schedule.name() + "/" + entry.name(),
                "The " + entry.kind() + " " + entry.name() + " has failed",
                Severity.HIGH,
                "It has no answer for that time. Further failures one after another are not told; sys.report_runs lists them.",
                facts,
                List.of(),
                List.of(),
                0,
                List.of(),
                scheduled);
    }
}
