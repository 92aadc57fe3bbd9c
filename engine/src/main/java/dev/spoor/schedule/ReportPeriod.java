/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.schedule;

import dev.spoor.Setting;
import dev.spoor.report.Period;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;

/** The time that a scheduled report is about, given the time that it is scheduled for. */
public sealed interface ReportPeriod {
    /** What {@link #parse} takes, for messages. */
    String FORMS =
            "'previous day', 'previous week', 'previous month', 'previous quarter', 'previous year', or a time span"
                    + " that ends with the time of the report, such as 24h or 7d";

    /** Whole days, weeks from Monday, months, quarters or years, the last that has ended. */
    enum Calendar implements ReportPeriod {
        DAY {
            @Override
            LocalDate begin(LocalDate day) {
                return day;
            }

            @Override
            LocalDate before(LocalDate begin) {
                return begin.minusDays(1);
            }
        },
        WEEK {
            @Override
            LocalDate begin(LocalDate day) {
                return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            }

            @Override
            LocalDate before(LocalDate begin) {
                return begin.minusWeeks(1);
            }
        },
        MONTH {
            @Override
            LocalDate begin(LocalDate day) {
                return day.withDayOfMonth(1);
            }

            @Override
            LocalDate before(LocalDate begin) {
                return begin.minusMonths(1);
            }
        },
        QUARTER {
            @Override
            LocalDate begin(LocalDate day) {
                return day.withDayOfMonth(1).minusMonths((day.getMonthValue() - 1) % 3);
            }

            @Override
            LocalDate before(LocalDate begin) {
                return begin.minusMonths(3);
            }
        },
        YEAR {
            @Override
            LocalDate begin(LocalDate day) {
                return day.withDayOfYear(1);
            }

            @Override
            LocalDate before(LocalDate begin) {
                return begin.minusYears(1);
            }
        };

        abstract LocalDate begin(LocalDate day);

        abstract LocalDate before(LocalDate begin);

        @Override
        public Period at(Instant scheduled, ZoneId zone) {
            LocalDate end = begin(LocalDate.ofInstant(scheduled, zone));
            return new Period(
                    before(end).atStartOfDay(zone).toInstant(),
                    end.atStartOfDay(zone).toInstant());
        }
    }

    /** So long, up to the time of the report. */
    record Last(Duration span) implements ReportPeriod {
        @Override
        public Period at(Instant scheduled, ZoneId zone) {
            return new Period(scheduled.minus(span), scheduled);
        }
    }

    /** The period of a report that is scheduled for an instant, on the clocks of a zone. */
    Period at(Instant scheduled, ZoneId zone);

    /** IllegalArgumentException for other text than {@link #FORMS}. */
    static ReportPeriod parse(String text) {
        String[] words = text.strip().toLowerCase(Locale.ROOT).split("\\s+");
        if (words.length == 2 && words[0].equals("previous")) {
            return Calendar.valueOf(words[1].toUpperCase(Locale.ROOT));
        }
        Duration span = Setting.duration(text.strip());
        if (span.isZero()) {
            throw new IllegalArgumentException("no time at all");
        }
        return new Last(span);
    }
}
