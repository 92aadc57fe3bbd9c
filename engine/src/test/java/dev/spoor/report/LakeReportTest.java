/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.report;

import dev.spoor.Engine;
import dev.spoor.EngineConfig;
import dev.spoor.LakeLocation;
import dev.spoor.Settings;
import dev.spoor.dataset.iceberg.Lake;
import dev.spoor.sample.SampleFile;
import dev.spoor.sample.SampleSpec;
import dev.spoor.sample.SampleTrail;
import dev.spoor.testing.EngineFixture;
import dev.spoor.testing.TestLake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Reports and bundles over log files, over a lake, and over a lake with log files beside it. */
@Tag("any-jdk")
class LakeReportTest {
    private static final String PACK = """
            title: Everything
            questions:
            - id: each
              title: Each event
              sql: SELECT eventTime, eventID, eventName, requestParameters FROM events WHERE eventTime < :until
            - id: services
              title: Services
              severity: low
              sql: SELECT eventSource, count(*) AS events FROM events GROUP BY 1
            - id: files
              title: What became of the files
              sql: SELECT state, count(*) AS files FROM sys.log_files GROUP BY 1
            """;

    private static final Instant NOW = Instant.parse("2026-03-10T00:00:00Z");
    private static final Period PERIOD = new Period(Instant.parse("2026-02-20T00:00:00Z"), NOW);
    private static final List<SampleFile> FILES = new SampleTrail(SampleSpec.testing(300, 3)).files();

    @TempDir
    static Path folder;

    private static Path logs;
    private static Path half;
    private static Path whole;
    private static SigningKey key;

    @BeforeAll
    static void compact() throws IOException {
        logs = folder.resolve("logs");
        half = folder.resolve("half");
        whole = folder.resolve("whole");
        EngineFixture.write(FILES.subList(0, FILES.size() / 2), logs);
        TestLake.compact(logs, half);
        TestLake.compact(logs, whole);
        Files.writeString(folder.resolve("own.yaml"), PACK);
        key = SigningKey.openOrCreate(folder.resolve("key.pem"));
        bundle("grown", engine(whole));
        EngineFixture.write(FILES.subList(FILES.size() / 2, FILES.size()), logs);
        TestLake.compact(logs, whole);
    }

    /** @param lakeOrNull null for none */
    private static Engine engine(Path lakeOrNull, Path... logs) {
        EngineConfig config = EngineConfig.of(logs).with(Settings.initial().with("cache", "off"));
        return Engine.open(
                lakeOrNull == null ? config : config.withLake(new LakeLocation(lakeOrNull, Optional.empty())),
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static Path zip(String name) {
        return folder.resolve(name + ".zip");
    }

    /** @param engine closed */
    private static Report bundle(String name, Engine engine) throws IOException {
        ReportRequest request = new ReportRequest(PERIOD, Optional.empty(), Map.of(), 5, NOW, "test");
        try (engine;
                ReportFolder files = ReportFolder.createWithSources(folder.resolve(name), engine)) {
            ReportPack pack = PackLibrary.find(folder.resolve("own.yaml").toString());
            Report report = new ReportRunner(engine, what -> {}).run(pack, request, files);
            files.write(report);
            EvidenceBundle.write(report, files, key, zip(name));
            assertEquals(List.of(), report.failures());
            return report;
        }
    }

    /** @param engine closed */
    private static BundleReport repeated(String name, Engine engine) throws IOException {
        try (engine;
                BundleVerifier bundle = BundleVerifier.open(zip(name))) {
            assertTrue(bundle.verify(Optional.of(key.fingerprint())).isGood());
            return bundle.repeat(engine);
        }
    }

    private static void assertSays(String words, BundleReport report) {
        assertTrue(report.checks().stream().anyMatch(check -> check.text().contains(words)), report.toString());
    }

    @Test
    void theSameEventsGiveTheSameRowsWhereverTheyLie() throws IOException {
        Report raw = bundle("raw", engine(null, logs));
        Report mixed = bundle("mixed", engine(half, logs));
        Report held = bundle("held", engine(whole));
        assertEquals(new SampleTrail(SampleSpec.testing(300, 3)).events().size(), raw.events());
        for (Report other : List.of(mixed, held)) {
            assertEquals(raw.events(), other.events());
            for (int i = 0; i < 2; i++) {
                assertEquals(
                        raw.answers().get(i).rowsHash(), other.answers().get(i).rowsHash());
                assertEquals(raw.answers().get(i).rows(), other.answers().get(i).rows());
            }
            assertNotEquals(raw.snapshot(), other.snapshot());
        }
        BundleReport again = repeated("mixed", engine(whole, logs));
        assertTrue(again.isGood(), again.toString());
        assertSays("also rests on", again);
        BundleReport ofLogs = repeated("raw", engine(whole));
        assertTrue(ofLogs.isGood(), ofLogs.toString());
        assertSays("2 questions asked again, the same rows; not asked again: 1 question about", ofLogs);
    }

    @Test
    void aLakeIsAskedInTheVersionOfTheReportAsLongAsItKeepsThat() throws IOException {
        BundleReport again = repeated("grown", engine(whole));
        assertTrue(again.isGood(), again.toString());
        assertSays("as the report was", again);
        try (Lake lake = TestLake.open(whole)) {
            lake.events().expire(Long.MAX_VALUE / 2, 1);
        }
        BundleReport later = repeated("grown", engine(whole));
        assertFalse(later.isGood(), later.toString());
        assertSays("does not keep version", later);
        assertSays("gave other rows", later);
    }
}
