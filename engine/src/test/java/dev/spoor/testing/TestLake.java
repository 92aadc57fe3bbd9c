/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.testing;

import dev.spoor.dataset.iceberg.Lake;
import dev.spoor.lifecycle.Shredding;
import dev.spoor.store.LocalObjectStore;
import dev.spoor.store.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A lake in a folder, as the shell makes it, for tests of those who read it. */
public final class TestLake {
    /** Several of these for any trail under test. */
    private static final int BATCH_FILES = 40;

    private static final long BATCH_BYTES = 1L << 30;

    private TestLake() {}

    /** Opens the lake of a folder, which is made if there is none. The caller closes it. */
    public static Lake open(Path folder) {
        return in(folder).open();
    }

    private static LakeFixture in(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new LakeFixture(LocalObjectStore.open(folder), folder);
    }

    /** Opens the lake of a store, which is made if there is none, with its ledger in a folder. The caller closes it. */
    public static Lake open(ObjectStore store, Path ledgerFolder) {
        return new LakeFixture(store, ledgerFolder).open();
    }

    /** Brings the log files that are in a folder now into the lake of another. */
    public static void compact(Path logs, Path folder) {
        compact(logs, folder, Shredding.AUTOMATIC);
    }

    /** The same, with chosen columns for values inside of JSON text. */
    public static void compact(Path logs, Path folder, Shredding shredding) {
        LakeFixture lake = in(folder);
        try (LocalObjectStore store = LocalObjectStore.open(logs)) {
            lake.compact(
                    store, lake.settings().withBatches(BATCH_FILES, BATCH_BYTES).withShredding(shredding));
        }
    }

    /** Brings the log files that are in a store now into a lake, which stays the caller's. */
    public static void compact(ObjectStore logs, Lake lake, Path spill) {
        LakeFixture.compact(logs, lake, LakeFixture.settings(spill).withBatches(BATCH_FILES, BATCH_BYTES));
    }
}
