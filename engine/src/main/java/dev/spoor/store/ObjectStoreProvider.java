/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.store;

import java.util.Set;

/**
 * Opens stores of other places than the local disk. Found by {@link java.util.ServiceLoader}; needs a public constructor
 * without arguments. Making one and asking for its schemes must load nothing of what it takes to reach the store: that
 * waits for {@link #open}.
 */
public interface ObjectStoreProvider {
    /** What stands before "://" in the addresses that it opens, in lower case. */
    Set<String> schemes();

    /**
     * Opens a place, as far as that needs no answer from afar; what is not there may show only when it is asked for. The
     * caller closes the store.
     *
     * @throws dev.spoor.error.EngineException INVALID_CONFIGURATION for an address or an option that makes no sense
     */
    ObjectStore open(StoreLocation location, StoreOptions options);
}
