/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.store;

/**
 * Asks a service for the public keys that it signs with. Found by {@link java.util.ServiceLoader}; needs a public
 * constructor without arguments, and making one must load nothing of what it takes to ask.
 */
public interface SigningKeyProvider {
    /**
     * The keys of a region that were in use in a time.
     *
     * @param region such as {@code eu-west-1}
     * @param fromMicros begin of the time, microseconds since 1970, UTC
     * @param untilMicros end of the time
     * @param options by which the stores are reached
     * @return a JSON document like the answer of {@code aws cloudtrail list-public-keys}
     * @throws dev.spoor.error.EngineException ACCESS_DENIED or STORE_FAILURE
     */
    String fetch(String region, long fromMicros, long untilMicros, StoreOptions options);
}
