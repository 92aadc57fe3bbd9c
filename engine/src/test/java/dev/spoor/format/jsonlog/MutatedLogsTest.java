/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format.jsonlog;

import dev.spoor.format.Fault;
import dev.spoor.format.jsonlog.LogFixture.Reading;
import dev.spoor.sample.SampleFile;
import dev.spoor.sample.SampleSpec;
import dev.spoor.sample.SampleTrail;
import dev.spoor.testing.LogMutation;
import dev.spoor.testing.ReferenceReading;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Thousands of damaged files against a plain reading with the JDK's gunzip and Jackson: every record that reading finds
 * is found, in its order; where it met a fault, one is listed; and what is found does not depend on the columns asked
 * for.
 */
@Tag("any-jdk")
class MutatedLogsTest {
    private static final int FILES = 3_000;
    private static final String[] WIDE = {
        "eventid", "eventtime", "readonly", "useridentity.arn", "requestparameters.bucketName", "extra", "eventjson"
    };
    private static final int FILES_AT_ONCE = 500;
    private static final long SEED = Long.getLong("tests.seed", 20261121L);

    @Test
    void nothingCrashesHangsOrIsLostSilently() {
        List<SampleFile> files = new SampleTrail(SampleSpec.testing(2_000, SEED))
                .files().stream()
                        .filter(file -> file.inflated().length < 40_000)
                        .toList();
        SplittableRandom random = new SplittableRandom(SEED);
        LogMutation[] kinds = LogMutation.values();
        int faulty = 0;
        for (int done = 0; done < FILES; done += FILES_AT_ONCE) {
            List<byte[]> damaged = new ArrayList<>();
            List<LogMutation> how = new ArrayList<>();
            for (int i = 0; i < FILES_AT_ONCE; i++) {
                LogMutation kind = kinds[(done + i) % kinds.length];
                how.add(kind);
                damaged.add(kind.apply(
                        files.get(random.nextInt(files.size())), files.get(random.nextInt(files.size())), random));
            }
            List<Reading> narrow = new LogFixture("eventid").batchRows(100).readAll(damaged);
            List<Reading> wide = new LogFixture(WIDE).batchRows(100).readAll(damaged);
            for (int i = 0; i < FILES_AT_ONCE; i++) {
                String where = "seed " + SEED + ", file " + (done + i) + ", " + how.get(i);
                faulty += check(damaged.get(i), narrow.get(i), wide.get(i), where);
            }
        }
        assertTrue(faulty > FILES / 3 && faulty < FILES, faulty + " files with faults");
    }

    private static int check(byte[] file, Reading narrow, Reading wide, String where) {
        List<Fault> faults = narrow.outcome().faults();
        assertEquals(narrow.column(0), wide.column(0), where);
        assertEquals(faults, wide.outcome().faults(), where);
        if (GzipInflater.isGzip(file, 0, file.length)) {
            ReferenceReading reference = ReferenceReading.of(file);
            assertBeginning(reference.eventIds(), narrow.column(0), where);
            if (reference.clean()) {
                assertTrue(isUnknownToJdk(faults), () -> where + ": " + faults);
                assertEquals(reference.eventIds().size(), narrow.rows().size(), where);
            } else {
                assertFalse(faults.isEmpty(), where + ": a fault is not listed");
            }
        }
        return faults.isEmpty() ? 0 : 1;
    }

    /** The JDK says nothing of bytes behind the last member, nor of bytes that are not UTF-8; we do. */
    private static boolean isUnknownToJdk(List<Fault> faults) {
        return faults.stream()
                .allMatch(fault -> fault.reason().contains("bytes behind the gzip data")
                        || fault.reason().contains("bytes are not UTF-8"));
    }

    private static void assertBeginning(List<String> expected, List<Object> found, String where) {
        assertTrue(found.size() >= expected.size(), () -> where + ": " + expected.size() + " before, " + found.size());
        for (int i = 0; i < expected.size(); i++) {
            if (expected.get(i) != null) {
                String plain = expected.get(i).replace('\ufffd', '?');
                assertEquals(plain, found.get(i) == null ? null : found.get(i).toString(), where);
            }
        }
    }
}
