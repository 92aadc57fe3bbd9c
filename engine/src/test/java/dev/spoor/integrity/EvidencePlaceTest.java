/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.integrity;

import dev.spoor.dataset.IntegrityBooks;
import dev.spoor.testing.DigestKey;
import dev.spoor.testing.DigestTrail;
import dev.spoor.testing.DigestTrail.ChainPlace;
import dev.spoor.testing.DigestTrail.SignedDigest;
import dev.spoor.testing.HandClock;
import dev.spoor.testing.MemoryObjectStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Files are found by the names that digests have for them: in several buckets, in copies, and in parts of them. */
@Tag("any-jdk")
class EvidencePlaceTest {
    private static final Instant START = Instant.parse("2024-03-10T00:00:00Z");
    private static final List<DigestKey> KEYS = DigestKey.ALL.subList(0, 1);

    private final DigestTrail trail = new DigestTrail();
    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private List<SignedDigest> before;
    private List<SignedDigest> after;

    private static ChainPlace place(String bucket, String account) {
        return new ChainPlace(bucket, null, account, "eu-west-1", "main", "eu-west-1", false);
    }

    /** Three hours in one bucket, and three in another, where the chain goes on. */
    @BeforeEach
    void deliver() {
        ChainPlace old = place("old-bucket", "111122223333");
        ChainPlace now = place("new-bucket", "111122223333");
        before = trail.chain(old, START, 3, KEYS, () -> 2);
        SignedDigest last = before.get(2);
        after = new ArrayList<>();
        for (int hour = 3; hour < 6; hour++) {
            Instant from = START.plus(hour, ChronoUnit.HOURS);
            // what came late for the hour of the move still went to the old bucket
            ChainPlace delivered = hour == 3 ? old : now;
            List<String> logs = List.of(trail.log(delivered, from.plus(9, ChronoUnit.MINUTES)));
            last = trail.digest(now, from, from.plus(1, ChronoUnit.HOURS), KEYS.get(0), last, logs);
            after.add(last);
        }
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private VerificationReport verify(VerificationScope scope, EvidencePlace... places) {
        PublicKeys keys =
                new PublicKeys().addAnswer(DigestKey.answer(KEYS).getBytes(StandardCharsets.UTF_8), "the test's keys");
        try (IntegrityBooks books = IntegrityBooks.inMemory()) {
            return new Verifier(
                            List.of(places),
                            (regions, first, last) -> keys,
                            books,
                            Optional.empty(),
                            threads,
                            new HandClock(START.plus(6, ChronoUnit.HOURS)))
                    .run(scope, new VerificationListener() {}, () -> {});
        }
    }

    private static Set<String> findings(VerificationReport report) {
        return report.findings().stream()
                .map(finding -> finding.kind().label()
                        + finding.file().map(file -> " " + file).orElse(""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private EvidencePlace bucket(String name) {
        return EvidencePlace.of(trail.bucket(name, true));
    }

    @Test
    void aChainThatMovesToAnotherBucketIsOneChain() {
        VerificationReport report = verify(VerificationScope.ALL, bucket("new-bucket"), bucket("old-bucket"));
        assertEquals(Set.of(), findings(report));
        assertEquals(6, report.standard().valid());
        assertEquals(9, report.logFiles().valid());
    }

    @Test
    void aBucketThatWasNotGivenIsTold() {
        VerificationReport report = verify(VerificationScope.ALL, bucket("new-bucket"));
        // once for each bucket, where the chain leads to it first
        assertEquals(Set.of("chain-elsewhere s3://" + after.get(0).logs().get(0)), findings(report));
        assertEquals(3, report.standard().valid());
        assertEquals(2, report.logFiles().total());
    }

    @Test
    void copiesOfBothAreKnownByTheEndsOfTheirPaths() {
        EvidencePlace one = EvidencePlace.of(trail.copy("/evidence/one", "old-bucket"));
        EvidencePlace two = EvidencePlace.of(trail.copy("/evidence/two", "new-bucket"));
        VerificationReport report = verify(VerificationScope.ALL, one, two);
        assertEquals(
                Set.of(
                        "digest-unsigned /evidence/two/"
                                + DigestTrail.key(after.get(2).name()),
                        "logs-unproven /evidence/two/"
                                + DigestTrail.key(after.get(2).logs().get(0))),
                findings(report));
        assertEquals(5, report.standard().valid());
    }

    /** A part of a bucket, without the folders above it, is found when somebody says what it is a copy of. */
    @Test
    void aPartOfABucketIsKnownByItsOrigin() {
        String prefix = "AWSLogs/111122223333/";
        MemoryObjectStore part = new MemoryObjectStore("/evidence/part");
        trail.objects().values().stream()
                .filter(object -> object.name().startsWith("old-bucket/"))
                .forEach(object -> part.put(
                        DigestTrail.key(object.name()).substring(prefix.length()),
                        object.bytes(),
                        1_700_000_000_000_000L));
        EvidencePlace copy = EvidencePlace.copyOf(part, "s3://old-bucket/" + prefix);
        VerificationReport report = verify(VerificationScope.ALL, copy, bucket("new-bucket"));
        assertEquals(Set.of(), findings(report));
        assertEquals(6, report.standard().valid());
        assertEquals(9, report.logFiles().valid());
        EvidencePlace wrong = EvidencePlace.copyOf(part, "s3://other-bucket/" + prefix);
        assertEquals(3, verify(VerificationScope.ALL, wrong).standard().invalid());
    }

    @Test
    void oneAccountIsVerifiedWithoutTheOthers() {
        trail.chain(place("old-bucket", "444455556666"), START, 3, KEYS, () -> 1);
        String changed = trail.chain(place("old-bucket", "777788889999"), START, 3, KEYS, () -> 1)
                .get(1)
                .logs()
                .get(0);
        trail.put(changed, DigestTrail.gzip("{\"Records\":[]}"), Map.of());
        VerificationReport report = verify(only("444455556666"), bucket("old-bucket"));
        assertEquals(3, report.standard().total());
        assertEquals(3, report.logFiles().valid());
        assertEquals(1, findings(report).size(), report::toString);
        report = verify(only("777788889999"), bucket("old-bucket"));
        assertEquals(2, report.logFiles().valid());
        assertEquals(1, report.problems().size());
        assertEquals(Set.of("no-digests"), findings(verify(only("000000000000"), bucket("old-bucket"))));
    }

    private static VerificationScope only(String account) {
        return new VerificationScope(
                Long.MIN_VALUE, Long.MAX_VALUE, Set.of(account), Set.of(), Optional.empty(), Optional.empty(), false);
    }
}
