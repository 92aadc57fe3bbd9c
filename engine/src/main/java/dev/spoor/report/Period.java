/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.report;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * The time that a report is about.
 *
 * @param since first instant inside
 * @param until first instant behind it
 */
public record Period(Instant since, Instant until) {
    public Period {
        if (!since.isBefore(until)) {
            throw new IllegalArgumentException(since + " is not before " + until);
        }
    }

    static long micros(Instant instant) {
        return TimeUnit.SECONDS.toMicros(instant.getEpochSecond()) + instant.getNano() / 1000;
    }
}
