/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.dataset;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A run of a report or an alert, at one of its times. Times are microseconds since 1970, UTC.
 *
 * @param id in its ledger
 * @param schedule the schedule that it belongs to
 * @param name of the report or alert
 * @param kind {@code report} or {@code alert}
 * @param scheduledMicros the time that it is for
 * @param startedMicros when it began, the last time if it was begun again
 * @param endedMicros empty while it runs
 * @param attempts how often it was begun
 * @param rows that the questions gave; empty if it did not get so far
 * @param findings of them
 * @param told findings that were new, and handed over for delivery
 * @param suppressed findings that were new, and were not told because others like them had just been
 * @param error why it failed or did not run, or what is to be known about one that is done
 * @param output where what it has written lies
 */
public record ScheduledRun(
        long id,
        String schedule,
        String name,
        String kind,
        long scheduledMicros,
        long startedMicros,
        OptionalLong endedMicros,
        State state,
        long attempts,
        OptionalLong rows,
        OptionalLong findings,
        OptionalLong told,
        OptionalLong suppressed,
        Optional<String> error,
        Optional<String> output) {
    /** How a run stands. */
    public enum State {
        RUNNING,
        DONE,
        FAILED,
        /** The run before was still going on. */
        REFUSED,
        /** Nobody was there to run it, and it was too late afterwards. */
        MISSED;

        /** As in tables. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The name that deliveries of it have: the same for each attempt. */
    public String deliveryId() {
        return schedule + "/" + name + "/" + scheduledMicros;
    }

    /**
     * What a run came to.
     *
     * @param noteOrNull what is to be known about it
     * @param outputOrNull where what it has written lies
     */
    public record Result(
            long rows, long findings, long told, long suppressed, String noteOrNull, String outputOrNull) {}
}
