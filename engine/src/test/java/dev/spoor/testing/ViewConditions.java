/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.testing;

import java.util.List;
import java.util.Random;

/** Random conditions on partition columns, and on times that a view shows as text, of the table {@link #TABLE}. */
public final class ViewConditions {
    /** What the table is declared as. */
    public static final String TABLE =
            "athena:dt={yyyy}/{MM}/{dd},day={date},account={account},region={region},kind={service}";

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

    private final Random random;

    public ViewConditions(long seed) {
        this.random = new Random(seed);
    }

    public String next() {
        return condition(2);
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
