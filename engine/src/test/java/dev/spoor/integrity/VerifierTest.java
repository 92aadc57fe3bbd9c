/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.integrity;

import dev.spoor.dataset.IntegrityBooks;
import dev.spoor.dataset.IntegrityState;
import dev.spoor.integrity.PlantedTrail.Mode;
import dev.spoor.integrity.PlantedTrail.Tampering;
import dev.spoor.testing.HandClock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

/**
 * Verification finds what was planted, and nothing else. {@code -Dtests.iters} sets the number of random trails,
 * {@code -Dtests.seed} the first of them.
 */
@Tag("any-jdk")
class VerifierTest {
    private static final int TRAILS = Integer.getInteger("tests.iters", 25);
    private static final long SEED = Long.getLong("tests.seed", 1);

    /** Findings that tell how many files, and not which. */
    private static final Set<String> COUNTS = Set.of("logs-unproven", "logs-uncovered");

    /** What is done to metadata, or to the name of the bucket, cannot be done to a copy. */
    private static final Set<Tampering> OF_ORIGINALS = Set.of(
            Tampering.WRONG_SIGNATURE,
            Tampering.SIGNATURE_NOT_HEXADECIMAL,
            Tampering.LOSE_SIGNATURE,
            Tampering.SIGN_OTHER_DIGEST,
            Tampering.DIGEST_OF_OTHER_BUCKET);

    private final ExecutorService threads = Executors.newFixedThreadPool(3);

    @AfterEach
    void stopThreads() {
        threads.shutdownNow();
    }

    @Test
    void randomTamperingIsFound() {
        for (long seed = SEED; seed < SEED + TRAILS; seed++) {
            check(new PlantedTrail(seed), "seed " + seed);
        }
    }

    @Test
    void eachTamperingIsFoundInEachKindOfPlace() {
        for (Mode mode : Mode.values()) {
            for (Tampering tampering : Tampering.values()) {
                PlantedTrail planted = PlantedTrail.of(mode, tampering);
                boolean isPossible = mode == Mode.ORIGINAL || !OF_ORIGINALS.contains(tampering);
                assertEquals(isPossible ? 1 : 0, planted.done().size(), tampering + " " + mode);
                check(planted, tampering.toString());
            }
        }
    }

    private void check(PlantedTrail planted, String what) {
        String message = what + ", " + planted.mode() + ", " + planted.done();
        try (IntegrityBooks books = IntegrityBooks.inMemory()) {
            Verifier verifier = new Verifier(
                    List.of(planted.place()),
                    (regions, first, last) -> planted.keys(),
                    books,
                    Optional.empty(),
                    threads,
                    new HandClock(planted.now()));
            VerificationReport report = verifier.run(VerificationScope.ALL, new VerificationListener() {}, () -> {});
            check(planted, report, message);
            VerificationReport again = verifier.run(VerificationScope.ALL, new VerificationListener() {}, () -> {});
            assertEquals(report.findings(), again.findings(), message);
            assertEquals(0, again.hashedFiles(), message);
            assertEquals(report.logFiles(), again.logFiles(), message);
        }
    }

    /** What of some findings is not among others. */
    private static Map<String, Set<String>> without(Map<String, Set<String>> some, Map<String, Set<String>> others) {
        Map<String, Set<String>> left = new TreeMap<>();
        some.forEach((code, files) -> {
            Set<String> rest = new TreeSet<>(files);
            rest.removeAll(others.getOrDefault(code, Set.of()));
            if (!rest.isEmpty()) {
                left.put(code, rest);
            }
        });
        return left;
    }

    private static void check(PlantedTrail planted, VerificationReport report, String message) {
        Map<String, Set<String>> found = new TreeMap<>();
        Map<String, Long> files = new TreeMap<>();
        for (Finding finding : report.findings()) {
            String code = finding.kind().label();
            if (COUNTS.contains(code)) {
                files.merge(code, finding.files(), Long::sum);
            } else {
                boolean isNew = found.computeIfAbsent(code, key -> new TreeSet<>())
                        .add(finding.file().orElseThrow());
                assertEquals(true, isNew, message + ": twice: " + finding);
            }
        }
        planted.expected().values().removeIf(Set::isEmpty);
        assertEquals(Map.of(), without(planted.expected(), found), message + ": not found");
        assertEquals(Map.of(), without(found, planted.expected()), message + ": not planted");
        assertEquals(planted.count(IntegrityState.UNPROVEN), files.getOrDefault("logs-unproven", 0L), message);
        assertEquals(planted.count(IntegrityState.UNCOVERED), files.getOrDefault("logs-uncovered", 0L), message);
        assertEquals(planted.count(IntegrityState.VALID), report.logFiles().valid(), message);
        assertFalse(report.findings().isEmpty(), message);
    }
}
