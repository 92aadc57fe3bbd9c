/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.dataset;

/**
 * A delivery to one destination as lists show it.
 *
 * @param id of the delivery
 * @param destination by its name
 * @param run number of the run that it tells of
 * @param source name of the schedule that it comes from
 * @param title one line
 * @param severity the worst of what it tells
 * @param state of now
 * @param attempts made since it was queued or asked for again
 * @param queuedMicros when it was queued
 * @param changedMicros when its state became this one
 * @param nextMicrosOrNull when it is tried next; null when nobody will
 * @param reasonOrNull why the last attempt failed; null if none did
 * @param placeOrNull where it is; null unless sent
 */
public record DeliveryEntry(
        String id,
        String destination,
        long run,
        String source,
        String title,
        String severity,
        DeliveryState state,
        long attempts,
        long queuedMicros,
        long changedMicros,
        Long nextMicrosOrNull,
        String reasonOrNull,
        String placeOrNull) {}
