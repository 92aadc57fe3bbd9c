/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.source;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

class EventTimeTest {
    @ParameterizedTest
    @CsvSource({
        "2024-05-06T07:08:09Z, 2024-05-06T07:08:09Z",
        "2022-12-11 19:42:55, 2022-12-11T19:42:55Z",
        "2024-02-29T23:59:59.5Z, 2024-02-29T23:59:59.5Z",
        "2024-05-06T07:08:09.123456789Z, 2024-05-06T07:08:09.123456Z",
        "2024-05-06T07:08:09+02:00, 2024-05-06T05:08:09Z",
        "2024-05-06T07:08:09.25-0530, 2024-05-06T12:38:09.25Z",
        "2024-05-06T07:08:09+01, 2024-05-06T06:08:09Z",
        "20131102T010628Z, 2013-11-02T01:06:28Z",
        "2016-12-31T23:59:60Z, 2017-01-01T00:00:00Z",
        "0001-01-01T00:00:00Z, 0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59Z, 9999-12-31T23:59:59Z"
    })
    void timesAreRead(String text, String instant) {
        assertEquals(micros(Instant.parse(instant)), parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "soon",
                "2024-05-06",
                "2024-05-06T07:08Z",
                "2024-13-06T07:08:09Z",
                "2023-02-29T07:08:09Z",
                "2024-04-31T07:08:09Z",
                "2024-05-06T24:08:09Z",
                "2024-05-06T07:60:09Z",
                "2024-05-06T07:08:61Z",
                "2024-05-06T07:08:09.Z",
                "2024-05-06T07:08:09.1234567890Z",
                "2024-05-06T07:08:09X",
                "2024-05-06T07:08:09ZZ",
                "2024-05-06T07:08:09+2:00",
                "2024-05-06T07:08:09+19:00",
                "2024/05/06T07:08:09Z",
                "-024-05-06T07:08:09Z",
                "Mar 28, 2023, 6:03:39 PM",
                "1714979289",
                "2024-0a-06T07:08:09Z",
                "2024-05-06T07:08:09 ",
                "20131102T010628+",
                "+024-05-06T07:08:09Z",
                "2024-00-06T07:08:09Z"
            })
    void otherTextIsNoTime(String text) {
        assertEquals(EventTime.NOT_A_TIME, parse(text));
    }

    @Test
    void everyTimeIsReadAsJavaReadsIt() {
        Random random = new Random(11);
        DateTimeFormatter format = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSXXX", Locale.ROOT);
        for (int i = 0; i < 20_000; i++) {
            long second = random.nextInt() * 60L + random.nextInt(60);
            int micros = random.nextInt(1_000_000);
            OffsetDateTime time = LocalDateTime.ofEpochSecond(second, micros * 1000, ZoneOffset.UTC)
                    .atOffset(ZoneOffset.ofHoursMinutes(random.nextInt(10), random.nextInt(60)));
            if (time.getYear() >= 0 && time.getYear() <= 9999) {
                assertEquals(micros(time.toInstant()), parse(format.format(time)));
            }
        }
    }

    private static long micros(Instant instant) {
        return instant.getEpochSecond() * 1_000_000L + instant.getNano() / 1_000;
    }

    private static long parse(String text) {
        byte[] padded = ("  " + text + "\0".repeat(40)).getBytes(StandardCharsets.ISO_8859_1);
        return EventTime.parseMicros(padded, 2, 2 + text.length());
    }

    @ParameterizedTest
    @CsvSource({
        "2024-02-29T23:59:59Z, 2024-02-29T23:59:59Z",
        "1969-12-31T23:59:59Z, 1969-12-31T23:59:59Z",
        "2024-01-01T00:00:00.25Z, 2024-01-01T00:00:00.250000Z",
        "20131102T010628Z, 2013-11-02T01:06:28Z",
        "0000-01-01T00:00:00Z, 0000-01-01T00:00:00Z",
        "9999-12-31T23:59:59Z, 9999-12-31T23:59:59Z",
        "2024-01-01 00:30:00+01:00, 2023-12-31T23:30:00Z"
    })
    void timesHaveOneText(String spelling, String expected) {
        byte[] bytes = spelling.getBytes(StandardCharsets.US_ASCII);
        byte[] out = new byte[EventTime.TEXT_BYTES_MAX];
        int length = EventTime.text(EventTime.parseMicros(bytes, 0, bytes.length), out);
        assertEquals(expected, new String(out, 0, length, StandardCharsets.US_ASCII));
    }

    @Test
    void timesOutsideFourDigitYearsHaveNoText() {
        byte[] bytes = "9999-12-31T23:59:59-01:00".getBytes(StandardCharsets.US_ASCII);
        assertEquals(
                0, EventTime.text(EventTime.parseMicros(bytes, 0, bytes.length), new byte[EventTime.TEXT_BYTES_MAX]));
    }
}
