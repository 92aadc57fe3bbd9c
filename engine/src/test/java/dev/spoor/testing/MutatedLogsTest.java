/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.testing;

import dev.spoor.sample.SampleFile;
import dev.spoor.sample.SampleSpec;
import dev.spoor.sample.SampleTrail;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * Damaged log files, thousands of them, through the whole engine. For every file: either the engine returns exactly the
 * records that plain tools find in it, or the file is listed as unreadable, with the number of records that were
 * recovered, which are the ones returned. {@code -Dtests.iters} sets the number of files, {@code -Dtests.seed} the seed.
 */
@Tag("any-jdk")
class MutatedLogsTest {
    private static final int FILES = Integer.getInteger("tests.iters", 10_000);
    private static final long SEED = Long.getLong("tests.seed", 8_128);
    private static final int FILES_PER_STORE = 500;
    private static final int PROBLEMS_SHOWN = 15;
    private static final int RECORDS_PER_FILE_MAX = 12;

    private final List<SampleFile> originals = originals();
    private final SplittableRandom random = new SplittableRandom(SEED);
    private final List<String> problems = new ArrayList<>();

    /** What one damaged object should give. */
    private record Damaged(LogMutation how, ReferenceReading reference, int originalRecords) {}

    private static List<SampleFile> originals() {
        SampleSpec spec = SampleSpec.testing(1_500, SEED).withShares(0.02, 0.01, 0);
        return new SampleTrail(spec)
                .files().stream()
                        .filter(f ->
                                f.kind() == SampleFile.Kind.EVENTS && f.events().size() <= RECORDS_PER_FILE_MAX)
                        .toList();
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void nothingIsLostInSilence() {
        for (int from = 0; from < FILES; from += FILES_PER_STORE) {
            checkStore(Math.min(FILES_PER_STORE, FILES - from), from);
        }
        assertEquals(
                "",
                String.join("\n", problems.subList(0, Math.min(PROBLEMS_SHOWN, problems.size()))),
                problems.size() + " of " + FILES + " files with -Dtests.seed=" + SEED);
    }

    private void checkStore(int files, int number) {
        MemoryObjectStore store = new MemoryObjectStore("mem://mutated");
        Map<String, Damaged> damaged = new TreeMap<>();
        for (int i = 0; i < files; i++) {
            SampleFile file = originals.get(random.nextInt(originals.size()));
            LogMutation how = LogMutation.values()[random.nextInt(LogMutation.values().length)];
            byte[] bytes = how.apply(file, originals.get(random.nextInt(originals.size())), random);
            String key = file.key().replace(".json.gz", i + ".json.gz");
            store.put(key, bytes, number);
            damaged.put(
                    key,
                    new Damaged(how, ReferenceReading.of(bytes), file.events().size()));
        }
        try (EngineFixture engine = EngineFixture.over(store, Map.of("workers", "2"))) {
            Map<String, List<String>> returned = new HashMap<>();
            for (List<Object> row :
                    engine.query("SELECT \"$path\", eventID FROM deliveries").rows()) {
                returned.computeIfAbsent((String) row.get(0), k -> new ArrayList<>())
                        .add((String) row.get(1));
            }
            Map<String, Long> recovered = new HashMap<>();
            for (List<Object> row : engine.query("SELECT key, records_recovered FROM sys.unreadable_files")
                    .rows()) {
                recovered.merge((String) row.get(0), (Long) row.get(1), Math::max);
            }
            damaged.forEach((key, expected) -> check(
                    key,
                    expected,
                    returned.getOrDefault(key, List.of()),
                    recovered.get(key),
                    recovered.containsKey(key)));
            Set<String> strangers = new HashSet<>(returned.keySet());
            strangers.removeAll(damaged.keySet());
            assertEquals(Set.of(), strangers);
        }
    }

    private void check(String key, Damaged expected, List<String> returned, Long recovered, boolean listed) {
        ReferenceReading reference = expected.reference();
        String what = expected.how() + " " + key + ": ";
        if (!listed && !reference.clean()) {
            problems.add(what + "damaged, not listed; " + returned.size() + " records returned");
        } else if (!listed && !readable(returned).equals(readable(reference.eventIds()))) {
            problems.add(what + "not listed; returned " + returned + ", plain tools find " + reference.eventIds());
        } else if (listed && recovered != null && recovered != returned.size()) {
            problems.add(what + "listed with " + recovered + " records recovered, but returned " + returned.size());
        } else if (listed
                && reference.hasRecords()
                && !startsWith(readable(reference.eventIds()), readable(returned))) {
            problems.add(what + "returned " + returned + ", which is no beginning of " + reference.eventIds());
        } else if (listed && returned.size() < reference.eventIds().size()) {
            problems.add(what + "recovered " + returned.size() + " of "
                    + reference.eventIds().size() + " whole records");
        }
    }

    /** Without what stands for bytes that are no UTF-8: tools differ in the sign they put there. */
    private static List<String> readable(List<String> ids) {
        return ids.stream()
                .map(id -> id == null ? "" : id.replaceAll("[?\\uFFFD]", ""))
                .toList();
    }

    private static boolean startsWith(List<String> all, List<String> beginning) {
        return beginning.size() <= all.size()
                && all.subList(0, beginning.size()).equals(beginning);
    }
}
