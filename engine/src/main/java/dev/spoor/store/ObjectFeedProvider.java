/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.store;

/**
 * Opens feeds. Found by {@link java.util.ServiceLoader}; needs a public constructor without arguments. Making one and
 * asking what it opens must load nothing of what it takes to reach the feed.
 */
public interface ObjectFeedProvider {
    /** Whether this is the address of a feed of this kind. */
    boolean opens(String address);

    /**
     * Opens a feed. The caller closes it.
     *
     * @param options those by which the stores are reached that it tells of
     * @throws dev.spoor.error.EngineException INVALID_CONFIGURATION for options that make no sense
     */
    ObjectFeed open(String address, StoreOptions options);
}
