/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.bench.endtoend;

import dev.spoor.sample.SampleEvent;
import dev.spoor.sample.SampleFile;
import dev.spoor.sample.SampleSpec;
import dev.spoor.sample.SampleTrail;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * The right answers, counted from the generator's own values and not from any file.
 *
 * @param deliveries digest of the 3-column grouping over every record as delivered
 * @param events the same over every event once
 * @param eventCount number of distinct events
 * @param narrow digest of the count of one day, region and event name
 * @param day the day asked for
 * @param region the region asked for
 * @param eventName the event name asked for
 * @param inflatedBytes bytes of all log files before compression
 */
record Truth(
        String deliveries,
        String events,
        long eventCount,
        String narrow,
        LocalDate day,
        String region,
        String eventName,
        long inflatedBytes) {
    /** The most frequent management call of the sample profile; frequent enough to be on every day. */
    private static final String NARROW_NAME = "AssumeRole";

    static Truth of(SampleSpec spec) {
        Answer deliveries = new Answer();
        Answer events = new Answer();
        LocalDate day = spec.start().plusDays(spec.days() / 2);
        long from = day.atStartOfDay(ZoneOffset.UTC).toEpochSecond();
        long[] counts = new long[3];
        String[] region = new String[1];
        SampleTrail trail = new SampleTrail(spec);
        for (int unit = 0; unit < trail.unitCount(); unit++) {
            Set<SampleEvent> seen = Collections.newSetFromMap(new IdentityHashMap<>());
            trail.forEachFile(unit, file -> {
                if (file.kind() != SampleFile.Kind.EVENTS) {
                    return;
                }
                counts[2] += file.inflated().length;
                for (SampleEvent event : file.events()) {
                    String label = Answer.label(event.eventSource(), event.eventName(), event.awsRegion());
                    deliveries.add(label, 1);
                    if (!seen.add(event)) {
                        continue;
                    }
                    events.add(label, 1);
                    counts[0]++;
                    if (region[0] == null) {
                        region[0] = event.awsRegion();
                    }
                    long second = event.eventTimeSeconds();
                    boolean inDay = second >= from && second < from + 86_400;
                    if (inDay
                            && event.awsRegion().equals(region[0])
                            && event.eventName().equals(NARROW_NAME)) {
                        counts[1]++;
                    }
                }
            });
        }
        Answer narrow = new Answer();
        narrow.add("count", counts[1]);
        return new Truth(
                deliveries.digest(),
                events.digest(),
                counts[0],
                narrow.digest(),
                day,
                region[0],
                NARROW_NAME,
                counts[2]);
    }
}
