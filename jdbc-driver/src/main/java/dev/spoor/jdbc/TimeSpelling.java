/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.jdbc;

import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Reads times that are written as text: ISO 8601, with a space for the T if one likes, in UTC unless an offset says otherwise. */
final class TimeSpelling {
    private TimeSpelling() {}

    /** What a clock in UTC shows then; an SQLException for text that is no time. */
    static LocalDateTime read(ResultColumn column, String text) throws SQLException {
        String iso = text.trim().replaceFirst("(\\d) (\\d)", "$1T$2");
        if (iso.endsWith(" UTC")) {
            iso = iso.substring(0, iso.length() - 4) + "Z";
        }
        try {
            if (iso.indexOf('T') < 0) {
                return iso.indexOf(':') < 0
                        ? LocalDate.parse(iso).atStartOfDay()
                        : LocalDate.EPOCH.atTime(LocalTime.parse(iso));
            }
            boolean hasOffset = iso.endsWith("Z") || iso.matches(".*[+-]\\d\\d(:?\\d\\d)?");
            return hasOffset
                    ? OffsetDateTime.parse(iso)
                            .withOffsetSameInstant(ZoneOffset.UTC)
                            .toLocalDateTime()
                    : LocalDateTime.parse(iso);
        } catch (DateTimeException e) {
            throw SqlFailures.conversion("'" + text + "' in column '" + column.label() + "' is no time");
        }
    }
}
