/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format.jsonlog;

import dev.spoor.format.ContentHash;
import dev.spoor.format.FileStatistics;
import dev.spoor.format.RecordGate;
import dev.spoor.format.TimeWindow;
import dev.spoor.format.jsonlog.LogFixture.Reading;
import dev.spoor.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

class JsonLogReaderTest {
    private static final String TIME = "2024-05-06T07:08:0";

    @Test
    void aRecordOfFiftyMegabytesIsRead() {
        String huge = "x".repeat(50 << 20);
        String text = "{\"Records\":[" + record("a", 1) + ",{\"eventID\":\"b\",\"requestParameters\":{\"k\":\"" + huge
                + "\"}}," + record("c", 2) + "]}";
        Reading reading = new LogFixture("eventid", "requestparameters.k").readPacked(text);
        assertEquals(List.of(), reading.reasons());
        assertEquals(List.of("a", "b", "c"), reading.column(0));
        assertEquals(huge, reading.column(1).get(1));
    }

    @Test
    void aRecordBeyondTheLimitIsSkippedAndReported() {
        String huge = "x".repeat(RecordFinder.RECORD_BYTES_MAX);
        String text = record("a", 1) + "\n{\"eventID\":\"b\",\"errorMessage\":\"" + huge + "\"}\n" + record("c", 2);
        Reading reading = new LogFixture("eventid").read(text);
        assertEquals(List.of("a", "c"), reading.column(0));
        assertEquals(1, reading.outcome().faults().size());
        assertEquals(1, reading.outcome().faults().get(0).lostRecords());
    }

    @Test
    void nestingIsLimited() {
        Reading deep = new LogFixture("eventid").read(nested("a", StrictJson.NESTING_MAX - 5));
        assertEquals(List.of("a"), deep.column(0));
        assertEquals(List.of(), deep.reasons());
        Reading tooDeep =
                new LogFixture("eventid").read(record("x", 1) + "\n" + nested("a", 1_000_000) + "\n" + record("y", 1));
        assertEquals(List.of("x", "y"), tooDeep.column(0));
        assertEquals(1, tooDeep.outcome().faults().size());
        assertTrue(tooDeep.reasons().get(0).contains("deeper than " + StrictJson.NESTING_MAX));
    }

    @Test
    void theGateSeesEachContentOnceAndOnlyRecordsWithAnId() {
        Set<String> seen = new HashSet<>();
        RecordGate gate = (hour, high, low) -> seen.add(hour + ":" + high + ":" + low);
        String spaced = record("a", 1).replace(":", " : ").replace("2024-05-06T07 : 08 : 0", TIME);
        String noId = "{\"eventName\":\"n\"}";
        String text = "["
                + String.join(
                        ",",
                        record("a", 1),
                        record("a", 1),
                        spaced,
                        record("a", 2),
                        noId,
                        noId,
                        "{\"eventID\":null}",
                        "{\"eventID\":null}")
                + "]";
        Reading reading = new LogFixture("eventid", "eventname").gate(gate).read(text);
        assertEquals(java.util.Arrays.asList("a", "a", null, null, null, null), reading.column(0));
        assertEquals(8, reading.outcome().records());
        assertEquals(2, reading.outcome().duplicates());
        assertEquals(2, seen.size());
    }

    @Test
    void hashesDifferForEveryBitAndEverySeed() {
        Random random = new Random(3);
        Set<Long> highs = new HashSet<>();
        Set<Long> lows = new HashSet<>();
        int hashed = 0;
        for (long seed = 0; seed < 3; seed++) {
            ContentHash hash = new ContentHash(seed);
            for (int length : new int[] {0, 1, 7, 8, 31, 32, 33, 64, 65, 200}) {
                byte[] bytes = new byte[length + 10];
                random.nextBytes(bytes);
                hash.hash(bytes, 5, 5 + length);
                long high = hash.high();
                hash.hash(bytes.clone(), 5, 5 + length);
                assertEquals(high, hash.high());
                highs.add(hash.high());
                lows.add(hash.low());
                hashed++;
                for (int bit = 0; bit < 8 * length; bit++) {
                    bytes[5 + bit / 8] ^= (byte) (1 << bit % 8);
                    hash.hash(bytes, 5, 5 + length);
                    bytes[5 + bit / 8] ^= (byte) (1 << bit % 8);
                    highs.add(hash.high());
                    lows.add(hash.low());
                    hashed++;
                }
                bytes[4]++;
                bytes[5 + length]++;
                hash.hash(bytes, 5, 5 + length);
                assertEquals(high, hash.high(), "bytes outside do not count");
            }
        }
        assertEquals(hashed, highs.size());
        assertEquals(hashed, lows.size());
        ContentHash zeros = new ContentHash(1);
        zeros.hash(new byte[8], 0, 3);
        long three = zeros.high();
        zeros.hash(new byte[8], 0, 4);
        assertNotEquals(three, zeros.high(), "length counts");
    }

    @Test
    void theWindowKeepsRecordsInsideAndCountsAll() {
        long second = 1_714_979_280_000_000L;
        String text = record("a", 1) + record("b", 2) + record("c", 3) + "{\"eventID\":\"d\"}"
                + "{\"eventID\":\"e\",\"eventTime\":\"soon\"}";
        Reading reading = new LogFixture("eventid")
                .window(new TimeWindow(second + 2_000_000, second + 3_000_000))
                .read(text);
        assertEquals(List.of("b"), reading.column(0));
        assertEquals(5, reading.outcome().records());
    }

    @Test
    void statisticsAreThoseOfAllRecords() {
        String text = "{\"Records\":[" + record("a", 5) + "," + record("a", 5) + "," + record("b", 2)
                + ",{\"eventID\":\"c\",\"awsRegion\":\"r\\u0031\",\"eventName\":7,\"recipientAccountId\":null}]}";
        FileStatistics statistics =
                new LogFixture().statistics().readPacked(text).outcome().statistics();
        assertEquals(4, statistics.records());
        assertEquals(1_714_979_282_000_000L, statistics.minEventMicros());
        assertEquals(1_714_979_285_000_000L, statistics.maxEventMicros());
        assertTrue(statistics.nullTimes());
        assertEquals(Set.of("us-east-1", "r1"), statistics.regions());
        assertEquals(Set.of("111122223333"), statistics.accounts());
        assertEquals(Set.of("s3.amazonaws.com"), statistics.sources());
        assertEquals(Set.of("GetObject", "7"), statistics.names());
        assertEquals(0b0110, statistics.nulls());
        assertNull(
                new LogFixture().statistics().readPacked(text + "{").outcome().statistics());
    }

    @Test
    void tooManyDistinctValuesHaveNoSet() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i <= StatisticsCollector.VALUES_MAX; i++) {
            text.append("{\"eventID\":\"x\",\"eventName\":\"n").append(i).append("\",\"awsRegion\":\"r\"}");
        }
        FileStatistics statistics =
                new LogFixture().statistics().read(text.toString()).outcome().statistics();
        assertNull(statistics.names());
        assertEquals(Set.of("r"), statistics.regions());
    }

    @Test
    void rowsWithoutColumnsAreCounted() {
        Reading reading = new LogFixture().readPacked("[" + record("a", 1) + "," + record("b", 2) + "]");
        assertEquals(List.of(List.of(), List.of()), reading.rows());
    }

    @Test
    void tornFilesKeepTheirWholeRecords() {
        StringBuilder text = new StringBuilder("{\"Records\":[");
        for (int i = 0; i < 400; i++) {
            text.append(i == 0 ? "" : ",").append(record("id" + i * 7919 % 1000, i % 10));
        }
        byte[] packed =
                dev.spoor.testing.LogMutation.gzip(text.append("]}").toString().getBytes(StandardCharsets.UTF_8));
        byte[] torn = java.util.Arrays.copyOf(packed, packed.length / 2);
        Reading reading = new LogFixture("eventid").read(torn);
        assertTrue(reading.rows().size() > 50 && reading.rows().size() < 400);
        assertEquals("id0", reading.column(0).get(0));
        assertEquals(List.of("the gzip data ends early"), reading.reasons());
        assertEquals(
                reading.outcome().inflatedBytes(),
                reading.outcome().faults().get(0).byteOffset());
    }

    private static String record(String id, int second) {
        return "{\"eventVersion\":\"1.08\",\"eventID\":\"" + id + "\",\"eventTime\":\"" + TIME + second
                + "Z\",\"awsRegion\":\"us-east-1\",\"recipientAccountId\":\"111122223333\",\"eventName\":\"GetObject\","
                + "\"eventSource\":\"s3.amazonaws.com\"}";
    }

    private static String nested(String id, int depth) {
        return "{\"eventID\":\"" + id + "\",\"requestParameters\":" + "[".repeat(depth) + "]".repeat(depth) + "}";
    }
}
