/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.source.cloudtrail;

import java.time.LocalDate;

/** Times in keys: days of folders, minutes of file names. */
final class CloudTrailTime {
    /** No time is known, or it cannot be a time of delivery. */
    static final long UNKNOWN = Long.MIN_VALUE;

    private static final long SECOND_MICROS = 1_000_000L;
    private static final long MINUTE_MICROS = 60 * SECOND_MICROS;
    private static final long HOUR_MICROS = 60 * MINUTE_MICROS;
    static final long DAY_MICROS = 24 * HOUR_MICROS;

    /** CloudTrail was announced in November 2013: an earlier stamp is made up and says nothing about the content. */
    private static final int FIRST_YEAR = 2013;

    /** So is a later one. */
    private static final int LAST_YEAR = 2112;

    /** The first day that a key can name. */
    static final LocalDate FIRST_DAY = LocalDate.of(FIRST_YEAR, 1, 1);

    /** The last day that a key can name. */
    static final LocalDate LAST_DAY = LocalDate.of(LAST_YEAR, 12, 31);

    private CloudTrailTime() {}

    /** Midnight UTC at the start of the day; UNKNOWN when there is no such day or CloudTrail did not exist. */
    static long dayMicrosOrUnknown(int year, int month, int day) {
        if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || day < 1 || day > 31) {
            return UNKNOWN;
        }
        LocalDate firstOfMonth = LocalDate.of(year, month, 1);
        if (day > firstOfMonth.lengthOfMonth()) {
            return UNKNOWN;
        }
        return (firstOfMonth.toEpochDay() + day - 1) * DAY_MICROS;
    }

    /** Reads YYYYMMDDTHHmmZ or YYYYMMDDTHHmmssZ that begins at {@code from}; UNKNOWN when it is something else. */
    static long stampMicrosOrUnknown(String text, int from) {
        int zone = text.indexOf('Z', from);
        int length = zone - from;
        if ((length != 13 && length != 15) || text.charAt(from + 8) != 'T') {
            return UNKNOWN;
        }
        int year = digitsOrNegative(text, from, from + 4);
        int month = digitsOrNegative(text, from + 4, from + 6);
        int day = digitsOrNegative(text, from + 6, from + 8);
        int hour = digitsOrNegative(text, from + 9, from + 11);
        int minute = digitsOrNegative(text, from + 11, from + 13);
        int second = length == 15 ? digitsOrNegative(text, from + 13, from + 15) : 0;
        long midnight = dayMicrosOrUnknown(year, month, day);
        boolean isTimeOfDay = hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second <= 60;
        if (midnight == UNKNOWN || !isTimeOfDay) {
            return UNKNOWN;
        }
        return midnight + hour * HOUR_MICROS + minute * MINUTE_MICROS + second * SECOND_MICROS;
    }

    /** The number that the ASCII digits in [from, to) write; -1 when there is anything else. At most nine digits. */
    static int digitsOrNegative(String text, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return to > from ? value : -1;
    }

    /** Whether the text is an account id: twelve ASCII digits. */
    static boolean isAccount(String text) {
        return text.length() == 12 && digitsOrNegative(text, 0, 6) >= 0 && digitsOrNegative(text, 6, 12) >= 0;
    }

    /** Whether the text looks like a region code: lower-case words and numbers with at least two hyphens, "aws-global". */
    static boolean isRegion(String text) {
        int hyphens = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            hyphens += c == '-' ? 1 : 0;
            if (c != '-' && (c < 'a' || c > 'z') && (c < '0' || c > '9')) {
                return false;
            }
        }
        return hyphens >= 2 || text.equals("aws-global");
    }
}
