/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.dataset;

import java.util.ArrayList;
import java.util.List;

/** Numbers for what one reader has met, so that the counts of its files need no texts. Safe for all threads. */
public final class ValueNumbers {
    private final List<List<CountedValue>> values = new ArrayList<>();

    /** A number, from 0, for records that have all of these values. */
    public synchronized int add(List<CountedValue> ofRecords) {
        values.add(List.copyOf(ofRecords));
        return values.size() - 1;
    }

    synchronized List<CountedValue> of(int number) {
        return values.get(number);
    }

    synchronized int size() {
        return values.size();
    }
}
