/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.report;

import dev.spoor.Engine;
import dev.spoor.EngineConfig;
import dev.spoor.IntegrityCheck;
import dev.spoor.Settings;
import dev.spoor.integrity.VerificationListener;
import dev.spoor.integrity.VerificationScope;
import dev.spoor.store.StoreLocation;
import dev.spoor.testing.DigestKey;
import dev.spoor.testing.DigestTrail;
import dev.spoor.testing.DigestTrail.ChainPlace;
import dev.spoor.testing.DigestTrail.SignedDigest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** The questions of packs that are about files: asked of a trail with a changed and a missing file, and of a whole one. */
@Tag("any-jdk")
class FileQuestionsTest {
    /** Those that {@link PlantedEventsTest} cannot plant events for. */
    static final Set<String> IDS = Set.of("integrity-problems", "unproven-files", "coverage-gaps");

    private static final Instant START = Instant.parse("2026-03-10T00:00:00Z");
    private static final ChainPlace PLACE =
            new ChainPlace("bucket", null, "111122223333", "eu-west-1", "main", "eu-west-1", false);

    /** A digest without a successor, as the last one is, has no signature in a copy. */
    private static final int HOURS = 6;

    private static final Period PERIOD = new Period(START, START.plusSeconds((HOURS - 1) * 3_600L));

    @TempDir
    Path folder;

    @Test
    void eachTellsWhatIsWrongAndNothingElse() throws IOException {
        DigestTrail trail = new DigestTrail();
        List<SignedDigest> chain = trail.chain(PLACE, START, HOURS, DigestKey.ALL.subList(0, 1), () -> 2);
        Path whole = folder.resolve("whole");
        trail.writeTo(whole);
        String changed = chain.get(1).logs().get(0);
        trail.put(changed, DigestTrail.gzip("{\"Records\":[]}"), Map.of());
        trail.remove(chain.get(2).logs().get(1));
        Path spoilt = folder.resolve("spoilt");
        trail.writeTo(spoilt);
        for (String pack : List.of("pci", "hipaa")) {
            assertEquals(
                    Map.of("integrity-problems", "", "unproven-files", "never verified,10", "coverage-gaps", ""),
                    asked(pack, whole, "new-" + pack));
        }
        verify(whole, "of-whole");
        verify(spoilt, "of-spoilt");
        for (String pack : List.of("pci", "hipaa")) {
            assertEquals(
                    Map.of("integrity-problems", "", "unproven-files", "", "coverage-gaps", ""),
                    asked(pack, whole, "of-whole"));
            assertEquals(
                    Map.of(
                            "integrity-problems",
                            "log-changed,111122223333;log-missing,111122223333",
                            "unproven-files",
                            "changed,1",
                            "coverage-gaps",
                            "111122223333,eu-west-1,changed,1;111122223333,eu-west-1,missing,1"),
                    asked(pack, spoilt, "of-spoilt"));
        }
    }

    private Settings settings(String cache) {
        return Settings.initial()
                .with(Settings.CACHE_PATH.key(), folder.resolve(cache).toString());
    }

    private void verify(Path logs, String cache) throws IOException {
        Path keys = Files.writeString(folder.resolve("keys.json"), DigestKey.answer(DigestKey.ALL));
        IntegrityCheck.Subject subject = new IntegrityCheck.Subject(
                StoreLocation.listOf(logs), Map.of(), List.of(keys), false, Optional.empty());
        try (IntegrityCheck check = IntegrityCheck.open(subject, settings(cache), Clock.systemUTC(), warning -> {})) {
            check.run(VerificationScope.ALL, new VerificationListener() {});
        }
    }

    /** The first values of the rows of each of the questions. */
    private Map<String, String> asked(String name, Path logs, String cache) throws IOException {
        ReportPack pack = PackLibrary.find(name);
        List<Question> asked =
                pack.questions().stream().filter(Question::isAboutFiles).toList();
        assertEquals(
                new TreeSet<>(IDS),
                new TreeSet<>(asked.stream().map(Question::id).toList()));
        ReportRequest request = new ReportRequest(PERIOD, Optional.empty(), Map.of(), 50, PERIOD.until(), "test");
        Map<String, String> found = new TreeMap<>();
        try (Engine engine = Engine.open(EngineConfig.of(logs).with(settings(cache)))) {
            Report report = new ReportRunner(engine, what -> {}).run(pack.asking(asked), request, EvidenceSink.NONE);
            assertEquals(List.of(), report.failures());
            for (Answer answer : report.answers()) {
                String id = answer.question().id();
                int first = id.equals("coverage-gaps") ? 4 : 2;
                found.put(
                        id,
                        String.join(
                                ";",
                                answer.shown().stream()
                                        .map(row -> String.join(",", row.subList(0, first)))
                                        .sorted()
                                        .toList()));
            }
        }
        return found;
    }
}
