/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.delivery;

import dev.spoor.store.StoreOptions;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/**
 * Where destinations are defined.
 *
 * @param folder that relative paths start at
 * @param environment variables that secrets may come from
 * @param stores how object stores are reached, unless a destination says otherwise
 */
public record DestinationPlace(Path folder, Map<String, String> environment, StoreOptions stores) {
    public DestinationPlace {
        Objects.requireNonNull(folder, "folder is null");
        Objects.requireNonNull(stores, "stores is null");
        environment = Map.copyOf(environment);
    }

    /** Without the values of the environment, which are secrets. */
    @Override
    public String toString() {
        return folder.toString();
    }
}
