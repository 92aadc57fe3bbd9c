/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The moments that {@code --since} and {@code --until} take: {@code 90s 30m 24h 7d 2w} back from now, {@code now}, an
 * ISO date (its first moment) or an ISO date and time, in UTC unless an offset says otherwise.
 */
final class TimeArgument {
    static final String FORMS = "7d, 24h, 30m, 2026-01-22 or 2026-01-22T16:53:53Z";

    private static final Pattern RELATIVE = Pattern.compile("(\\d{1,6})([smhdw])");
    private static final Pattern HAS_OFFSET = Pattern.compile(".*T.*(Z|z|[+-]\\d{2}(:?\\d{2})?)");

    private TimeArgument() {}

    /**
     * @param option for the message
     * @param now what relative times count from
     */
    static Instant parse(String option, String text, Instant now) throws UsageException {
        if (text.equals("now")) {
            return now;
        }
        Matcher relative = RELATIVE.matcher(text);
        if (relative.matches()) {
            return now.minus(unit(relative.group(2).charAt(0)).multipliedBy(Long.parseLong(relative.group(1))));
        }
        try {
            return parseIso(text.trim().replaceFirst("^(\\d{4}-\\d{2}-\\d{2}) +", "$1T"));
        } catch (DateTimeException e) {
            throw new UsageException(option + " takes a time such as " + FORMS + ", not '" + text + "'");
        }
    }

    private static Instant parseIso(String text) {
        if (!text.contains("T")) {
            return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
        }
        if (HAS_OFFSET.matcher(text).matches()) {
            return OffsetDateTime.parse(text).toInstant();
        }
        return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    }

    private static Duration unit(char letter) {
        return switch (letter) {
            case 's' -> Duration.ofSeconds(1);
            case 'm' -> Duration.ofMinutes(1);
            case 'h' -> Duration.ofHours(1);
            case 'd' -> Duration.ofDays(1);
            default -> Duration.ofDays(7);
        };
    }
}
