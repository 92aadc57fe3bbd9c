/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.schedule;

import dev.spoor.report.Period;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Times by cron expressions, where clocks change, too, and the periods that go with them. */
final class RhythmTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final long SEED = Long.getLong("tests.seed", 4711);
    private static final int EXPRESSIONS = Integer.getInteger("tests.iters", 12);

    /** In 2026 clocks in Berlin skip 02:00 to 03:00 on 29 March. */
    @Test
    void whatClocksSkipTakesPlaceWhenTheyDo() {
        assertEquals(
                List.of("2026-03-28T01:30:00Z", "2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z"),
                times("30 2 * * *", BERLIN, "2026-03-28T00:00:00Z", 3));
        assertEquals(
                List.of("2026-03-29T00:15:00Z", "2026-03-29T00:45:00Z", "2026-03-29T01:00:00Z", "2026-03-29T01:15:00Z"),
                times("15,45 1-3 * * *", BERLIN, "2026-03-29T00:00:00Z", 4));
    }

    /** In 2026 Beirut has no midnight on 29 March: clocks go from 23:59 to 01:00. */
    @Test
    void aDayWithoutMidnightIsNotLeftOut() {
        assertEquals(
                List.of("2026-03-27T22:00:00Z", "2026-03-28T22:00:00Z", "2026-03-29T21:00:00Z"),
                times("@daily", ZoneId.of("Asia/Beirut"), "2026-03-27T00:00:00Z", 3));
    }

    /** In 2026 clocks in Berlin have 02:00 to 03:00 twice on 25 October. */
    @Test
    void whatComesTwiceTakesPlaceOnce() {
        assertEquals(
                List.of("2026-10-24T00:30:00Z", "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z"),
                times("30 2 * * *", BERLIN, "2026-10-24T00:00:00Z", 3));
    }

    @Test
    void whatTakesPlaceEveryHourGoesOnAsTimePasses() {
        assertEquals(
                List.of("2026-10-24T23:30:00Z", "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", "2026-10-25T02:30:00Z"),
                times("30 * * * *", BERLIN, "2026-10-24T23:00:00Z", 4));
        assertEquals(
                List.of("2026-03-29T00:30:00Z", "2026-03-29T01:30:00Z"),
                times("30 * * * *", BERLIN, "2026-03-29T00:00:00Z", 2));
    }

    @Test
    void fieldsAreThoseOfCron() {
        assertEquals(
                List.of("2028-02-29T00:00:00Z", "2032-02-29T00:00:00Z"),
                times("0 0 29 2 *", ZoneOffset.UTC, "2026-01-01T00:00:00Z", 2));
        // both days restricted: one is enough
        assertEquals(
                List.of("2026-06-05T00:00:00Z", "2026-06-12T00:00:00Z", "2026-06-13T00:00:00Z"),
                times("0 0 13 * fri", ZoneOffset.UTC, "2026-06-01T00:00:00Z", 3));
        assertEquals(
                List.of("2026-11-22T06:30:00Z", "2026-11-23T06:30:00Z"),
                times("30 6 * nov,DEC sun-mon", ZoneOffset.UTC, "2026-11-21T00:00:00Z", 2));
        assertEquals(List.of("2026-11-22T00:00:00Z"), times("0 0 * * 7", ZoneOffset.UTC, "2026-11-21T00:00:00Z", 1));
        assertEquals(
                List.of("2026-11-21T00:05:00Z", "2026-11-21T00:25:00Z", "2026-11-21T00:45:00Z"),
                times("5/20 * * * *", ZoneOffset.UTC, "2026-11-21T00:00:00Z", 3));
    }

    @Test
    void whatIsNoExpressionIsSaidToBeNone() {
        for (String wrong : List.of(
                "",
                "* * * *",
                "* * * * * *",
                "60 * * * *",
                "* 24 * * *",
                "* * 0 * *",
                "* * * 13 *",
                "* * * * 8",
                "5-1 * * * *",
                "*/0 * * * *",
                "1,,2 * * * *",
                "x * * * *",
                "* * * foo *",
                "-1 * * * *",
                "@often")) {
            assertThrows(IllegalArgumentException.class, () -> CronExpression.parse(wrong), wrong);
        }
        String told = assertThrows(IllegalArgumentException.class, () -> CronExpression.parse("0 0 30 2 *"))
                .getMessage();
        assertTrue(told.contains("never comes"), told);
    }

    /** The simple twin looks at every minute of ten days around both changes of clocks, in zones that do it differently. */
    @Test
    void randomExpressionsAgreeWithASearchMinuteByMinute() {
        SplittableRandom random = new SplittableRandom(SEED);
        List<String> zones = List.of("Europe/Berlin", "Australia/Lord_Howe", "America/New_York", "UTC");
        for (int i = 0; i < EXPRESSIONS; i++) {
            String text = random.nextInt(60) + (random.nextBoolean() ? ",7" : "/13") + " "
                    + (random.nextBoolean() ? "*" : random.nextInt(24) + "," + random.nextInt(24)) + " "
                    + (random.nextInt(3) == 0 ? "*/3" : "*") + " * "
                    + (random.nextInt(3) == 0 ? random.nextInt(4) + "-5" : "*");
            ZoneId zone = ZoneId.of(zones.get(random.nextInt(zones.size())));
            Instant from = Instant.parse(random.nextBoolean() ? "2026-03-25T00:00:00Z" : "2026-10-20T00:00:00Z");
            Rhythm rhythm = new Rhythm.Cron(CronExpression.parse(text), zone);
            List<Instant> found = new ArrayList<>();
            Instant until = from.plus(Duration.ofDays(10));
            for (Instant time = rhythm.next(from); !time.isAfter(until); time = rhythm.next(time)) {
                found.add(time);
            }
            assertEquals(minuteByMinute(text, zone, from, until), found, text + " " + zone + " from " + from);
            assertEquals(
                    found.subList(Math.max(0, found.size() - 5), found.size()),
                    rhythm.last(from, until, 5),
                    text + ": the last ones");
        }
    }

    /** By instants, not by days; leaves out what is read twice, and puts what was skipped to the end of the gap. */
    private static List<Instant> minuteByMinute(String text, ZoneId zone, Instant from, Instant until) {
        String[] fields = text.split(" ");
        boolean isEveryHour = fields[1].equals("*");
        List<Instant> found = new ArrayList<>();
        for (Instant time = from.plus(1, ChronoUnit.MINUTES);
                !time.isAfter(until);
                time = time.plus(1, ChronoUnit.MINUTES)) {
            ZonedDateTime local = time.atZone(zone);
            boolean isSecond = !local.withEarlierOffsetAtOverlap().equals(local);
            boolean comes = matches(fields, local) && (isEveryHour || !isSecond);
            ZonedDateTime before = time.minusSeconds(60).atZone(zone);
            if (!isEveryHour) {
                // the clock shows more than a minute later: what is between was skipped
                for (var skipped = before.toLocalDateTime().plusMinutes(1);
                        skipped.isBefore(local.toLocalDateTime());
                        skipped = skipped.plusMinutes(1)) {
                    comes |= matches(fields, skipped.atZone(ZoneOffset.UTC));
                }
            }
            if (comes) {
                found.add(time);
            }
        }
        return found;
    }

    private static boolean matches(String[] fields, ZonedDateTime local) {
        return holds(fields[0], local.getMinute(), 0, 59)
                && holds(fields[1], local.getHour(), 0, 23)
                && holds(fields[2], local.getDayOfMonth(), 1, 31)
                && holds(fields[4], local.getDayOfWeek().getValue() % 7, 0, 6);
    }

    private static boolean holds(String field, int value, int min, int max) {
        for (String part : field.split(",")) {
            String[] step = part.split("/");
            String[] ends = step[0].replace("*", min + "-" + max).split("-");
            int from = Integer.parseInt(ends[0]);
            int by = step.length == 2 ? Integer.parseInt(step[1]) : 1;
            int to = ends.length == 2 ? Integer.parseInt(ends[1]) : step.length == 2 ? max : from;
            if (value >= from && value <= to && (value - from) % by == 0) {
                return true;
            }
        }
        return false;
    }

    @Test
    void everySoOftenIsTheSameForEverybody() {
        Rhythm rhythm = new Rhythm.Every(Duration.ofMinutes(5));
        assertEquals(Instant.parse("2026-11-21T10:05:00Z"), rhythm.next(Instant.parse("2026-11-21T10:03:12Z")));
        assertEquals(Instant.parse("2026-11-21T10:10:00Z"), rhythm.next(Instant.parse("2026-11-21T10:05:00Z")));
        assertEquals("every 5m", rhythm.text());
    }

    @Test
    void periodsAreWholeDaysOfTheZone() {
        assertPeriod("previous day", "2026-03-30T01:00:00Z", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z");
        assertPeriod("previous week", "2026-11-21T01:00:00Z", "2026-11-08T23:00:00Z", "2026-11-15T23:00:00Z");
        assertPeriod("Previous  Month", "2026-04-01T03:00:00Z", "2026-02-28T23:00:00Z", "2026-03-31T22:00:00Z");
        assertPeriod("previous quarter", "2026-05-01T03:00:00Z", "2025-12-31T23:00:00Z", "2026-03-31T22:00:00Z");
        assertPeriod("previous year", "2026-01-01T03:00:00Z", "2024-12-31T23:00:00Z", "2025-12-31T23:00:00Z");
        assertPeriod("36h", "2026-11-21T12:00:00Z", "2026-11-20T00:00:00Z", "2026-11-21T12:00:00Z");
        for (String wrong : List.of("previous", "previous fortnight", "month", "0", "none")) {
            assertThrows(IllegalArgumentException.class, () -> ReportPeriod.parse(wrong), wrong);
        }
    }

    private static void assertPeriod(String text, String scheduled, String since, String until) {
        assertEquals(
                new Period(Instant.parse(since), Instant.parse(until)),
                ReportPeriod.parse(text).at(Instant.parse(scheduled), BERLIN),
                text);
    }

    private static List<String> times(String expression, ZoneId zone, String after, int count) {
        Rhythm rhythm = new Rhythm.Cron(CronExpression.parse(expression), zone);
        List<String> times = new ArrayList<>();
        Instant time = Instant.parse(after);
        for (int i = 0; i < count; i++) {
            time = rhythm.next(time);
            times.add(time.toString());
        }
        return times;
    }
}
