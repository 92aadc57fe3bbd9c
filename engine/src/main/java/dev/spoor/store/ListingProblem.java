/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.store;

import java.util.Objects;

/**
 * A part of the store that could not be listed, so that objects may be missing from the listing.
 *
 * @param key the folder or object, as a key; empty for the root
 * @param reason one sentence for people
 */
public record ListingProblem(String key, String reason) {
    public ListingProblem {
        Objects.requireNonNull(key, "key is null");
        Objects.requireNonNull(reason, "reason is null");
    }
}
