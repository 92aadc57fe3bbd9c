/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/** Troubles of an engine that cost time but no answer: each is kept and passed on once. Thread-safe. */
final class Warnings implements Consumer<String> {
    /** Different warnings that are kept and passed on; more say nothing new. */
    private static final int WARNINGS_MAX = 100;

    private final Set<String> given = new LinkedHashSet<>();
    private final Consumer<String> listener;

    Warnings(Consumer<String> listener) {
        this.listener = Objects.requireNonNull(listener, "listener is null");
    }

    @Override
    public void accept(String warning) {
        boolean isNew;
        synchronized (given) {
            isNew = given.size() < WARNINGS_MAX && given.add(warning);
        }
        if (isNew) {
            listener.accept(warning);
        }
    }

    /** Those given so far, in order. */
    List<String> all() {
        synchronized (given) {
            return List.copyOf(given);
        }
    }
}
