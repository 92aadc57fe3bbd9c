/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.store;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * How remote stores are reached.
 *
 * @param values the settings of remote stores by their keys, such as {@code s3.region}, as text: those that the user did
 *     not set, too
 * @param cacheFolder where a store may keep what it fetched; it makes the folder
 * @param warnings gets a sentence for each trouble that costs time but no answer, on any thread
 */
public record StoreOptions(Map<String, String> values, Path cacheFolder, Consumer<String> warnings) {
    public StoreOptions {
        values = Map.copyOf(values);
        Objects.requireNonNull(cacheFolder, "cacheFolder is null");
        Objects.requireNonNull(warnings, "warnings is null");
    }

    /** For those who reach nothing but the local disk. */
    public static StoreOptions local(Path cacheFolder, Consumer<String> warnings) {
        return new StoreOptions(Map.of(), cacheFolder, warnings);
    }

    /** The value of a setting; IllegalArgumentException for one that is not there. */
    public String get(String key) {
        String value = values.get(key);
        if (value == null) {
            throw new IllegalArgumentException("no setting " + key + " was passed on");
        }
        return value;
    }
}
