/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.dataset;

import java.util.Objects;

/**
 * A delivery to one destination that is to be tried.
 *
 * @param id of the delivery; together with the destination it is unique for ever
 * @param destination by its name
 * @param run number of the run that it tells of
 * @param source name of the schedule that it comes from
 * @param title one line, for lists
 * @param severity for lists
 * @param payload all of the message
 * @param queuedMicros when it was put here
 */
public record QueuedDelivery(
        String id,
        String destination,
        long run,
        String source,
        String title,
        String severity,
        String payload,
        long queuedMicros) {
    public QueuedDelivery {
        Objects.requireNonNull(id, "id is null");
        Objects.requireNonNull(destination, "destination is null");
        Objects.requireNonNull(source, "source is null");
        Objects.requireNonNull(title, "title is null");
        Objects.requireNonNull(severity, "severity is null");
        Objects.requireNonNull(payload, "payload is null");
    }
}
