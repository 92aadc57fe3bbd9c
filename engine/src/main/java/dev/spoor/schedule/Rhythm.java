/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** When something takes place: instants that are the same whoever asks, and when. */
public sealed interface Rhythm {
    /** By a cron expression, on the clocks of a zone. */
    record Cron(CronExpression expression, ZoneId zone) implements Rhythm {
        @Override
        public Instant next(Instant after) {
            return expression.next(after, zone).orElseThrow();
        }

        @Override
        public String text() {
            return expression + " " + zone;
        }
    }

    /** Every so often, counted from 1970-01-01T00:00:00Z. */
    record Every(Duration span) implements Rhythm {
        @Override
        public Instant next(Instant after) {
            long millis = span.toMillis();
            return Instant.ofEpochMilli(Math.floorDiv(after.toEpochMilli(), millis) * millis + millis);
        }

        @Override
        public String text() {
            return "every " + DurationText.of(span);
        }
    }

    /** The first time behind an instant. */
    Instant next(Instant after);

    /** In a few words. */
    String text();

    /**
     * The last times of a span.
     *
     * @param after its begin, which is not in it
     * @param until its end, which is in it
     * @param max so many at most
     * @return in order
     */
    default List<Instant> last(Instant after, Instant until, int max) {
        Duration span = Duration.ofHours(1);
        while (true) {
            Instant from = until.minus(span);
            boolean isAll = !from.isAfter(after);
            List<Instant> times = new ArrayList<>();
            for (Instant time = next(isAll ? after : from); !time.isAfter(until); time = next(time)) {
                times.add(time);
            }
            if (isAll || times.size() >= max) {
                return List.copyOf(times.subList(Math.max(0, times.size() - max), times.size()));
            }
            span = span.multipliedBy(2);
        }
    }
}
