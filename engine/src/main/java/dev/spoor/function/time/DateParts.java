/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.time;

import dev.spoor.expr.RowExpr;
import dev.spoor.expr.UtcTime;
import dev.spoor.expr.VectorExpr;
import dev.spoor.expr.ZoneTime;
import dev.spoor.function.ScalarFunction;
import dev.spoor.function.SimpleFunction;
import dev.spoor.function.Types;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.function.LongUnaryOperator;
import java.util.function.ToIntFunction;

/** year, month, day, hour and their kin: one number of a date or time. */
final class DateParts {
    private DateParts() {}

    static ScalarFunction year() {
        return ofDate(LocalDate::getYear, "The year.", "2026", "year");
    }

    static ScalarFunction quarter() {
        return ofDate(date -> (date.getMonthValue() + 2) / 3, "The quarter of the year, 1 to 4.", "1", "quarter");
    }

    static ScalarFunction month() {
        return ofDate(LocalDate::getMonthValue, "The month, 1 to 12.", "1", "month");
    }

    static ScalarFunction week() {
        return ofDate(
                date -> date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR),
                "The ISO week of the year, 1 to 53.",
                "4",
                "week",
                "week_of_year");
    }

    static ScalarFunction yearOfWeek() {
        return ofDate(
                date -> date.get(IsoFields.WEEK_BASED_YEAR),
                "The year to which the ISO week belongs.",
                "2026",
                "year_of_week",
                "yow");
    }

    static ScalarFunction day() {
        return ofDate(LocalDate::getDayOfMonth, "The day of the month, 1 to 31.", "22", "day", "day_of_month");
    }

    static ScalarFunction dayOfWeek() {
        return ofDate(
                date -> date.getDayOfWeek().getValue(),
                "The day of the week, 1 (Monday) to 7 (Sunday).",
                "4",
                "day_of_week",
                "dow");
    }

    static ScalarFunction dayOfYear() {
        return ofDate(LocalDate::getDayOfYear, "The day of the year, 1 to 366.", "22", "day_of_year", "doy");
    }

    static ScalarFunction hour() {
        return ofTime(micros -> micros / UtcTime.MICROS_PER_HOUR, "The hour, 0 to 23.", "16", "hour");
    }

    static ScalarFunction minute() {
        return ofTime(
                micros -> micros / UtcTime.MICROS_PER_MINUTE % 60, "The minute of the hour, 0 to 59.", "53", "minute");
    }

    static ScalarFunction second() {
        return ofTime(
                micros -> micros / UtcTime.MICROS_PER_SECOND % 60, "The second of the minute, 0 to 59.", "7", "second");
    }

    static ScalarFunction millisecond() {
        return ofTime(
                micros -> micros / UtcTime.MICROS_PER_MILLI % 1000,
                "The millisecond of the second, 0 to 999.",
                "250",
                "millisecond");
    }

    private static ScalarFunction ofDate(
            ToIntFunction<LocalDate> part, String sentence, String exampleResult, String... names) {
        return SimpleFunction.named(names)
                .in("time")
                .does(sentence)
                .example(names[0] + "(TIMESTAMP '2026-01-22 16:53:07.250')", exampleResult)
                .example(names[0] + "(DATE '2026-01-22')", exampleResult)
                .example(names[0] + "(CAST(NULL AS DATE))", null)
                .bound(Types.BIGINT, Types.of(Types.temporal("x")), (a, r) -> {
                    VectorExpr time = ZoneTime.shown(a.get(0));
                    TimeKind kind = TimeKind.of(time.field());
                    kind.check(TimeKind.TIME == kind ? TimeUnit.DAY : TimeUnit.YEAR);
                    return RowExpr.total(r, List.of(time), (in, out) -> {
                        long value = in.getLong(0);
                        long days = kind == TimeKind.DATE ? value : UtcTime.dayOf(value);
                        out.setLong(part.applyAsInt(LocalDate.ofEpochDay(days)));
                    });
                })
                .build();
    }

    private static ScalarFunction ofTime(
            LongUnaryOperator part, String sentence, String exampleResult, String... names) {
        return SimpleFunction.named(names)
                .in("time")
                .does(sentence)
                .example(names[0] + "(TIMESTAMP '2026-01-22 16:53:07.250')", exampleResult)
                .example(names[0] + "(TIMESTAMP '1969-12-31 16:53:07.250')", exampleResult)
                .example(names[0] + "(CAST(NULL AS TIMESTAMP))", null)
                .bound(Types.BIGINT, Types.of(Types.temporal("x")), (a, r) -> {
                    VectorExpr time = ZoneTime.shown(a.get(0));
                    TimeKind kind = TimeKind.of(time.field());
                    return RowExpr.total(
                            r,
                            List.of(time),
                            (in, out) -> out.setLong(
                                    kind == TimeKind.DATE ? 0 : part.applyAsLong(UtcTime.microsOfDay(in.getLong(0)))));
                })
                .build();
    }
}
