/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.s3;

import dev.spoor.store.ObjectStore;
import dev.spoor.store.ObjectStoreProvider;
import dev.spoor.store.StoreLocation;
import dev.spoor.store.StoreOptions;
import java.util.Set;

/** Opens {@code s3://bucket/prefix}. Names no class of the SDK, so that asking for its schemes loads none. */
public final class S3StoreProvider implements ObjectStoreProvider {
    private static final Set<String> SCHEMES = Set.of("s3", "s3a", "s3n");

    @Override
    public Set<String> schemes() {
        return SCHEMES;
    }

    @Override
    public ObjectStore open(StoreLocation location, StoreOptions options) {
        return S3ObjectStore.open(S3Location.of(location), S3Options.of(options));
    }
}
