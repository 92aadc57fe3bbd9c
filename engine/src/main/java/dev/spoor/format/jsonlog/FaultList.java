/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format.jsonlog;

import dev.spoor.format.Fault;
import java.util.ArrayList;
import java.util.List;

/** The faults of one file. Keeps the first ones and counts the rest: a file of garbage must not fill the heap. */
final class FaultList {
    /** So many faults of a file are kept one by one. */
    static final int FAULTS_MAX = 100;

    private final List<Fault> faults = new ArrayList<>();
    private long more;

    void clear() {
        faults.clear();
        more = 0;
    }

    boolean isEmpty() {
        return faults.isEmpty();
    }

    void add(String reason, long byteOffset, long lostRecords) {
        if (faults.size() < FAULTS_MAX) {
            faults.add(new Fault(reason, byteOffset, lostRecords));
        } else {
            more++;
        }
    }

    List<Fault> toList() {
        List<Fault> all = new ArrayList<>(faults);
        if (more > 0) {
            all.add(new Fault("and " + more + " more faults", -1, -1));
        }
        return all;
    }
}
