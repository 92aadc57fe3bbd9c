/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.coverage;

import java.util.Optional;

/**
 * A successful call that changed a trail.
 *
 * @param micros when
 * @param account whose trail it is
 * @param homeRegion where that was made
 * @param trail its name
 * @param eventName what was called
 * @param isMultiRegionOrNull what the call said of this
 * @param hasGlobalEventsOrNull what the call said of this
 * @param hasDigestsOrNull what the call said of this
 * @param selection which management events the call said to record; empty if it said nothing of that
 * @param actorOrNull ARN of who called
 * @param eventIdOrNull id of the event
 */
record TrailChange(
        long micros,
        String account,
        String homeRegion,
        String trail,
        String eventName,
        Boolean isMultiRegionOrNull,
        Boolean hasGlobalEventsOrNull,
        Boolean hasDigestsOrNull,
        Optional<EventSelection> selection,
        String actorOrNull,
        String eventIdOrNull) {
    static final String START = "StartLogging";
    static final String STOP = "StopLogging";
    static final String CREATE = "CreateTrail";
    static final String UPDATE = "UpdateTrail";
    static final String DELETE = "DeleteTrail";
    static final String SELECT = "PutEventSelectors";
}
