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
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Conditions on partition columns, and on times that a view shows as text, skip files and lose nothing. */
class ViewPruningTest {
    private static final long SEED = 20_261_121;
    private static final int CONDITIONS = 150;
    private static final List<String> DAYS =
            List.of("2026/02/26", "2026/02/27", "2026/02/28", "2026/03/01", "2025/01/01");
    private static final List<String> TIMES = List.of(
            "2026-02-27T00:00:00Z",
            "2026-02-27",
            "2026-02-27T12:00:00.5Z",
            "2026-03",
            "2026-02-28 00:00:00",
            "2026-02-29",
            "2",
            "x",
            "");
    private static final Map<String, String> TABLES = Map.of(
            "manual", "athena",
            "daily", "athena:dt={yyyy}/{MM}/{dd},day={date},account={account},region={region},kind={service}");

    @TempDir
    static Path folder;

    private final Random random = new Random(SEED);

    @Test
    void whatIsSkippedHoldsNoAnswer(@TempDir Path cache) {
        EngineFixture.write(new SampleTrail(SampleSpec.testing(800, 7)).files(), folder);
        Map<String, String> settings = Map.of("cache", "on", "cache.path", cache.toString());
        long pruned = 0;
        try (EngineFixture engine = EngineFixture.over(folder, settings, TABLES)) {
            for (int i = 0; i < CONDITIONS; i++) {
                String sql = "SELECT count(*), count(DISTINCT eventid) FROM daily WHERE " + condition(2);
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

    private String condition(int depth) {
        if (depth == 0 || random.nextInt(3) == 0) {
            return random.nextBoolean() ? onKey() : onTime();
        }
        String left = condition(depth - 1);
        String right = condition(depth - 1);
        return switch (random.nextInt(4)) {
            case 0 -> "(" + left + " OR " + right + ")";
            case 1 -> "NOT (" + left + ")";
            default -> left + " AND " + right;
        };
    }

    private String onKey() {
        String day = "'" + pick(DAYS) + "'";
        return switch (random.nextInt(10)) {
            case 0 -> "dt " + comparison() + " " + day;
            case 1 -> "dt BETWEEN " + day + " AND '" + pick(DAYS) + "'";
            case 2 -> "dt LIKE '2026/02%'";
            case 3 -> "substr(dt, 6, 2) = '03'";
            case 4 -> "day " + comparison() + " DATE '2026-02-28'";
            case 5 -> "date_diff('day', day, DATE '2026-03-01') < 2";
            case 6 -> "region IN ('eu-west-1', 'us-west-2')";
            case 7 -> "account || region > '4'";
            case 8 -> "dt >= date_format(date_add('day', -2, timestamp '2026-03-01 00:00:00'), '%Y/%m/%d')";
            default -> "(kind IS NULL OR kind <> 'CloudTrail' OR eventname LIKE 'Get%')";
        };
    }

    private String onTime() {
        String time = "'" + pick(TIMES) + "'";
        return switch (random.nextInt(7)) {
            case 0 -> "eventtime = " + time;
            case 1 -> "eventtime LIKE '2026-02-2%'";
            case 2 -> "from_iso8601_timestamp(eventtime) > timestamp '2026-02-28 00:00:00'";
            case 3 -> "eventtime BETWEEN " + time + " AND '" + pick(TIMES) + "'";
            case 4 -> "eventtime IN (" + time + ", '2026-02-27T01:00:00Z')";
            case 5 -> "readonly " + comparison() + " 'true'";
            default -> "eventtime " + comparison() + " " + time;
        };
    }

    private String comparison() {
        return pick(List.of("=", "<", "<=", ">", ">=", "<>"));
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
