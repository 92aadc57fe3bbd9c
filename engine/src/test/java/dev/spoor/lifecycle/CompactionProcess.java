/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.lifecycle;

import dev.spoor.store.LocalObjectStore;
import dev.spoor.testing.LakeFixture;
import java.nio.file.Path;
import java.time.Duration;

/** Compacts in a process of its own, for those who kill it. Arguments: logs, lake, files of a batch, lease in ms. */
public final class CompactionProcess {
    private CompactionProcess() {}

    public static void main(String[] arguments) {
        Path lake = Path.of(arguments[1]);
        LakeFixture fixture = new LakeFixture(LocalObjectStore.open(lake), lake);
        CompactionSettings settings = fixture.settings()
                .withBatches(Integer.parseInt(arguments[2]), Long.MAX_VALUE)
                .withLease(Duration.ofMillis(Long.parseLong(arguments[3])));
        CompactionReport report = fixture.compact(LocalObjectStore.open(Path.of(arguments[0])), settings);
        System.out.println("batches " + report.batches());
    }
}
