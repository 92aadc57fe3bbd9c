/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.catalog;

import java.util.function.Supplier;

/** Asks once, when it is asked first, and then always gives the same answer. Thread-safe. */
final class OnFirstUse<T> implements Supplier<T> {
    private final Supplier<T> answer;
    private T valueOrNull;

    OnFirstUse(Supplier<T> answer) {
        this.answer = answer;
    }

    @Override
    public synchronized T get() {
        if (valueOrNull == null) {
            valueOrNull = answer.get();
        }
        return valueOrNull;
    }
}
