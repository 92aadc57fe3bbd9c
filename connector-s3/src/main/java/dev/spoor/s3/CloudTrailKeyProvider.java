/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.s3;

import dev.spoor.store.SigningKeyProvider;
import dev.spoor.store.StoreOptions;

/** Asks CloudTrail for its public keys. Names no class of the SDK, so that making one loads none. */
public final class CloudTrailKeyProvider implements SigningKeyProvider {
    @Override
    public String fetch(String region, long fromMicros, long untilMicros, StoreOptions options) {
        return PublicKeyRequests.of(region, S3Options.of(options)).all(fromMicros, untilMicros);
    }
}
