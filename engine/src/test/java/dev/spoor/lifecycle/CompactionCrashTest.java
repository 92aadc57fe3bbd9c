/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.lifecycle;

import dev.spoor.dataset.LakeSnapshot;
import dev.spoor.dataset.iceberg.Lake;
import dev.spoor.dataset.iceberg.LakeTable;
import dev.spoor.error.EngineException;
import dev.spoor.sample.SampleFile;
import dev.spoor.sample.SampleSpec;
import dev.spoor.sample.SampleTrail;
import dev.spoor.store.LocalObjectStore;
import dev.spoor.testing.EngineFixture;
import dev.spoor.testing.LakeFixture;
import dev.spoor.testing.MemoryObjectStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Whatever happens to a compactor, the lake's head is exact, and the next run completes it. */
final class CompactionCrashTest {
    /** More with {@code -Dtests.kills=200}. */
    private static final int KILLS = Integer.getInteger("tests.kills", 3);

    /** Faults are tried at each so many calls: at all of them with {@code -Dtests.faultStep=1}; 0 for the boundaries only. */
    private static final int FAULT_STEP = Integer.getInteger("tests.faultStep", 0);

    /** Of the boundaries, where calls of another kind begin, one in so many. */
    private static final int BOUNDARY_STEP = 18;

    private static final long SEED = Long.getLong("tests.seed", 20_260_922);

    /** Of processes that are killed: the next one waits for so long. */
    private static final int LEASE_MILLIS = 400;

    /** Of processes that live: even on a busy machine they keep it. */
    private static final int LONG_LEASE_MILLIS = 30_000;

    private static final int BATCH_FILES = 12;
    private static final int RUN_MILLIS_MAX = 4_000;

    @TempDir
    private Path folder;

    private final List<SampleFile> files = new SampleTrail(SampleSpec.testing(300, 11)).files();

    @Test
    void killedAtRandomInstants() throws Exception {
        Path logs = EngineFixture.write(files, folder.resolve("logs"));
        ReferenceDeliveries reference = ReferenceDeliveries.of(LocalObjectStore.open(logs));
        SplittableRandom random = new SplittableRandom(SEED);
        int killed = 0;
        for (int lakes = 0; killed < KILLS; lakes++) {
            Path place = Files.createDirectory(folder.resolve("lake" + lakes));
            LakeFixture lake = new LakeFixture(LocalObjectStore.open(place), place);
            boolean isDone = false;
            while (!isDone) {
                Process process = start(logs, place, LEASE_MILLIS);
                boolean hasEnded = killed == KILLS
                        ? process.waitFor(2, TimeUnit.MINUTES)
                        : process.waitFor(random.nextInt(RUN_MILLIS_MAX), TimeUnit.MILLISECONDS);
                process.destroyForcibly().waitFor();
                if (hasEnded) {
                    assertEquals(0, process.exitValue(), this::told);
                    isDone = true;
                } else {
                    killed++;
                }
                if (Files.exists(place.resolve("ledger.sqlite"))) {
                    reference.assertHeld(lake);
                }
            }
            reference.assertAllHeld(lake);
            assertNothingIsLeft(place, lake);
        }
    }

    /** Data files that no version has would be paid for and never found. */
    private static void assertNothingIsLeft(Path place, LakeFixture lake) throws IOException {
        Set<String> inStore;
        try (Stream<Path> all = Files.walk(place)) {
            inStore = all.filter(path -> path.toString().endsWith(".parquet"))
                    .map(path -> place.relativize(path).toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
        try (Lake open = lake.open()) {
            for (LakeTable table : List.of(open.events(), open.repeats())) {
                for (LakeSnapshot version : table.snapshots()) {
                    table.files(version).forEach(file -> inStore.remove(file.key()));
                }
            }
        }
        assertEquals(Set.of(), inStore);
    }

    @Test
    void twoAtOnceGiveOneLake() throws Exception {
        Path logs = EngineFixture.write(files, folder.resolve("logs"));
        Path place = Files.createDirectory(folder.resolve("lake"));
        List<Process> both = List.of(start(logs, place, LONG_LEASE_MILLIS), start(logs, place, LONG_LEASE_MILLIS));
        for (Process process : both) {
            assertTrue(process.waitFor(2, TimeUnit.MINUTES), "still running");
            assertEquals(0, process.exitValue(), this::told);
        }
        ReferenceDeliveries.of(LocalObjectStore.open(logs))
                .assertAllHeld(new LakeFixture(LocalObjectStore.open(place), place));
    }

    @Tag("any-jdk")
    @Test
    void aFaultAtEachCallOfTheStore() {
        MemoryObjectStore logs = ReferenceDeliveries.store("mem://logs", files.subList(0, files.size() / 8));
        ReferenceDeliveries reference = ReferenceDeliveries.of(logs);
        int failed = 0;
        List<Integer> places = FAULT_STEP > 0 ? List.of() : boundaries(logs);
        int tried = 0;
        for (int k = next(places, tried); ; k = next(places, ++tried)) {
            MemoryObjectStore store = new MemoryObjectStore("mem://lake" + k);
            LakeFixture lake = lake(store, "ledger" + tried);
            boolean isCutOff = tried % 2 == 1;
            if (isCutOff) {
                store.cutOffAtCall(k);
            } else {
                store.failAtCall(k);
            }
            boolean wasReached;
            try {
                lake.compact(logs, settings(lake));
                wasReached = store.callCount() >= k;
            } catch (EngineException e) {
                wasReached = true;
                failed++;
            }
            store.failAtCall(0);
            assertEquals(0, store.openStreamCount(), "streams left open by fault " + k);
            reference.assertHeld(lake);
            CompactionReport report = lake.compact(logs, settings(lake));
            reference.assertAllHeld(lake);
            assertTrue(report.totals().isBalanced(), "fault " + k + ": " + report.totals());
            if (!wasReached || !places.isEmpty() && tried == places.size() - 1) {
                break;
            }
        }
        assertTrue(failed > 3, "only " + failed + " runs failed");
    }

    private LakeFixture lake(MemoryObjectStore store, String ledger) {
        Path place = folder.resolve(ledger);
        assertTrue(place.toFile().mkdir());
        return new LakeFixture(store, place);
    }

    private static CompactionSettings settings(LakeFixture lake) {
        return lake.settings().withBatches(BATCH_FILES, Long.MAX_VALUE);
    }

    private static int next(List<Integer> places, int tried) {
        return places.isEmpty() ? 1 + tried * FAULT_STEP : places.get(tried);
    }

    /** Calls, counted from 1, that are of another kind than the one before, in a run without faults. */
    private List<Integer> boundaries(MemoryObjectStore logs) {
        MemoryObjectStore store = new MemoryObjectStore("mem://lake");
        LakeFixture lake = lake(store, "ledger");
        lake.compact(logs, settings(lake));
        List<Integer> boundaries = new ArrayList<>();
        List<String> calls = store.calls();
        int found = 0;
        for (int i = 1; i < calls.size(); i++) {
            if (!kind(calls.get(i)).equals(kind(calls.get(i - 1))) && found++ % BOUNDARY_STEP == 0) {
                boundaries.add(i + 1);
            }
        }
        return boundaries;
    }

    private static String kind(String call) {
        return call.substring(0, call.indexOf(' '));
    }

    private Process start(Path logs, Path lake, int leaseMillis) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx512m"));
        command.add("--add-opens=java.base/java.nio=ALL-UNNAMED");
        if (Runtime.version().feature() >= 24) {
            command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), CompactionProcess.class.getName()));
        command.addAll(List.of(
                logs.toString(), lake.toString(), Integer.toString(BATCH_FILES), Integer.toString(leaseMillis)));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("told").toFile())
                .start();
    }

    /** What the last process said. */
    private String told() {
        try {
            return Files.readString(folder.resolve("told"), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
