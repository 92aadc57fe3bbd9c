/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.time;

import dev.spoor.expr.Cast;
import dev.spoor.expr.CommonType;
import dev.spoor.expr.RowExpr;
import dev.spoor.expr.VectorExpr;
import dev.spoor.expr.ZoneTime;
import dev.spoor.function.ScalarFunction;
import dev.spoor.function.SimpleFunction;
import dev.spoor.function.Types;
import java.time.ZoneId;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Field;

/** date_diff(unit, from, to). */
final class DateDiff {
    private DateDiff() {}

    static ScalarFunction function() {
        return SimpleFunction.named("date_diff")
                .in("time")
                .does(
                        "Whole units from one time to another; negative if the second is earlier. Hours and less are time that"
                                + " passed, days and more are counted by the clock of the first time's zone.")
                .example("date_diff('minute', TIMESTAMP '2026-01-01 00:00:30', TIMESTAMP '2026-01-01 00:02:00')", "1")
                .example("date_diff('month', DATE '2026-01-31', DATE '2026-02-28')", "1")
                .example("date_diff('day', DATE '2026-03-01', DATE '2026-02-28')", "-1")
                .example(
                        "date_diff('hour', TIMESTAMP '2026-03-07 15:00:00 America/New_York',"
                                + " TIMESTAMP '2026-03-08 15:00:00 America/New_York')",
                        "23")
                .example("date_diff('day', DATE '2026-03-01', CAST(NULL AS DATE))", null)
                .bound(
                        Types.BIGINT,
                        Types.of(Types.varchar("unit"), Types.temporal("from"), Types.temporal("to")),
                        (a, r) -> {
                            Field common =
                                    CommonType.of(a.get(1).field(), a.get(2).field());
                            VectorExpr from = Cast.of(a.get(1), common, Cast.Mode.CAST);
                            VectorExpr to = Cast.of(a.get(2), common, Cast.Mode.CAST);
                            TimeKind kind = TimeKind.of(common);
                            ZoneId zone = ZoneTime.zoneOf(a.get(1).field()).orElse(null);
                            return RowExpr.of(r, List.of(a.get(0), from, to), (in, out) -> {
                                TimeUnit unit = kind.check(TimeUnit.of(in.getString(0)));
                                long start = in.getLong(1);
                                long end = in.getLong(2);
                                out.setLong(
                                        zone == null
                                                ? unit.between(kind.toMicros(start), kind.toMicros(end))
                                                : unit.between(start, end, zone));
                            });
                        })
                .build();
    }
}
