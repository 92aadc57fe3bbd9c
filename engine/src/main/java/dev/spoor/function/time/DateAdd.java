/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.time;

import dev.spoor.expr.Failures;
import dev.spoor.expr.RowExpr;
import dev.spoor.expr.ZoneTime;
import dev.spoor.function.ResultType;
import dev.spoor.function.ScalarFunction;
import dev.spoor.function.SimpleFunction;
import dev.spoor.function.Types;
import java.time.DateTimeException;
import java.time.ZoneId;

/** date_add(unit, count, x). */
final class DateAdd {
    private DateAdd() {}

    static ScalarFunction function() {
        return SimpleFunction.named("date_add")
                .in("time")
                .does(
                        "The time so many units later, or earlier if the count is negative. In a zone whose clock changes, hours"
                                + " and less are time that passes, days and more are the calendar's.")
                .example("date_add('day', -1, TIMESTAMP '2026-03-01 00:00:00')", "2026-02-28 00:00:00.000")
                .example("date_add('month', 1, DATE '2026-01-31')", "2026-02-28")
                .example(
                        "date_add('day', 1, TIMESTAMP '2026-03-07 15:00:00 America/New_York')",
                        "2026-03-08 15:00:00.000 America/New_York")
                .example("date_add('hour', NULL, TIMESTAMP '2026-01-01 00:00:00')", null)
                .bound(
                        ResultType.sameAsArgument(2),
                        Types.of(Types.varchar("unit"), Types.bigint("count"), Types.temporal("x")),
                        (a, r) -> {
                            TimeKind kind = TimeKind.of(r);
                            ZoneId zone = ZoneTime.zoneOf(r).orElse(null);
                            return RowExpr.of(r, a, (in, out) -> {
                                TimeUnit unit = kind.check(TimeUnit.of(in.getString(0)));
                                out.setLong(add(kind, zone, unit, in.getLong(1), in.getLong(2)));
                            });
                        })
                .build();
    }

    private static long add(TimeKind kind, ZoneId zoneOrNull, TimeUnit unit, long count, long value) {
        try {
            return zoneOrNull == null
                    ? kind.fromMicros(unit.add(kind.toMicros(value), count))
                    : unit.add(value, count, zoneOrNull);
        } catch (ArithmeticException | DateTimeException e) {
            throw Failures.overflow("date_add");
        }
    }
}
