/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Five fields, as crontab(5) has them: minute, hour, day of the month, month, day of the week (0 and 7 are Sunday), each a list of
 * values, ranges and steps, months and days of the week by their English names, too; or {@code @hourly}, {@code @daily}, {@code
 * @weekly}, {@code @monthly}, {@code @yearly}. Where both days are restricted, one of them is enough.
 *
 * <p>Where clocks change, what has certain hours takes place once: at a time that clocks skip, at the instant when they do; at a time
 * that comes twice, the first time. What takes place every hour goes on as the minutes go by.
 */
final class CronExpression {
    private static final int HOURS_PER_DAY = 24;
    private static final int MINUTE_MAX = 59;
    private static final int SUNDAY = 7;

    /** No day is further away: a 29 February that is a certain day of the week comes every 28 years, or 40 where one is left out. */
    private static final int DAYS_MAX = 366 * 41;

    private static final Map<String, String> SHORT = Map.of(
            "@hourly", "0 * * * *",
            "@daily", "0 0 * * *",
            "@midnight", "0 0 * * *",
            "@weekly", "0 0 * * 0",
            "@monthly", "0 0 1 * *",
            "@yearly", "0 0 1 1 *",
            "@annually", "0 0 1 1 *");

    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final List<String> DAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");

    private final String text;
    private final BitSet minutes;
    private final BitSet hours;
    private final BitSet monthDays;
    private final BitSet months;
    private final BitSet weekDays;
    private final boolean isAnyMonthDay;
    private final boolean isAnyWeekDay;

    private CronExpression(String text, String[] fields) {
        this.text = text;
        this.minutes = field("minute", fields[0], 0, MINUTE_MAX, List.of());
        this.hours = field("hour", fields[1], 0, HOURS_PER_DAY - 1, List.of());
        this.monthDays = field("day of the month", fields[2], 1, 31, List.of());
        this.months = field("month", fields[3], 1, 12, MONTHS);
        this.weekDays = field("day of the week", fields[4], 0, SUNDAY, DAYS);
        if (weekDays.get(0)) {
            weekDays.set(SUNDAY);
        }
        // as cron has it: a field that begins with a star does not restrict the other one
        this.isAnyMonthDay = fields[2].startsWith("*");
        this.isAnyWeekDay = fields[4].startsWith("*");
    }

    /** IllegalArgumentException, with what is wrong, for what is no expression or never comes. */
    static CronExpression parse(String text) {
        String lower = text.strip().toLowerCase(Locale.ROOT);
        if (lower.startsWith("@") && !SHORT.containsKey(lower)) {
            throw new IllegalArgumentException(
                    "'" + text + "' is none of " + String.join(", ", new TreeSet<>(SHORT.keySet())));
        }
        String[] fields = SHORT.getOrDefault(lower, lower).split("\\s+");
        if (fields.length != 5) {
            throw new IllegalArgumentException("'" + text + "' has " + fields.length
                    + " fields and should have 5: minute, hour, day of the month, month, day of the week");
        }
        CronExpression expression = new CronExpression(text.strip(), fields);
        if (expression.next(Instant.EPOCH, ZoneOffset.UTC).isEmpty()) {
            throw new IllegalArgumentException("'" + text + "' never comes: there is no such day");
        }
        return expression;
    }

    private static BitSet field(String name, String field, int min, int max, List<String> names) {
        BitSet values = new BitSet();
        for (String part : field.split(",", -1)) {
            int slash = part.indexOf('/');
            String range = slash < 0 ? part : part.substring(0, slash);
            int step = slash < 0 ? 1 : number(name, part.substring(slash + 1), 1, max, List.of(), min);
            int from = min;
            int to = names == DAYS ? max - 1 : max;
            if (!range.equals("*")) {
                int dash = range.indexOf('-');
                from = number(name, dash < 0 ? range : range.substring(0, dash), min, max, names, min);
                if (dash >= 0) {
                    to = number(name, range.substring(dash + 1), min, max, names, min);
                } else if (slash < 0) {
                    to = from;
                }
            }
            if (from > to) {
                throw new IllegalArgumentException(
                        "'" + part + "' is no " + name + ": ranges go from the smaller to the greater");
            }
            for (int value = from; value <= to; value += step) {
                values.set(value);
            }
        }
        return values;
    }

    private static int number(String name, String text, int min, int max, List<String> names, int offset) {
        int named = names.indexOf(text);
        if (named >= 0) {
            return named + offset;
        }
        if (text.matches("[0-9]{1,4}")) {
            int value = Integer.parseInt(text);
            if (value >= min && value <= max) {
                return value;
            }
        }
        throw new IllegalArgumentException("'" + text + "' is no " + name + ": it goes from " + min + " to " + max
                + (names.isEmpty() ? "" : ", or " + names.get(0) + " to " + names.get(names.size() - 1)));
    }

    /** The first time behind an instant, on the clocks of a zone. Never empty for what was parsed. */
    Optional<Instant> next(Instant after, ZoneId zone) {
        // times of the day before may be later than those of the day when clocks go back at midnight
        LocalDate day = LocalDate.ofInstant(after, zone).minusDays(1);
        for (int i = 0; i < DAYS_MAX; i++, day = day.plusDays(1)) {
            if (isDay(day)) {
                Instant first = firstOf(day, after, zone.getRules());
                if (first != null) {
                    return Optional.of(first);
                }
            }
        }
        return Optional.empty();
    }

    private boolean isDay(LocalDate day) {
        boolean isMonthDay = monthDays.get(day.getDayOfMonth());
        boolean isWeekDay = weekDays.get(day.getDayOfWeek().getValue());
        boolean isEither = isAnyMonthDay || isAnyWeekDay ? isMonthDay && isWeekDay : isMonthDay || isWeekDay;
        return isEither && months.get(day.getMonthValue());
    }

    /** The first time of a day that is behind an instant; null if there is none. */
    private Instant firstOf(LocalDate day, Instant after, ZoneRules rules) {
        boolean isEveryHour = hours.cardinality() == HOURS_PER_DAY;
        Instant first = null;
        for (int hour = hours.nextSetBit(0); hour >= 0; hour = hours.nextSetBit(hour + 1)) {
            for (int minute = minutes.nextSetBit(0); minute >= 0; minute = minutes.nextSetBit(minute + 1)) {
                LocalDateTime time = day.atTime(hour, minute);
                List<ZoneOffset> offsets = rules.getValidOffsets(time);
                if (offsets.isEmpty() && !isEveryHour) {
                    first = sooner(first, rules.getTransition(time).getInstant(), after);
                }
                int count = isEveryHour ? offsets.size() : Math.min(1, offsets.size());
                for (ZoneOffset offset : offsets.subList(0, count)) {
                    first = sooner(first, time.toInstant(offset), after);
                }
            }
        }
        return first;
    }

    private static Instant sooner(Instant firstOrNull, Instant time, Instant after) {
        return time.isAfter(after) && (firstOrNull == null || time.isBefore(firstOrNull)) ? time : firstOrNull;
    }

    @Override
    public String toString() {
        return text;
    }
}
