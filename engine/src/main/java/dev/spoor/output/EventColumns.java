/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.output;

import java.util.ArrayList;
import java.util.List;

/**
 * Which columns a table shows of results that have all columns of events, where not all fit: what a reader looks for first, when, what,
 * where from and with what outcome. A row of them alone is better read vertically.
 */
final class EventColumns {
    /** Fewer columns are somebody's choice, of which nothing is to be left out. */
    private static final int ALL_MIN = 20;

    private static final List<String> FIRST = List.of(
            "eventTime",
            "eventName",
            "sourceIPAddress",
            "errorCode",
            "eventSource",
            "awsRegion",
            "recipientAccountId",
            "eventID");

    private EventColumns() {}

    /** Indices of the columns to show, the most wanted first; empty for results that are not all of events. */
    static List<Integer> of(List<String> names) {
        List<Integer> found = new ArrayList<>();
        for (String first : FIRST) {
            for (int i = 0; i < names.size(); i++) {
                if (names.get(i).equalsIgnoreCase(first)) {
                    found.add(i);
                    break;
                }
            }
        }
        return names.size() >= ALL_MIN && found.size() == FIRST.size() ? found : List.of();
    }
}
