/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.scan;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.prune.ScanConstraint;
import dev.spoor.prune.ValueKind;
import dev.spoor.prune.ValueSet;
import dev.spoor.scan.EventScanSource.Repeats;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static dev.spoor.scan.ScanFixture.key;
import static dev.spoor.testing.LineLogReader.line;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * An I/O error at the k-th call to the store, for every k until a run is clean: nothing leaks, no wrong row is given,
 * and each time either the query fails or every file with missing rows is listed.
 */
final class ScanFaultLoopTest {
    private static final int FILES = 20;
    private static final int CALLS_MAX = 1_000;

    private final Map<String, List<String>> idsByFile = new HashMap<>();

    private void putTrail(ScanFixture fixture) {
        for (int file = 0; file < FILES; file++) {
            String key = key("eu-west-1", "202401" + (10 + file) + "T0905Z", "x");
            List<String> lines = new ArrayList<>();
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < (file % 5) * 20; i++) {
                ids.add("f" + file + "r" + i);
                lines.add(line("f" + file + "r" + i, 1L, "r", "a", "s", file % 2 == 0 ? "Even" : "Odd"));
            }
            fixture.put(key, lines.toArray(new String[0]));
            idsByFile.put(key, ids);
        }
    }

    @ParameterizedTest
    @EnumSource(Repeats.class)
    void everyFaultIsAnErrorOrAListedFile(Repeats repeats) {
        int clean = -1;
        for (int k = 1; k <= CALLS_MAX && clean < 0; k++) {
            try (ScanFixture fixture = new ScanFixture()) {
                putTrail(fixture);
                fixture.store.failAtCall(k);
                List<String> rows = rowsOrNull(fixture, repeats, k);
                if (fixture.store.callCount() < k) {
                    clean = k;
                }
                assertEquals(0, fixture.store.openStreamCount(), "streams left open with a fault at call " + k);
                if (rows != null) {
                    checkRows(fixture, rows, clean == k, k);
                }
                checkNothingWrongIsRemembered(fixture, k);
            }
        }
        assertTrue(clean > FILES, "the loop never ended with a clean run");
    }

    /** Null when the query failed, which it may do only with the store's own error. */
    private static List<String> rowsOrNull(ScanFixture fixture, Repeats repeats, int k) {
        try {
            return fixture.runner.run(fixture.plan(repeats, ScanConstraint.all(), ScanRequest.NO_LIMIT, "id"));
        } catch (EngineException e) {
            assertEquals(ErrorCode.STORE_FAILURE, e.code(), () -> "fault at call " + k + ": " + e);
            return null;
        }
    }

    private void checkRows(ScanFixture fixture, List<String> rows, boolean isClean, int k) {
        List<String> listed = fixture.unreadableNames();
        assertEquals(isClean, listed.isEmpty(), "fault at call " + k);
        List<String> allowed = new ArrayList<>();
        idsByFile.forEach((key, ids) -> {
            allowed.addAll(ids);
            if (!rows.containsAll(ids)) {
                assertTrue(listed.contains(key), "rows of " + key + " are missing in silence, fault at call " + k);
            }
        });
        assertTrue(allowed.containsAll(rows), "a wrong row, fault at call " + k);
        assertEquals(rows.size(), rows.stream().distinct().count(), "a repeated row, fault at call " + k);
    }

    /** After the fault is gone, a selective query over what was remembered gives all its rows. */
    private void checkNothingWrongIsRemembered(ScanFixture fixture, int k) {
        fixture.store.failAtCall(0);
        ScanConstraint even = ScanConstraint.of(ScanFixture.NAME, ValueSet.of(ValueKind.TEXT, "Even"));
        List<String> rows = fixture.ids(even);
        for (List<String> ids : idsByFile.values()) {
            boolean isEven = !ids.isEmpty()
                    && Integer.parseInt(ids.get(0).substring(1, ids.get(0).indexOf('r'))) % 2 == 0;
            assertFalse(isEven && !rows.containsAll(ids), "remembered statistics lose rows after a fault at call " + k);
        }
    }
}
