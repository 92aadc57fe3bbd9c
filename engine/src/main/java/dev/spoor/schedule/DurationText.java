/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.schedule;

import java.time.Duration;

/** Spans of time as schedules write them: {@code 5m}, {@code 36h}, {@code 7d}. */
final class DurationText {
    private static final long SECONDS_PER_MINUTE = 60;
    private static final long SECONDS_PER_HOUR = 3_600;
    private static final long SECONDS_PER_DAY = 86_400;

    private DurationText() {}

    /** In the greatest unit that needs no fraction. */
    static String of(Duration span) {
        long seconds = span.toSeconds();
        if (seconds % SECONDS_PER_DAY == 0 && seconds > 0) {
            return seconds / SECONDS_PER_DAY + "d";
        }
        if (seconds % SECONDS_PER_HOUR == 0 && seconds > 0) {
            return seconds / SECONDS_PER_HOUR + "h";
        }
        return seconds % SECONDS_PER_MINUTE == 0 && seconds > 0 ? seconds / SECONDS_PER_MINUTE + "m" : seconds + "s";
    }
}
