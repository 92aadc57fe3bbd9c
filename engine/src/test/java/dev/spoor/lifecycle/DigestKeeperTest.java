/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.lifecycle;

import dev.spoor.dataset.DigestBooks;
import dev.spoor.dataset.DigestFile;
import dev.spoor.dataset.iceberg.Lake;
import dev.spoor.testing.LakeFixture;
import dev.spoor.testing.MemoryObjectStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

final class DigestKeeperTest {
    private static final String FOLDER = "AWSLogs/111122223333/CloudTrail-Digest/eu-west-1/2026/03/01/";
    private static final byte[] CONTENT = "{\"logFiles\":[]}".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    private final MemoryObjectStore logs = new MemoryObjectStore("mem://logs");
    private final List<String> problems = new ArrayList<>();

    private LakeFixture lake() {
        return new LakeFixture(new MemoryObjectStore("mem://lake"), folder);
    }

    private CompactionReport compact(LakeFixture lake) {
        return lake.compact(
                logs,
                lake.settings(),
                new LakeFixture.Silence() {
                    @Override
                    public void problem(String address, String reason) {
                        problems.add(address + " " + reason);
                    }
                },
                () -> {});
    }

    private void put(int count) {
        for (int i = 0; i < count; i++) {
            logs.put(key(i), CONTENT, 1_772_000_000_000_000L);
        }
    }

    private static String key(int i) {
        return FOLDER + "111122223333_CloudTrail-Digest_eu-west-1_trail_eu-west-1_202603" + (1_000 + i) + "Z.json.gz";
    }

    private static List<DigestFile> all(LakeFixture lake) {
        try (Lake open = lake.open()) {
            return open.ledger().digests().all();
        }
    }

    @Test
    void listingsBringDigestsIntoTheLedgerOnce() {
        LakeFixture lake = lake();
        put(30);
        logs.put(FOLDER, new byte[0], 1_772_000_000_000_000L + 1); // the marker of a folder
        assertEquals(30, compact(lake).digests());
        CompactionReport second = compact(lake);
        assertEquals(0, second.digests());
        assertEquals(new DigestBooks.Totals(30, 0, 0), second.digestTotals());
        assertEquals(0, second.totals().listed(), "they are no log files");
        try (Lake open = lake.open()) {
            DigestFile first = open.ledger().digests().all().get(0);
            assertArrayEquals(CONTENT, open.ledger().digests().content(first).orElseThrow());
        }
    }

    @Test
    void whatCannotBeFetchedIsToldAndTriedAgainAtTheNextListing() {
        LakeFixture lake = lake();
        put(2);
        logs.cutShort(key(0), 3);
        CompactionReport report = compact(lake);
        assertEquals(new DigestBooks.Totals(1, 0, 1), report.digestTotals());
        assertEquals(1, problems.size());
        assertTrue(problems.get(0).startsWith("mem://logs/" + key(0) + " could not be kept: "), problems.get(0));
        assertEquals(DigestFile.State.UNREADABLE, all(lake).get(0).state());
        put(1);
        assertEquals(new DigestBooks.Totals(2, 0, 0), compact(lake).digestTotals());
    }

    @Test
    void whenNoneCanBeFetchedTheRestWaits() {
        LakeFixture lake = lake();
        put(30);
        for (int i = 0; i < 30; i++) {
            logs.cutShort(key(i), 3);
        }
        assertEquals(new DigestBooks.Totals(0, 10, 20), compact(lake).digestTotals());
        assertTrue(problems.get(20).contains("the next run tries again"), problems.toString());
        put(30);
        assertEquals(new DigestBooks.Totals(30, 0, 0), compact(lake).digestTotals());
    }

    @Test
    void aDigestThatIsReplacedIsKeptBesideTheFirst() {
        LakeFixture lake = lake();
        put(1);
        compact(lake);
        logs.put(key(0), "{}".getBytes(StandardCharsets.UTF_8), 1_772_000_009_000_000L);
        compact(lake);
        assertEquals(
                List.of(1L, 2L), all(lake).stream().map(DigestFile::version).toList());
        assertTrue(all(lake).stream().allMatch(digest -> digest.state() == DigestFile.State.KEPT));
    }
}
