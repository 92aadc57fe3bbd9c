/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spoor.Engine;
import dev.spoor.EngineConfig;
import dev.spoor.Settings;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.sample.SampleSpec;
import dev.spoor.sample.SampleTrail;
import dev.spoor.store.LocalObjectStore;
import dev.spoor.testing.EngineFixture;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A report of a pack of a user's: its files, its bundle, and what of a bundle can be changed without being noticed: nothing. */
class EvidenceBundleTest {
    private static final String PACK = """
            title: Tests & <such>
            parameters:
              name: {initial: 'x'}
            questions:
            - id: by-service
              title: Events by service
              control: T-1
              severity: high
              chart: bars service
              sql: |
                SELECT eventSource AS service, count(*) AS events, max(eventTime) AS last_event
                FROM events WHERE eventTime >= :since AND eventTime < :until GROUP BY 1
            - id: nothing
              title: Nothing "here" <script>
              severity: critical
              sql: SELECT eventTime FROM events WHERE eventName = :name
            - id: moment
              title: The time of the report
              sql: SELECT now() AS moment, '=<b>' AS text
            - id: broken
              title: No answer
              severity: low
              sql: SELECT 1 / 0 AS x FROM events
            """;

    @TempDir
    static Path folder;

    private static Path logs;
    private static Path zip;
    private static Report report;
    private static SigningKey key;

    @BeforeAll
    static void make() throws IOException {
        logs = folder.resolve("logs");
        new SampleTrail(SampleSpec.testing(600, 5)).writeTo(logs, 1, made -> {});
        Files.writeString(folder.resolve("own.yaml"), PACK);
        zip = folder.resolve("report.zip");
        key = SigningKey.openOrCreate(folder.resolve("keys").resolve("key.pem"));
        Instant now = Instant.parse("2026-03-10T00:00:00Z");
        Period period = new Period(Instant.parse("2026-02-20T00:00:00Z"), now);
        ReportRequest request =
                new ReportRequest(period, Optional.empty(), Map.of("name", "none' OR 1=1"), 3, now, "test 1");
        try (Engine engine = Engine.open(config().withLogs(logs), Clock.fixed(now, ZoneOffset.UTC));
                ReportFolder files = ReportFolder.createWithSources(folder.resolve("out"), engine)) {
            ReportPack pack = PackLibrary.find(folder.resolve("own.yaml").toString());
            report = new ReportRunner(engine, what -> {}).run(pack, request, files);
            files.write(report);
            EvidenceBundle.write(report, files, key, zip);
        }
    }

    /** Without logs. */
    private record Config(EngineConfig config) {
        EngineConfig withLogs(Path place) {
            return EngineConfig.of(place).with(config.settings());
        }
    }

    private static Config config() {
        return new Config(EngineConfig.of().with(Settings.initial().with("cache", "off")));
    }

    @Test
    void parametersAreBoundAndFailuresAreTold() {
        assertEquals("high", report.answers().get(0).state());
        assertEquals("clear", report.answers().get(1).state());
        assertEquals("evidence", report.answers().get(2).state());
        assertEquals("not answered", report.answers().get(3).state());
        assertEquals(1, report.failures().size());
        assertTrue(report.hasFinding(Severity.HIGH));
        assertFalse(report.hasFinding(Severity.CRITICAL));
        assertEquals(new SampleTrail(SampleSpec.testing(600, 5)).events().size(), report.events());
    }

    @Test
    void thePageAsksForNothingAndEscapesEverything() throws IOException {
        String page = Files.readString(folder.resolve("out").resolve("report.html"));
        assertTrue(page.contains("Tests &amp; &lt;such&gt;"), page);
        assertTrue(page.contains("Nothing &quot;here&quot; &lt;script&gt;"));
        assertTrue(page.contains("<td class=\"short\">=&lt;b&gt;</td>"));
        assertTrue(page.contains("default-src 'none'"));
        assertFalse(page.matches("(?s).*(<script|\\bsrc=|<link|<img|url\\(|@import|http-equiv=\"refresh).*"));
        assertTrue(page.contains("The first 3 of "), "the cut is said");
        assertTrue(page.contains("Division by zero") || page.contains("division by zero"), "the failure is said");
        String csv = Files.readString(folder.resolve("out/data/moment.csv"));
        assertTrue(csv.contains("2026-03-10 00:00:00.000 UTC,'=<b>"), csv);
        assertFalse(Files.exists(folder.resolve("out/data/broken.csv")), "no part that looks whole");
        assertEquals(
                report.answers().get(0).rows(),
                Files.readAllLines(folder.resolve("out/data/by-service.jsonl")).size());
    }

    /** Names of OCSF 1.3.0: of the classes 2003 and 2004, and of the objects in them. */
    @Test
    void findingsHaveTheNamesOfTheSchema() throws IOException {
        JsonNode events = new ObjectMapper()
                .readTree(folder.resolve("out/findings.ocsf.json").toFile());
        assertEquals(1, events.size(), "the finding with a control");
        JsonNode event = events.get(0);
        assertNames(
                event,
                "activity_id activity_name category_uid category_name class_uid class_name type_uid time start_time end_time"
                        + " severity_id severity status_id status count message metadata finding_info compliance remediation unmapped");
        assertNames(event.get("metadata"), "version log_name product");
        assertNames(event.get("metadata").get("product"), "name vendor_name version");
        assertNames(event.get("finding_info"), "uid title desc created_time first_seen_time last_seen_time types");
        assertNames(event.get("compliance"), "standards control status_id status status_detail");
        assertEquals(200301, event.get("type_uid").asInt());
        assertEquals(4, event.get("severity_id").asInt());
        assertEquals(3, event.get("compliance").get("status_id").asInt());
        assertEquals("T-1", event.get("compliance").get("control").asText());
    }

    private static void assertNames(JsonNode object, String allowed) {
        object.fieldNames()
                .forEachRemaining(name -> assertTrue(List.of(allowed.split(" ")).contains(name), name));
    }

    @Test
    void theKeyIsTheOwnersAndStays() throws IOException {
        Path file = folder.resolve("keys").resolve("key.pem");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals(key.fingerprint(), SigningKey.openOrCreate(file).fingerprint());
        Path open = Files.copy(file, folder.resolve("open.pem"));
        Files.copy(folder.resolve("keys").resolve("key.pem.pub"), folder.resolve("open.pem.pub"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
        EngineException tooOpen = assertThrows(EngineException.class, () -> SigningKey.openOrCreate(open));
        assertEquals(ErrorCode.INVALID_CONFIGURATION, tooOpen.code());
    }

    @Test
    void aWholeBundleHoldsAndGivesTheSameRowsElsewhere() throws IOException {
        Path elsewhere = folder.resolve("elsewhere");
        new SampleTrail(SampleSpec.testing(600, 6)).writeTo(elsewhere.resolve("others"), 1, made -> {});
        copy(logs, elsewhere.resolve("moved"));
        try (BundleVerifier bundle = BundleVerifier.open(zip)) {
            assertTrue(bundle.verify(Optional.of(key.fingerprint())).isGood());
            SourceView view = bundle.sources().in(LocalObjectStore.open(elsewhere));
            assertTrue(view.check().isGood(), view.check().text());
            try (Engine engine = Engine.open(config().config(), view, Clock.fixed(bundle.created(), ZoneOffset.UTC))) {
                BundleReport again = bundle.repeat(engine);
                assertTrue(again.isGood(), again.toString());
            }
        }
        try (BundleVerifier bundle = BundleVerifier.open(zip)) {
            assertFalse(bundle.verify(Optional.of("00".repeat(32))).isGood(), "another key was asked for");
        }
    }

    @Test
    void otherLogsAreNoticed() throws IOException {
        Path changed = folder.resolve("changed");
        copy(logs, changed);
        try (Stream<Path> files = Files.walk(changed)) {
            Path largest = files.filter(file -> file.toString().contains("/CloudTrail/"))
                    .filter(Files::isRegularFile)
                    .max(Comparator.comparingLong(file -> file.toFile().length()))
                    .orElseThrow();
            EngineFixture.write(largest, "{\"Records\":[]}".getBytes(StandardCharsets.UTF_8));
        }
        try (BundleVerifier bundle = BundleVerifier.open(zip)) {
            SourceView view = bundle.sources().in(LocalObjectStore.open(changed));
            assertFalse(view.check().isGood());
            try (Engine engine = Engine.open(config().config(), view)) {
                BundleReport again = bundle.repeat(engine);
                assertFalse(again.isGood());
                assertTrue(again.checks().get(0).text().contains("Events by service"), again.toString());
            }
        }
    }

    @Test
    void everyChangeOfAnyFileIsNoticed() throws IOException {
        try (ZipFile whole = new ZipFile(zip.toFile())) {
            for (ZipEntry entry : whole.stream().toList()) {
                assertBad(changed((name, bytes) -> name.equals(entry.getName()) ? flipped(bytes) : bytes, null));
                assertBad(changed((name, bytes) -> name.equals(entry.getName()) ? null : bytes, null));
            }
        }
        assertBad(changed((name, bytes) -> bytes, "data/more.csv"));
        assertTrue(verify(changed((name, bytes) -> bytes, null)).isGood(), "packing alone changes nothing");
        EngineException noBundle =
                assertThrows(EngineException.class, () -> BundleVerifier.open(folder.resolve("own.yaml")));
        assertEquals(ErrorCode.CORRUPT_DATA, noBundle.code());
    }

    private static byte[] flipped(byte[] bytes) {
        byte[] flipped = bytes.length == 0 ? new byte[1] : bytes.clone();
        flipped[flipped.length / 2] ^= 1;
        return flipped;
    }

    private static void assertBad(Path file) throws IOException {
        try {
            assertFalse(verify(file).isGood(), file.toString());
        } catch (EngineException e) {
            assertEquals(ErrorCode.CORRUPT_DATA, e.code());
        }
    }

    private static BundleReport verify(Path file) throws IOException {
        try (BundleVerifier bundle = BundleVerifier.open(file)) {
            return bundle.verify(Optional.empty());
        }
    }

    /** The bundle with other bytes of some files; those for which there are none are left out. */
    private static Path changed(BiFunction<String, byte[], byte[]> change, String addedOrNull) throws IOException {
        Path file = folder.resolve("changed.zip");
        try (ZipFile whole = new ZipFile(zip.toFile());
                OutputStream out = Files.newOutputStream(file);
                ZipOutputStream entries = new ZipOutputStream(out)) {
            for (ZipEntry entry : whole.stream().toList()) {
                byte[] bytes = change.apply(
                        entry.getName(), whole.getInputStream(entry).readAllBytes());
                if (bytes != null) {
                    entries.putNextEntry(new ZipEntry(entry.getName()));
                    entries.write(bytes);
                }
            }
            if (addedOrNull != null) {
                entries.putNextEntry(new ZipEntry(addedOrNull));
            }
        }
        return file;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                EngineFixture.write(to.resolve(from.relativize(file)), Files.readAllBytes(file));
            }
        }
    }
}
