/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.s3;

import dev.spoor.IntegrityCheck;
import dev.spoor.Settings;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.integrity.Finding;
import dev.spoor.integrity.VerificationListener;
import dev.spoor.integrity.VerificationReport;
import dev.spoor.integrity.VerificationReport.Count;
import dev.spoor.integrity.VerificationScope;
import dev.spoor.s3.Gateway.Fault;
import dev.spoor.store.StoreLocation;
import dev.spoor.testing.DigestKey;
import dev.spoor.testing.DigestTrail;
import dev.spoor.testing.DigestTrail.ChainPlace;
import dev.spoor.testing.DigestTrail.SignedDigest;
import dev.spoor.testing.EngineFixture;
import dev.spoor.testing.HandClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Verification of a bucket: signatures are in the metadata of objects, and the server has its own troubles. */
@Tag("any-jdk")
class S3VerificationTest {
    private static final Instant START = Instant.parse("2024-03-10T00:00:00Z");
    private static final int HOURS = 14;
    private static final String LOGS = "s3://trail-bucket/audit";
    private static final ChainPlace IRELAND =
            new ChainPlace("trail-bucket/audit", null, "111122223333", "eu-west-1", "main", "eu-west-1", false);
    private static final ChainPlace VIRGINIA =
            new ChainPlace("trail-bucket/audit", null, "444455556666", "us-east-1", "main", "eu-west-1", false);
    private static final byte[] OTHER = DigestTrail.gzip("{\"Records\":[]}");

    @TempDir
    Path folder;

    private final DigestTrail trail = new DigestTrail();
    private final MemoryS3 server = new MemoryS3();
    private Gateway gateway;
    private List<SignedDigest> ireland;
    private List<SignedDigest> virginia;

    @BeforeEach
    void deliver() throws IOException {
        ireland = trail.chain(IRELAND, START, HOURS, DigestKey.ALL.subList(0, 2), () -> 2);
        virginia = trail.chain(VIRGINIA, START, HOURS, DigestKey.ALL.subList(2, 3), () -> 1);
        trail.objects()
                .values()
                .forEach(object -> server.put(DigestTrail.key(object.name()), object.bytes(), object.metadata()));
        gateway = new Gateway(server);
        Files.writeString(folder.resolve("keys.json"), DigestKey.answer(DigestKey.ALL));
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    private VerificationReport verify() {
        return verify(VerificationScope.ALL);
    }

    private VerificationReport verify(VerificationScope scope) {
        Settings settings = Settings.initial();
        for (Map.Entry<String, String> each :
                S3QueryTest.settings(gateway.address(), folder).entrySet()) {
            settings = settings.with(each.getKey(), each.getValue());
        }
        settings = settings.with("s3.cache-limit", "1GB");
        IntegrityCheck.Subject subject = new IntegrityCheck.Subject(
                List.of(StoreLocation.parse(LOGS)),
                Map.of(),
                List.of(folder.resolve("keys.json")),
                false,
                Optional.empty());
        HandClock clock = new HandClock(START.plus(HOURS, ChronoUnit.HOURS).plus(20, ChronoUnit.MINUTES));
        try (IntegrityCheck check = IntegrityCheck.open(subject, settings, clock, warning -> {})) {
            return check.run(scope, new VerificationListener() {});
        }
    }

    private static VerificationScope anew() {
        return new VerificationScope(
                Long.MIN_VALUE, Long.MAX_VALUE, Set.of(), Set.of(), Optional.empty(), Optional.empty(), true);
    }

    private static String key(String name) {
        return DigestTrail.key(name);
    }

    private static String address(String name) {
        return "s3://" + name;
    }

    private static Set<String> findings(VerificationReport report) {
        return report.findings().stream()
                .map(finding -> finding.kind().label()
                        + finding.file().map(file -> " " + file).orElse(" of " + finding.files()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private long logsRead() {
        return gateway.log().stream()
                .filter(request -> request.method().equals("GET")
                        && request.key().contains("/CloudTrail/")
                        && request.key().endsWith(".gz"))
                .count();
    }

    @Test
    void aBucketIsProvenByTheSignaturesOfItsObjects() {
        VerificationReport report = verify();
        assertEquals(Set.of(), findings(report));
        assertEquals(new Count(2 * HOURS, 0, 0, 0), report.standard());
        assertEquals(new Count(3 * HOURS, 0, 0, 0), report.logFiles());
        assertEquals(3 * HOURS, logsRead());
        gateway.forget();
        assertEquals(0, verify().hashedFiles());
        assertEquals(0, logsRead());
        assertEquals(3 * HOURS, verify(anew()).hashedFiles());
        assertEquals(3 * HOURS, logsRead(), "read from a copy on this machine");
    }

    @Test
    void whatWasDoneToObjectsIsFound() {
        String changed = ireland.get(3).logs().get(0);
        String removed = ireland.get(5).logs().get(1);
        String added = trail.log(IRELAND, START.plus(6, ChronoUnit.HOURS));
        String copied = ireland.get(9).name();
        String missing = ireland.get(12).name();
        SignedDigest newest = virginia.get(HOURS - 1);
        server.put(key(changed), OTHER, Map.of());
        server.remove(key(removed));
        server.put(key(added), trail.get(added).bytes(), Map.of());
        server.put(key(copied), trail.get(copied).bytes(), Map.of());
        server.remove(key(missing));
        // the signature of another digest
        server.put(
                key(newest.name()),
                trail.get(newest.name()).bytes(),
                Map.of("signature", virginia.get(0).signature()));
        VerificationReport report = verify();
        assertEquals(
                new TreeSet<>(Set.of(
                        "log-changed " + address(changed),
                        "log-missing " + address(removed),
                        "log-unnamed " + address(added),
                        "digest-signature-missing " + address(copied),
                        "digest-missing " + address(missing),
                        "digest-signature-invalid " + address(newest.name()),
                        "logs-unproven of 2",
                        "logs-unproven " + address(newest.logs().get(0)))),
                findings(report));
    }

    @Test
    void anObjectThatWasReplacedIsReadAgain() {
        verify();
        String log = ireland.get(3).logs().get(0);
        byte[] bytes = trail.get(log).bytes().clone();
        bytes[bytes.length - 6] ^= 1;
        server.put(key(log), bytes, Map.of());
        VerificationReport report = verify();
        assertEquals(1, report.hashedFiles());
        assertEquals(Set.of("log-malformed " + address(log)), findings(report));
        server.put(key(log), trail.get(log).bytes(), Map.of());
        report = verify();
        assertEquals(1, report.hashedFiles());
        assertEquals(Set.of(), findings(report));
    }

    @Test
    void aServerInTroubleChangesNothing() {
        String changed = ireland.get(3).logs().get(0);
        server.put(key(changed), OTHER, Map.of());
        SplittableRandom random = new SplittableRandom(5);
        gateway.withFaults(request -> {
            int dice;
            synchronized (random) {
                dice = random.nextInt(50);
            }
            return switch (dice) {
                case 0 -> Fault.answer(503, "SlowDown");
                case 1 -> Fault.answer(500, "InternalError");
                case 2 -> Fault.CUT;
                case 3 -> Fault.LOST;
                default -> Fault.NONE;
            };
        });
        VerificationReport report = verify();
        assertTrue(gateway.log().size() > 3 * HOURS + 2 * 2 * HOURS + 5, "nothing went wrong");
        assertEquals(Set.of("log-changed " + address(changed)), findings(report));
    }

    @Test
    void whatCannotBeReadIsSaidAndProvesNothing() {
        String refused = ireland.get(3).logs().get(0);
        String archived = ireland.get(3).logs().get(1);
        String gone = ireland.get(4).logs().get(0);
        String digest = ireland.get(10).name();
        String withoutHead = virginia.get(10).name();
        server.archive(key(archived));
        server.putGone(key(gone));
        gateway.withFaults(request -> {
            boolean isRefused = request.key().equals(key(refused))
                    || request.key().equals(key(digest))
                    || request.key().equals(key(withoutHead))
                            && request.method().equals("HEAD");
            return isRefused ? Fault.answer(403, "AccessDenied") : Fault.NONE;
        });
        VerificationReport report = verify();
        assertEquals(
                new TreeSet<>(Set.of(
                        "log-unreadable " + address(refused),
                        "log-unreadable " + address(archived),
                        "log-missing " + address(gone),
                        "digest-unreadable " + address(digest),
                        "digest-unreadable " + address(withoutHead),
                        "logs-unproven of 2",
                        "logs-unproven " + address(virginia.get(10).logs().get(0)))),
                findings(report));
        assertTrue(text(report, "log-unreadable", refused).contains("s3:GetObject"), () -> report.toString());
        assertTrue(text(report, "log-unreadable", archived).contains("archived"), () -> report.toString());
        gateway.withFaults(request -> Fault.NONE);
        assertEquals(Set.of("log-unreadable " + address(archived), "log-missing " + address(gone)), findings(verify()));
    }

    private static String text(VerificationReport report, String code, String name) {
        return report.findings().stream()
                .filter(finding ->
                        finding.kind().label().equals(code) && finding.file().equals(Optional.of(address(name))))
                .map(Finding::text)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aBucketThatMayNotBeListedIsAnErrorAndNoVerdict() {
        gateway.withFaults(
                request -> request.action().equals("s3:ListBucket") ? Fault.answer(403, "AccessDenied") : Fault.NONE);
        EngineException refused = assertThrows(EngineException.class, this::verify);
        assertEquals(ErrorCode.ACCESS_DENIED, refused.code());
        assertTrue(refused.getMessage().contains("s3:ListBucket"), refused.getMessage());
    }

    /** The files of one place and some hours are had without listing others. */
    @Test
    void aPeriodOfOneRegionReadsNothingElse() {
        for (int day = 1; day <= 28; day++) {
            String date = "2024/01/" + (day < 10 ? "0" : "") + day;
            for (int i = 0; i < 100; i++) {
                server.put("audit/AWSLogs/111122223333/CloudTrail/eu-west-1/" + date + "/" + i + ".json.gz", OTHER);
            }
        }
        long from = START.plus(4, ChronoUnit.HOURS).getEpochSecond() * 1_000_000;
        VerificationScope scope = new VerificationScope(
                from,
                from + 2 * 3_600_000_000L,
                Set.of("111122223333"),
                Set.of("eu-west-1"),
                Optional.empty(),
                Optional.empty(),
                false);
        VerificationReport report = verify(scope);
        assertEquals(Set.of(), findings(report));
        assertNothingElseIsAskedFor();
        assertTrue(report.standard().valid() >= 2 && report.standard().valid() < 5, report.toString());
        assertEquals(report.logFiles().valid(), 2 * report.standard().valid());
        Map<String, String> settings = S3QueryTest.settings(gateway.address(), folder);
        settings.put("cache", "on");
        try (EngineFixture engine = EngineFixture.over(List.of(StoreLocation.parse(LOGS)), null, settings, Map.of())) {
            gateway.forget();
            assertEquals(
                    List.of("valid | 4"),
                    engine.query("SELECT \"$verified\", count(*) FROM events WHERE \"$verified\" IS NOT NULL"
                                    + " AND awsRegion = 'eu-west-1' AND eventTime >= TIMESTAMP '2024-03-10 04:00:00'"
                                    + " AND eventTime < TIMESTAMP '2024-03-10 06:00:00' GROUP BY 1")
                            .lines());
            assertNothingElseIsAskedFor();
        }
    }

    private void assertNothingElseIsAskedFor() {
        List<String> others = gateway.log().stream()
                .map(request -> request.key() + request.query().getOrDefault("prefix", ""))
                .filter(asked -> asked.contains("us-east-1") || asked.contains("2024/01/"))
                .toList();
        assertEquals(List.of(), others);
        assertTrue(gateway.log().size() > 2);
    }

    @Test
    void keysAreKeptBesideTheVerdicts() throws IOException {
        Files.createDirectories(folder.resolve("keys"));
        Files.move(folder.resolve("keys.json"), folder.resolve("keys").resolve("eu-west-1_1_2.json"));
        Files.write(folder.resolve("keys.json"), "{\"PublicKeyList\": []}".getBytes(StandardCharsets.UTF_8));
        assertEquals(Set.of(), findings(verify()));
    }
}
