/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.dataset;

import java.util.List;

/**
 * What totals say of the log files of a place.
 *
 * @param totals in no order
 * @param isComplete whether they are of all files that they should be of
 * @param isReduced whether some of what was counted is not there any more, so that there may be less
 */
public record CountedValues(List<ValueTotal> totals, boolean isComplete, boolean isReduced) {
    /** Nothing is known. */
    static final CountedValues UNKNOWN = new CountedValues(List.of(), false, false);

    public CountedValues {
        totals = List.copyOf(totals);
    }
}
