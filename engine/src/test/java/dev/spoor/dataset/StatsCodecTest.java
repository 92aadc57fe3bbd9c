/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.dataset;

import dev.spoor.prune.ColumnStats;
import dev.spoor.prune.ValueKind;
import dev.spoor.prune.ValueSet;
import dev.spoor.schema.FieldPath;
import dev.spoor.store.ObjectEntry;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

final class StatsCodecTest {
    private static final StatsCodec.Shared SHARED = new StatsCodec.Shared();
    private static final ObjectEntry FILE = new ObjectEntry("a/b", 5, 6, null);
    private static final List<ColumnStats> STATS = List.of(
            new ColumnStats(FieldPath.of("eventName"), ValueSet.ofAll(ValueKind.TEXT, List.of("a", "ü\0", ""))),
            new ColumnStats(FieldPath.of("eventTime"), ValueSet.between(ValueKind.TIMESTAMP, -5L, Long.MAX_VALUE)),
            new ColumnStats(
                    FieldPath.of("readOnly"),
                    ValueSet.of(ValueKind.BOOLEAN, true).orNull()),
            new ColumnStats(FieldPath.of("userIdentity", "type"), ValueSet.onlyNull(ValueKind.TEXT)),
            new ColumnStats(FieldPath.of("x", "y.z", "k"), ValueSet.empty(ValueKind.INTEGER)),
            new ColumnStats(FieldPath.of("y"), ValueSet.everything(ValueKind.TEXT)));

    @Test
    void whatWasEncodedIsDecoded() throws IOException {
        assertEquals(STATS, StatsCodec.decode(FILE, StatsCodec.encode(FILE, STATS), SHARED));
        assertEquals(List.of(), StatsCodec.decode(FILE, StatsCodec.encode(FILE, List.of()), SHARED));
    }

    @Test
    void setsThatAreNoPointsAndNoRangeGrow() throws IOException {
        ValueSet twoRanges = ValueSet.between(ValueKind.INTEGER, 0L, 100_000L)
                .union(ValueSet.between(ValueKind.INTEGER, 200_000L, 300_000L));
        ValueSet prefix = ValueSet.startingWith("Delete");
        List<ColumnStats> stats =
                List.of(new ColumnStats(FieldPath.of("a"), twoRanges), new ColumnStats(FieldPath.of("b"), prefix));
        List<ColumnStats> decoded = StatsCodec.decode(FILE, StatsCodec.encode(FILE, stats), SHARED);
        assertEquals(
                ValueSet.between(ValueKind.INTEGER, 0L, 300_000L),
                decoded.get(0).mayHold());
        assertTrue(prefix.isSubsetOf(decoded.get(1).mayHold()));
    }

    @Test
    void everyDamageIsNoticed() {
        byte[] good = StatsCodec.encode(FILE, STATS);
        for (int i = 0; i < good.length; i++) {
            byte[] flipped = good.clone();
            flipped[i] ^= 4;
            assertThrows(IOException.class, () -> StatsCodec.decode(FILE, flipped, SHARED));
            assertThrows(IOException.class, () -> StatsCodec.decode(new ObjectEntry("a/b", 5, 7, null), good, SHARED));
            byte[] cut = java.util.Arrays.copyOf(good, i);
            assertThrows(IOException.class, () -> StatsCodec.decode(FILE, cut, SHARED));
        }
    }
}
