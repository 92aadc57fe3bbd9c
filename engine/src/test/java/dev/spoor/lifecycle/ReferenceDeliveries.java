/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.lifecycle;

import dev.spoor.dataset.iceberg.Lake;
import dev.spoor.sample.SampleFile;
import dev.spoor.store.ObjectStore;
import dev.spoor.testing.EngineFixture;
import dev.spoor.testing.LakeFixture;
import dev.spoor.testing.MemoryObjectStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** What a trail holds, read from the logs themselves, to compare a lake with. Rows are "address record". */
final class ReferenceDeliveries {
    private static final long MODIFIED = 1_800_000_000_000_000L;

    private final String location;
    private final Map<String, List<String>> byAddress = new java.util.HashMap<>();

    private ReferenceDeliveries(String location) {
        this.location = location;
    }

    /** A store of those files. */
    static MemoryObjectStore store(String location, List<SampleFile> files) {
        MemoryObjectStore store = new MemoryObjectStore(location);
        files.forEach(file -> store.put(file.key(), file.gzip(), MODIFIED));
        return store;
    }

    /** Reads every delivery with a query over the logs. */
    static ReferenceDeliveries of(ObjectStore logs) {
        ReferenceDeliveries read = new ReferenceDeliveries(logs.location());
        try (EngineFixture engine = EngineFixture.over(logs, Map.of())) {
            engine.query("SELECT \"$path\", eventJson FROM deliveries").rows().forEach(row -> read.byAddress
                    .computeIfAbsent(read.location + "/" + row.get(0), address -> new ArrayList<>())
                    .add((String) row.get(1)));
        }
        return read;
    }

    /** All of them, sorted. */
    List<String> all() {
        return of(byAddress.keySet());
    }

    private List<String> of(Iterable<String> addresses) {
        List<String> rows = new ArrayList<>();
        for (String address : addresses) {
            byAddress.getOrDefault(address, List.of()).forEach(record -> rows.add(address + " " + record));
        }
        rows.sort(null);
        return rows;
    }

    /** The lake's head holds each delivery of the log files that its ledger says it holds, and each record once. */
    void assertHeld(LakeFixture fixture) {
        List<String> addresses = new ArrayList<>();
        try (Lake lake = fixture.open()) {
            lake.ledger().view(location).files().forEach((key, file) -> {
                if (file.isHeld(file.entry())) {
                    addresses.add(location + "/" + key);
                }
            });
        }
        assertExactlyOnce(of(addresses), fixture.read());
    }

    /** The lake's head holds every delivery, and each record once. */
    void assertAllHeld(LakeFixture fixture) {
        assertExactlyOnce(all(), fixture.read());
    }

    static void assertExactlyOnce(List<String> deliveries, LakeFixture.Contents contents) {
        List<String> lost = new ArrayList<>(deliveries);
        contents.deliveries().forEach(lost::remove);
        assertEquals(List.of(), lost, "lost");
        assertEquals(deliveries, contents.deliveries());
        assertEquals(
                List.copyOf(new TreeSet<>(records(deliveries))),
                records(contents.events()).stream().sorted().toList());
    }

    static List<String> records(List<String> rows) {
        return rows.stream().map(row -> row.substring(row.indexOf(' ') + 1)).toList();
    }
}
