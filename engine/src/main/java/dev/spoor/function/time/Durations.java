/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.time;

import dev.spoor.expr.Failures;
import dev.spoor.expr.RowExpr;
import dev.spoor.expr.ZoneTime;
import dev.spoor.function.Parameter;
import dev.spoor.function.ResultType;
import dev.spoor.function.ScalarFunction;
import dev.spoor.function.SimpleFunction;
import dev.spoor.function.TypeFamily;
import dev.spoor.function.Types;
import dev.spoor.vector.SqlTypes;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.arrow.vector.types.pojo.ArrowType;

/** Lengths of time as text and numbers, and the zone of a time. */
final class Durations {
    private static final long SECONDS_PER_MINUTE = 60;
    private static final long SECONDS_PER_HOUR = 60 * SECONDS_PER_MINUTE;
    private static final long SECONDS_PER_DAY = 24 * SECONDS_PER_HOUR;
    private static final long SECONDS_PER_WEEK = 7 * SECONDS_PER_DAY;
    private static final Pattern DURATION = Pattern.compile("\\s*(\\d+(?:\\.\\d+)?)\\s*([a-zA-Z]+)\\s*");
    private static final Map<String, Double> MICROS =
            Map.of("ns", 0.001, "us", 1.0, "ms", 1e3, "s", 1e6, "m", 60e6, "h", 3600e6, "d", 86_400e6);

    private Durations() {}

    static ScalarFunction toMilliseconds() {
        return SimpleFunction.named("to_milliseconds")
                .in("time")
                .does("The milliseconds of an interval of days and less.")
                .example("to_milliseconds(interval '1' minute)", "60000")
                .example("to_milliseconds(NULL)", null)
                .bound(Types.BIGINT, List.of(new Parameter("interval", TypeFamily.INTERVAL)), (a, r) -> {
                    if (!(a.get(0).field().getType() instanceof ArrowType.Duration)) {
                        throw Failures.badArgument("an interval of months has no fixed number of milliseconds");
                    }
                    return RowExpr.total(r, a, (in, out) -> out.setLong(in.getLong(0) / 1_000));
                })
                .build();
    }

    static ScalarFunction humanReadable() {
        return SimpleFunction.named("human_readable_seconds")
                .in("time")
                .does("Seconds as weeks, days, hours, minutes and seconds.")
                .example("human_readable_seconds(96)", "1 minute, 36 seconds")
                .example("human_readable_seconds(56363463)", "93 weeks, 1 day, 8 hours, 31 minutes, 3 seconds")
                .example("human_readable_seconds(NULL)", null)
                .total(
                        Types.VARCHAR,
                        Types.of(Types.floating("seconds")),
                        (in, out) -> out.setString(words(Math.round(in.getDouble(0)))))
                .build();
    }

    private static String words(long seconds) {
        long rest = Math.abs(seconds);
        List<String> parts = new ArrayList<>();
        long[] units = {SECONDS_PER_WEEK, SECONDS_PER_DAY, SECONDS_PER_HOUR, SECONDS_PER_MINUTE, 1};
        String[] names = {"week", "day", "hour", "minute", "second"};
        for (int i = 0; i < units.length; i++) {
            long count = rest / units[i];
            rest %= units[i];
            if (count > 0 || (i == units.length - 1 && parts.isEmpty())) {
                parts.add(count + " " + names[i] + (count == 1 ? "" : "s"));
            }
        }
        return (seconds < 0 ? "-" : "") + String.join(", ", parts);
    }

    static ScalarFunction parse() {
        return SimpleFunction.named("parse_duration")
                .in("time")
                .does("The interval that a number and a unit (ns, us, ms, s, m, h, d) spell.")
                .example("parse_duration('3.5m') = interval '210' second", "true")
                .example("parse_duration(NULL)", null)
                .form(
                        ResultType.always(SqlTypes.field("interval", SqlTypes.INTERVAL_DAY)),
                        Types.of(Types.varchar("string")),
                        (in, out) -> {
                            String text = in.getString(0);
                            Matcher duration = DURATION.matcher(text);
                            Double unit = duration.matches()
                                    ? MICROS.get(duration.group(2).toLowerCase(Locale.ROOT))
                                    : null;
                            if (unit == null) {
                                throw Failures.badArgument("'" + text + "' is no duration; write it as 3.5m or 42ms");
                            }
                            out.setLong(Math.round(Double.parseDouble(duration.group(1)) * unit));
                        })
                .build();
    }

    static ScalarFunction currentTimezone() {
        return SimpleFunction.named("current_timezone")
                .in("time")
                .does("The zone of the session: UTC.")
                .example("current_timezone()", "UTC")
                .total(Types.VARCHAR, Types.of(), (in, out) -> out.setString("UTC"))
                .build();
    }

    static ScalarFunction timezoneHour() {
        return offset("timezone_hour", "The hours that a time's zone is ahead of UTC.", "-5", 3_600, Long.MAX_VALUE);
    }

    static ScalarFunction timezoneMinute() {
        return offset(
                "timezone_minute", "The minutes that a time's zone is ahead of UTC, beyond the hours.", "0", 60, 60);
    }

    private static ScalarFunction offset(String name, String sentence, String result, long seconds, long modulo) {
        return SimpleFunction.named(name)
                .in("time")
                .does(sentence)
                .example(name + "(timestamp '2026-01-15 12:00:00' AT TIME ZONE 'America/New_York')", result)
                .example(name + "(CAST(NULL AS timestamp with time zone))", null)
                .bound(Types.BIGINT, Types.of(Types.timestamp("time")), (a, r) -> {
                    Optional<ZoneId> zone = ZoneTime.zoneOf(a.get(0).field());
                    return RowExpr.total(r, a, (in, out) -> {
                        long micros = in.getLong(0);
                        long ahead = zone.isPresent() ? ZoneTime.toClock(micros, zone.get()) - micros : 0;
                        out.setLong(ahead / 1_000_000 / seconds % modulo);
                    });
                })
                .build();
    }
}
