/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.integrity;

import java.util.Set;

/** Where public keys come from. CloudTrail has keys of its own in each region, and changes them now and then. */
@FunctionalInterface
public interface KeySource {
    /**
     * The keys that there are; asked once it is known for what.
     *
     * @param regions that digests are of, one at least
     * @param firstMicros end of the oldest digest, microseconds since 1970, UTC
     * @param lastMicros end of the newest
     * @throws dev.spoor.error.EngineException INVALID_CONFIGURATION when there can be none
     */
    PublicKeys keys(Set<String> regions, long firstMicros, long lastMicros);
}
