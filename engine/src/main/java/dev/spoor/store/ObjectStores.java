/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.store;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;

/** Opens the store of a place, whatever kind of place it is. */
public final class ObjectStores {
    private ObjectStores() {}

    /**
     * Opens a place. The caller closes the store.
     *
     * @throws EngineException LOCATION_NOT_FOUND for a local path that is not there; INVALID_CONFIGURATION for a kind of
     *     address that nothing on the class path opens
     */
    public static ObjectStore open(StoreLocation location, StoreOptions options) {
        if (location.isLocal()) {
            return LocalObjectStore.open(location.path());
        }
        Set<String> known = new TreeSet<>(Set.of(StoreLocation.LOCAL));
        for (ObjectStoreProvider provider :
                ServiceLoader.load(ObjectStoreProvider.class, ObjectStores.class.getClassLoader())) {
            if (provider.schemes().contains(location.scheme())) {
                return provider.open(location, options);
            }
            known.addAll(provider.schemes());
        }
        throw new EngineException(
                        ErrorCode.INVALID_CONFIGURATION,
                        "nothing here opens " + location.scheme() + ":// addresses, such as " + location)
                .advise("known are paths and the addresses of " + String.join(", ", known));
    }
}
