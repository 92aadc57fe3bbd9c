/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.coverage;

import java.util.Locale;
import java.util.Objects;

/**
 * A time in which a trail did not do something, as its own events tell.
 *
 * @param account whose trail it is
 * @param homeRegion where it was made
 * @param trail its name
 * @param what it did not do
 * @param fromMicros when that began, microseconds since 1970, UTC
 * @param untilMicros when it ended; Long.MAX_VALUE if no event says so
 * @param endedByOrNull name of the event that ended it
 * @param beganBy name of the event that began it
 * @param actorOrNull ARN of who did
 * @param eventIdOrNull id of that event
 */
record TrailPause(
        String account,
        String homeRegion,
        String trail,
        What what,
        long fromMicros,
        long untilMicros,
        String endedByOrNull,
        String beganBy,
        String actorOrNull,
        String eventIdOrNull) {
    /** What a trail can be told not to do. */
    enum What {
        /** Log at all. */
        LOGGING,
        /** Log in other regions than its own. */
        OTHER_REGIONS,
        /** Log events of services that have no region. */
        GLOBAL_EVENTS,
        /** Write digest files. */
        DIGESTS,
        /** Record any call that manages something. */
        MANAGEMENT_EVENTS,
        /** Of those, calls that only read. */
        READ_EVENTS,
        /** Of those, calls that change something. */
        WRITE_EVENTS,
        /** Of those, some by service or otherwise. */
        SOME_EVENTS;

        String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    TrailPause {
        Objects.requireNonNull(account, "account is null");
        Objects.requireNonNull(homeRegion, "homeRegion is null");
        Objects.requireNonNull(trail, "trail is null");
        Objects.requireNonNull(what, "what is null");
    }

    /** Whether files of a place are not to be expected in this time, as far as this trail goes. */
    boolean isAbout(Place place) {
        return account.equals(place.accountOrNull())
                && switch (what) {
                    case LOGGING -> true;
                    case OTHER_REGIONS -> !homeRegion.equals(place.regionOrNull());
                    case GLOBAL_EVENTS, DIGESTS, MANAGEMENT_EVENTS, READ_EVENTS, WRITE_EVENTS, SOME_EVENTS -> false;
                };
    }

    TrailPause endedAt(long micros, String eventName) {
        return new TrailPause(
                account,
                homeRegion,
                trail,
                what,
                fromMicros,
                Math.max(fromMicros, micros),
                eventName,
                beganBy,
                actorOrNull,
                eventIdOrNull);
    }
}
