/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.dataset;

import java.util.OptionalLong;

/**
 * Something that an alert found. Times are microseconds since 1970, UTC.
 *
 * @param alert name of the alert
 * @param hash of the values that identify it
 * @param key these values, to be read by people
 * @param firstSeenMicros time of the run that saw it first
 * @param lastSeenMicros time of the run that saw it last
 * @param runs how many saw it
 * @param toldMicros when it was last handed over for delivery; empty if it never was, because it was suppressed
 */
public record AlertFinding(
        String alert,
        String hash,
        String key,
        long firstSeenMicros,
        long lastSeenMicros,
        long runs,
        OptionalLong toldMicros) {}
