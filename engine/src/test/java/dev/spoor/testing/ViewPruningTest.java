/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.testing;

import dev.spoor.sample.SampleSpec;
import dev.spoor.sample.SampleTrail;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Conditions on partition columns, and on times that a view shows as text, skip files and lose nothing. */
class ViewPruningTest {
    private static final long SEED = 20_261_121;
    private static final int CONDITIONS = 150;
    private static final Map<String, String> TABLES = Map.of("manual", "athena", "daily", ViewConditions.TABLE);

    @TempDir
    static Path folder;

    @Test
    void whatIsSkippedHoldsNoAnswer(@TempDir Path cache) {
        EngineFixture.write(new SampleTrail(SampleSpec.testing(800, 7)).files(), folder);
        Map<String, String> settings = Map.of("cache", "on", "cache.path", cache.toString());
        long pruned = 0;
        try (EngineFixture engine = EngineFixture.over(folder, settings, TABLES)) {
            ViewConditions conditions = new ViewConditions(SEED);
            for (int i = 0; i < CONDITIONS; i++) {
                String sql = "SELECT count(*), count(DISTINCT eventid) FROM daily WHERE " + conditions.next();
                engine.set("pruning", "on");
                List<String> skipping = engine.query(sql).lines();
                pruned += engine.lastStats().scan().filesPruned();
                engine.set("pruning", "off");
                assertEquals(engine.query(sql).lines(), skipping, sql);
            }
        }
        assertTrue(pruned > 10L * CONDITIONS, "hardly anything was skipped: " + pruned);
    }

    @Test
    void aPartitionReadsItsOwnFilesOnly() {
        EngineFixture.write(new SampleTrail(SampleSpec.testing(800, 7)).files(), folder);
        try (EngineFixture engine = EngineFixture.over(folder, Map.of(), TABLES)) {
            String plan = String.join(
                    "\n",
                    engine.query("EXPLAIN SELECT count(*) FROM manual WHERE year = '2026' AND month = '02'"
                                    + " AND day IN ('26', '27') AND region LIKE 'eu-%' AND eventname = 'GetObject'")
                            .lines());
            assertTrue(plan.contains("after partition columns: "), plan);
            engine.query("SELECT count(*) FROM manual WHERE year = '2026' AND month = '02' AND day IN ('26', '27')"
                    + " AND region LIKE 'eu-%'");
            long filesRead = engine.lastStats().scan().filesRead();
            List<String> files = engine.query("SELECT DISTINCT \"$path\" FROM deliveries WHERE"
                            + " regexp_like(\"$path\", '/eu-[a-z0-9-]+/2026/02/2[67]/')")
                    .lines();
            assertEquals(files.size(), filesRead);
        }
    }
}
