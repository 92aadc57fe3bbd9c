/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.time;

import dev.spoor.expr.Failures;
import dev.spoor.expr.Literal;
import dev.spoor.expr.RowExpr;
import dev.spoor.expr.VectorExpr;
import dev.spoor.expr.ZoneTime;
import dev.spoor.function.Parameter;
import dev.spoor.function.ScalarFunction;
import dev.spoor.function.SimpleFunction;
import dev.spoor.function.Types;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.arrow.vector.types.pojo.Field;

/** date_format and date_parse with MySQL's letters, format_datetime and parse_datetime with Joda's. */
final class DateFormat {
    private static final List<Parameter> FORMAT = Types.of(Types.timestamp("timestamp"), Types.varchar("format"));
    private static final List<Parameter> PARSE = Types.of(Types.varchar("string"), Types.varchar("format"));

    private DateFormat() {}

    static ScalarFunction dateFormat() {
        return SimpleFunction.named("date_format")
                .in("time")
                .does("A time as text, by a format of % letters as MySQL has them.")
                .example("date_format(TIMESTAMP '2026-01-22 16:53:53', '%Y-%m-%dT%H:%i:%sZ')", "2026-01-22T16:53:53Z")
                .example("date_format(TIMESTAMP '2026-01-22 16:53:53', '%Y/%m/%d')", "2026/01/22")
                .example("date_format(DATE '2026-01-05', '%e. %M %y, %W é %%')", "5. January 26, Monday é %")
                .example("date_format(CAST(NULL AS TIMESTAMP), '%Y')", null)
                .bound(Types.VARCHAR, FORMAT, (a, r) -> format(a, r, MySqlPattern::compile))
                .build();
    }

    static ScalarFunction formatDatetime() {
        return SimpleFunction.named("format_datetime")
                .in("time")
                .does("A time as text, by a format of letters as Joda has them.")
                .example(
                        "format_datetime(TIMESTAMP '2026-01-22 16:53:53', 'yyyy-MM-dd''T''HH:mm:ssZ')",
                        "2026-01-22T16:53:53+0000")
                .example("format_datetime(TIMESTAMP '2026-01-22 16:53:53', 'EEE d MMM, h a')", "Thu 22 Jan, 4 PM")
                .example(
                        "format_datetime(TIMESTAMP '2026-01-22 16:53:53 America/New_York', 'H:mm ZZ ZZZ z')",
                        "16:53 -05:00 America/New_York EST")
                .example("format_datetime(CAST(NULL AS TIMESTAMP), 'yyyy')", null)
                .bound(Types.VARCHAR, FORMAT, (a, r) -> format(a, r, JodaPattern::compile))
                .build();
    }

    static ScalarFunction dateParse() {
        return SimpleFunction.named("date_parse")
                .in("time")
                .does("The time that a text means, by a format of % letters as MySQL has them.")
                .example("date_parse('2026/01/22 16:53', '%Y/%m/%d %H:%i')", "2026-01-22 16:53:00.000")
                .example("date_parse('22 Jan 2026', '%d %b %Y')", "2026-01-22 00:00:00.000")
                .example("date_parse(NULL, '%Y')", null)
                .bound(Types.TIMESTAMP, PARSE, (a, r) -> parse(a, r, MySqlPattern::compile))
                .build();
    }

    static ScalarFunction parseDatetime() {
        return SimpleFunction.named("parse_datetime")
                .in("time")
                .does("The point in time that a text means, by a format of letters as Joda has them.")
                .example(
                        "parse_datetime('2026-01-22T16:53:53Z', 'yyyy-MM-dd''T''HH:mm:ss''Z''')",
                        "2026-01-22 16:53:53.000 UTC")
                .example("parse_datetime('22.1.2026 +0200', 'd.M.yyyy Z')", "2026-01-21 22:00:00.000 UTC")
                .example("parse_datetime(NULL, 'yyyy')", null)
                .bound(Types.TIMESTAMP_TZ, PARSE, (a, r) -> parse(a, r, JodaPattern::compile))
                .build();
    }

    private static VectorExpr format(List<VectorExpr> arguments, Field result, Function<String, TimePattern> compile) {
        Optional<TimePattern> literal = literal(arguments, compile);
        ZoneId zone = ZoneTime.zoneOf(arguments.get(0).field()).orElse(ZoneOffset.UTC);
        return RowExpr.withScratch(result, arguments, () -> {
            CurrentPattern current = new CurrentPattern(literal, compile);
            return (in, out) -> {
                TimePattern pattern = current.of(in.getString(1));
                out.setString(pattern.format(in.getLong(0), zone));
            };
        });
    }

    private static VectorExpr parse(List<VectorExpr> arguments, Field result, Function<String, TimePattern> compile) {
        Optional<TimePattern> literal = literal(arguments, compile);
        return RowExpr.withScratch(result, arguments, () -> {
            CurrentPattern current = new CurrentPattern(literal, compile);
            return (in, out) -> {
                TimePattern pattern = current.of(in.getString(1));
                String text = in.getString(0);
                long micros = pattern.parse(text);
                if (micros == TimePattern.INVALID) {
                    throw Failures.badArgument("'" + Failures.shown(text) + "' is not a time of the form '"
                            + Failures.shown(pattern.source()) + "'; TRY(...) gives NULL instead of this error");
                }
                out.setLong(micros);
            };
        });
    }

    private static Optional<TimePattern> literal(List<VectorExpr> arguments, Function<String, TimePattern> compile) {
        return Literal.valueOf(arguments.get(1)).map(pattern -> compile.apply((String) pattern));
    }

    /** Compiles a pattern again only when it changes. */
    private static final class CurrentPattern {
        private final Function<String, TimePattern> compile;
        private TimePattern pattern;

        CurrentPattern(Optional<TimePattern> literal, Function<String, TimePattern> compile) {
            this.pattern = literal.orElse(null);
            this.compile = compile;
        }

        TimePattern of(String source) {
            if (pattern == null || !pattern.source().equals(source)) {
                pattern = compile.apply(source);
            }
            return pattern;
        }
    }
}
