/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.lifecycle;

import dev.spoor.dataset.DeliveryDay;
import dev.spoor.store.KeyOrder;
import dev.spoor.store.ObjectEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * Log files in the order of the days on which they were delivered, in groups that are read together. A record is delivered
 * soon after its event: when the files of a day are read, hardly any record of the days before it is still to come.
 *
 * @param groups oldest first, each with days of its own; files of which the address tells no day come last
 */
record DeliveryDays(List<Group> groups) {
    DeliveryDays {
        groups = List.copyOf(groups);
    }

    /**
     * @param firstDay days since 1970; empty when the files name none
     * @param files in key order, as given
     */
    record Group(OptionalInt firstDay, List<ObjectEntry> files) {}

    /**
     * @param files in key order
     * @param dayOf the day of each
     * @param groupBytes days are taken together while they have so many stored bytes at most
     */
    static DeliveryDays of(List<ObjectEntry> files, DeliveryDay dayOf, long groupBytes) {
        Map<Integer, List<ObjectEntry>> filesOfDay = new TreeMap<>();
        List<ObjectEntry> others = new ArrayList<>();
        for (ObjectEntry file : files) {
            OptionalInt day = dayOf.of(file.key());
            List<ObjectEntry> ofDay =
                    day.isEmpty() ? others : filesOfDay.computeIfAbsent(day.getAsInt(), made -> new ArrayList<>());
            ofDay.add(file);
        }
        List<Group> groups = new ArrayList<>();
        List<List<ObjectEntry>> together = new ArrayList<>();
        int first = 0;
        long bytes = 0;
        for (Map.Entry<Integer, List<ObjectEntry>> day : filesOfDay.entrySet()) {
            long more =
                    day.getValue().stream().mapToLong(ObjectEntry::sizeBytes).sum();
            if (!together.isEmpty() && bytes + more > groupBytes) {
                groups.add(group(OptionalInt.of(first), together));
                together.clear();
                bytes = 0;
            }
            first = together.isEmpty() ? day.getKey() : first;
            together.add(day.getValue());
            bytes += more;
        }
        if (!together.isEmpty()) {
            groups.add(group(OptionalInt.of(first), together));
        }
        if (!others.isEmpty()) {
            groups.add(group(OptionalInt.empty(), List.of(others)));
        }
        return new DeliveryDays(groups);
    }

    private static Group group(OptionalInt firstDay, List<List<ObjectEntry>> days) {
        List<ObjectEntry> files = new ArrayList<>();
        days.forEach(files::addAll);
        files.sort((a, b) -> KeyOrder.compare(a.key(), b.key()));
        return new Group(firstDay, files);
    }
}
