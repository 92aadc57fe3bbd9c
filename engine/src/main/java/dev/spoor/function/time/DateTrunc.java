/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.time;

import dev.spoor.expr.Literal;
import dev.spoor.expr.RowExpr;
import dev.spoor.expr.ZoneTime;
import dev.spoor.function.ResultType;
import dev.spoor.function.ScalarFunction;
import dev.spoor.function.SimpleFunction;
import dev.spoor.function.Types;
import java.time.ZoneId;
import java.util.Optional;

/** date_trunc(unit, x). */
final class DateTrunc {
    private DateTrunc() {}

    static ScalarFunction function() {
        return SimpleFunction.named("date_trunc")
                .in("time")
                .does("The start of the millisecond, second, minute, hour, day, week (Monday), month, quarter or year.")
                .example("date_trunc('hour', TIMESTAMP '2026-01-22 16:53:53')", "2026-01-22 16:00:00.000")
                .example("date_trunc('WEEK', TIMESTAMP '2026-01-22 16:53:53')", "2026-01-19 00:00:00.000")
                .example("date_trunc('month', DATE '2026-01-22')", "2026-01-01")
                .example("date_trunc('day', CAST(NULL AS TIMESTAMP))", null)
                .bound(ResultType.sameAsArgument(1), Types.of(Types.varchar("unit"), Types.temporal("x")), (a, r) -> {
                    TimeKind kind = TimeKind.of(r);
                    Optional<TimeUnit> literal =
                            Literal.valueOf(a.get(0)).map(name -> kind.check(TimeUnit.of((String) name)));
                    ZoneId zone = ZoneTime.zoneOf(r).orElse(null);
                    return RowExpr.of(r, a, (in, out) -> {
                        TimeUnit unit = literal.orElseGet(() -> kind.check(TimeUnit.of(in.getString(0))));
                        long value = in.getLong(1);
                        out.setLong(
                                zone == null
                                        ? kind.fromMicros(unit.truncate(kind.toMicros(value)))
                                        : unit.truncate(value, zone));
                    });
                })
                .build();
    }
}
