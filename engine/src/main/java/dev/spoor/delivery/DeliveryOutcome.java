/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.delivery;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What became of one attempt. Texts hold no secret, and are written for who reads {@code sys.deliveries}. */
public sealed interface DeliveryOutcome {
    /**
     * It is there.
     *
     * @param place where to look for it, or who took it
     */
    record Sent(String place) implements DeliveryOutcome {
        public Sent {
            Objects.requireNonNull(place, "place is null");
        }
    }

    /**
     * The same attempt may succeed later.
     *
     * @param reason why it did not now
     * @param pause how long the receiver wants to be left alone; empty if it did not say
     * @param reached receivers that have it already, and must not get it again
     */
    record RetryLater(String reason, Optional<Duration> pause, Set<String> reached) implements DeliveryOutcome {
        public RetryLater {
            Objects.requireNonNull(reason, "reason is null");
            Objects.requireNonNull(pause, "pause is null");
            reached = Set.copyOf(reached);
        }

        RetryLater(String reason) {
            this(reason, Optional.empty(), Set.of());
        }
    }

    /**
     * The same attempt would fail again: somebody must change something first.
     *
     * @param reason what is wrong
     * @param reached receivers that have it already, and must not get it again
     */
    record Refused(String reason, Set<String> reached) implements DeliveryOutcome {
        public Refused {
            Objects.requireNonNull(reason, "reason is null");
            reached = Set.copyOf(reached);
        }

        Refused(String reason) {
            this(reason, Set.of());
        }
    }
}
