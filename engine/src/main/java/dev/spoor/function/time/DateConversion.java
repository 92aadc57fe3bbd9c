/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.time;

import dev.spoor.error.EngineException;
import dev.spoor.expr.Failures;
import dev.spoor.expr.RowExpr;
import dev.spoor.expr.Text;
import dev.spoor.expr.TimeText;
import dev.spoor.expr.UtcTime;
import dev.spoor.expr.ZoneTime;
import dev.spoor.function.ScalarFunction;
import dev.spoor.function.SimpleFunction;
import dev.spoor.function.Types;
import dev.spoor.vector.SqlTypes;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/** Conversions between dates, times, ISO text and Unix seconds. */
final class DateConversion {
    private DateConversion() {}

    static ScalarFunction date() {
        return SimpleFunction.named("date")
                .in("time")
                .does("The date of a time, or the one that a text means; the same as CAST(x AS DATE).")
                .example("date(TIMESTAMP '2026-01-22 16:53:53')", "2026-01-22")
                .example("date('2026-01-22')", "2026-01-22")
                .example("date(CAST(NULL AS TIMESTAMP))", null)
                .form(Types.DATE, Types.of(Types.varchar("x")), (in, out) -> {
                    long day = TimeText.parseDate(in.getText(0));
                    long micros = day == TimeText.INVALID ? TimeText.parseTimestamp(in.getText(0)) : 0;
                    if (micros == TimeText.INVALID) {
                        throw Failures.badCast(in.getString(0), "date");
                    }
                    out.setLong(day == TimeText.INVALID ? UtcTime.dayOf(micros) : day);
                })
                .total(Types.DATE, Types.of(Types.date("x")), (in, out) -> out.setLong(in.getLong(0)))
                .build();
    }

    static ScalarFunction lastDayOfMonth() {
        return SimpleFunction.named("last_day_of_month")
                .in("time")
                .does("The last day of the month.")
                .example("last_day_of_month(DATE '2024-02-10')", "2024-02-29")
                .example("last_day_of_month(CAST(NULL AS DATE))", null)
                .total(Types.DATE, Types.of(Types.date("x")), (in, out) -> {
                    LocalDate date = LocalDate.ofEpochDay(in.getLong(0));
                    out.setLong(date.withDayOfMonth(date.lengthOfMonth()).toEpochDay());
                })
                .build();
    }

    static ScalarFunction fromIso8601Date() {
        return SimpleFunction.named("from_iso8601_date")
                .in("time")
                .does("The date that an ISO 8601 text means.")
                .example("from_iso8601_date('2026-01-22')", "2026-01-22")
                .example("from_iso8601_date(NULL)", null)
                .form(Types.DATE, Types.of(Types.varchar("string")), (in, out) -> {
                    long day = TimeText.parseDate(in.getText(0));
                    if (day == TimeText.INVALID) {
                        throw notIso(in.getString(0));
                    }
                    out.setLong(day);
                })
                .build();
    }

    static ScalarFunction fromIso8601Timestamp() {
        return SimpleFunction.named("from_iso8601_timestamp")
                .in("time")
                .does("The point in time that an ISO 8601 text means; UTC unless it says otherwise. Digits past the"
                        + " microsecond are cut.")
                .example("from_iso8601_timestamp('2026-01-22T16:53:53Z')", "2026-01-22 16:53:53.000 UTC")
                .example("from_iso8601_timestamp('2026-01-22T16:53:53.5+02:00')", "2026-01-22 14:53:53.500 UTC")
                .example("from_iso8601_timestamp('2026-01')", "2026-01-01 00:00:00.000 UTC")
                .example("from_iso8601_timestamp(NULL)", null)
                .form(Types.TIMESTAMP_TZ, Types.of(Types.varchar("string")), (in, out) -> {
                    long micros = parse(in.getText(0));
                    if (micros == TimeText.INVALID) {
                        throw notIso(in.getString(0));
                    }
                    out.setLong(micros);
                })
                .build();
    }

    private static long parse(Text text) {
        boolean blankAfterDate = text.length() > 10 && text.byteAt(10) == ' ';
        if (blankAfterDate) {
            return TimeText.INVALID;
        }
        if (text.length() == 4 || text.length() == 7) {
            // A year, or a year and a month.
            Text full = Text.of(text + (text.length() == 4 ? "-01-01" : "-01"));
            return TimeText.parseIso(full);
        }
        return TimeText.parseIso(text);
    }

    private static EngineException notIso(String text) {
        return Failures.badArgument("'" + Failures.shown(text) + "' is not an ISO 8601 time such as"
                + " 2026-01-22T16:53:53Z; TRY(...) gives NULL instead of this error");
    }

    static ScalarFunction toIso8601() {
        return SimpleFunction.named("to_iso8601")
                .in("time")
                .does("A date or time as ISO 8601 text.")
                .example("to_iso8601(TIMESTAMP '2026-01-22 16:53:53')", "2026-01-22T16:53:53.000")
                .example("to_iso8601(from_iso8601_timestamp('2026-01-22T16:53:53Z'))", "2026-01-22T16:53:53.000Z")
                .example(
                        "to_iso8601(TIMESTAMP '2026-01-22 16:53:53 America/New_York')", "2026-01-22T16:53:53.000-05:00")
                .example("to_iso8601(DATE '2026-01-22')", "2026-01-22")
                .example("to_iso8601(CAST(NULL AS DATE))", null)
                .bound(Types.VARCHAR, Types.of(Types.temporal("x")), (a, r) -> {
                    Field field = a.get(0).field();
                    return RowExpr.total(
                            r,
                            a,
                            (in, out) -> out.setBytes(iso(field, in.getLong(0)).getBytes(StandardCharsets.US_ASCII)));
                })
                .build();
    }

    private static String iso(Field field, long value) {
        ArrowType type = field.getType();
        if (type.equals(SqlTypes.DATE)) {
            return TimeText.date(value);
        }
        if (type.equals(SqlTypes.TIME)) {
            return TimeText.time(value);
        }
        Optional<ZoneId> zone = ZoneTime.zoneOf(field);
        long clock = zone.isPresent() ? ZoneTime.toClock(value, zone.get()) : value;
        String text = TimeText.timestamp(clock).replace(' ', 'T');
        if (zone.isPresent()) {
            long secondsAhead = (clock - value) / UtcTime.MICROS_PER_SECOND;
            return text
                    + ZoneOffset.ofTotalSeconds(Math.toIntExact(secondsAhead)).getId();
        }
        return type.equals(SqlTypes.TIMESTAMP_TZ) ? text + "Z" : text;
    }

    static ScalarFunction fromUnixtime() {
        return SimpleFunction.named("from_unixtime")
                .in("time")
                .does(
                        "The point in time so many seconds after 1970-01-01 00:00 UTC; with a zone, or the hours and minutes"
                                + " that a clock is ahead of UTC, shown by that clock.")
                .example("from_unixtime(1769100833, 'America/New_York')", "2026-01-22 11:53:53.000 America/New_York")
                .example("from_unixtime(1769100833, 5, 30)", "2026-01-22 22:23:53.000 +05:30")
                .written("from_unixtime(seconds [, zone | hours, minutes])")
                .example("from_unixtime(1769100833)", "2026-01-22 16:53:53.000 UTC")
                .example("from_unixtime(-0.5)", "1969-12-31 23:59:59.500 UTC")
                .example("from_unixtime(NULL)", null)
                .form(Types.TIMESTAMP_TZ, Types.of(Types.floating("seconds")), (in, out) -> {
                    double micros = in.getDouble(0) * UtcTime.MICROS_PER_SECOND;
                    if (!(Math.abs(micros) < 9.2e18)) {
                        throw Failures.overflow("from_unixtime");
                    }
                    // Trino counts milliseconds here.
                    out.setLong(Math.round(micros / 1000) * 1000);
                })
                .build();
    }

    static ScalarFunction toUnixtime() {
        return SimpleFunction.named("to_unixtime")
                .in("time")
                .does("Seconds since 1970-01-01 00:00 UTC.")
                .example("CAST(to_unixtime(TIMESTAMP '2026-01-22 16:53:53') AS BIGINT)", "1769100833")
                .example("to_unixtime(CAST(NULL AS TIMESTAMP))", null)
                .total(
                        Types.DOUBLE,
                        Types.of(Types.timestamp("x")),
                        (in, out) -> out.setDouble(in.getLong(0) / (double) UtcTime.MICROS_PER_SECOND))
                .build();
    }

    static ScalarFunction now() {
        return SimpleFunction.named("now")
                .in("time")
                .does("The moment at which the query started; the same as CURRENT_TIMESTAMP.")
                .example("now() IS NULL", "false")
                .example("date_diff('day', now(), now())", "0")
                .total(
                        Types.TIMESTAMP_TZ,
                        Types.of(),
                        (in, out) -> out.setLong(in.context().queryStartMicros()))
                .build();
    }
}
