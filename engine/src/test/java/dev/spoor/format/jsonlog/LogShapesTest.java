/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format.jsonlog;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.spoor.format.jsonlog.LogFixture.Reading;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

@Tag("any-jdk")
class LogShapesTest {
    private static final String A = record("a");
    private static final String B = record("b");
    private static final String C = record("c");

    static Stream<Arguments> shapes() {
        return Stream.of(
                Arguments.of("a log file", "{\"Records\":[" + A + "," + B + "]}", List.of("a", "b")),
                Arguments.of("no records", "{\"Records\":[]}", List.of()),
                Arguments.of("indented", "{\n  \"Records\" : [\n " + A + " ,\n " + B + "\n ]\n}\n", List.of("a", "b")),
                Arguments.of("a bare record", A, List.of("a")),
                Arguments.of("a bare record, indented", A.replace(",", ",\n  "), List.of("a")),
                Arguments.of("an array", "[" + A + "," + B + "]", List.of("a", "b")),
                Arguments.of("an array of arrays", "[[" + A + "],[" + B + "]]", List.of("a", "b")),
                Arguments.of("one record in each line", A + "\n" + B + "\r\n" + C, List.of("a", "b", "c")),
                Arguments.of("no line breaks between", A + B + C, List.of("a", "b", "c")),
                Arguments.of(
                        "one log file in each line",
                        "{\"Records\":[" + A + "]}\n{\"Records\":[" + B + "," + C + "]}\n",
                        List.of("a", "b", "c")),
                Arguments.of(
                        "fields beside Records", "{\"x\":{\"y\":[1]},\"Records\":[" + A + "],\"z\":1}", List.of("a")),
                Arguments.of("an EventBridge event", bridge(A), List.of("a")),
                Arguments.of("EventBridge events", bridge(A) + "\n" + bridge(B), List.of("a", "b")),
                Arguments.of("a lookup result", lookup(A), List.of("a")),
                Arguments.of("lookup results", "{\"Events\":[" + lookup(A) + "," + lookup(B) + "]}", List.of("a", "b")),
                Arguments.of("log events", logEvents(A, B), List.of("a", "b")),
                Arguments.of("log events in lines", logEvents(A) + "\n" + logEvents(B, C), List.of("a", "b", "c")),
                Arguments.of("mixed", A + "\n" + bridge(B) + "\n" + logEvents(C), List.of("a", "b", "c")),
                Arguments.of("a byte order mark", "\ufeff{\"Records\":[" + A + "]}", List.of("a")),
                Arguments.of("lower-case keys", A.toLowerCase(java.util.Locale.ROOT), List.of("a")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void everyShapeGivesItsRecordsAndNoFault(String name, String text, List<String> ids) {
        for (boolean packed : new boolean[] {false, true}) {
            LogFixture fixture = new LogFixture("eventid", "$ordinal", "$path");
            Reading reading = packed ? fixture.readPacked(text) : fixture.read(text);
            assertEquals(List.of(), reading.reasons());
            assertEquals(ids, reading.column(0));
            for (int i = 0; i < ids.size(); i++) {
                assertEquals((long) i, reading.column(1).get(i));
                assertEquals("file-0", reading.column(2).get(i));
            }
            assertEquals(ids.size(), reading.outcome().records());
            assertEquals(
                    text.getBytes(StandardCharsets.UTF_8).length,
                    reading.outcome().inflatedBytes());
        }
    }

    static Stream<Arguments> oddities() {
        return Stream.of(
                Arguments.of("an empty file", "", List.of(), 1),
                Arguments.of("white space", " \n\t ", List.of(), 1),
                Arguments.of("a word", "hello", List.of(), 1),
                Arguments.of("an empty object", "{}", List.of(), 1),
                Arguments.of("some other JSON", "{\"Type\":\"Notification\",\"n\":[1]}", List.of(), 1),
                Arguments.of(
                        "numbers among records", "{\"Records\":[" + A + ",1,null," + B + "]}", List.of("a", "b"), 2),
                Arguments.of("another line", A + "\n{\"x\":1}\n" + B, List.of("a", "b"), 1),
                Arguments.of("a bad line", A + "\n{\"eventID\":\n" + B, List.of("a", "b"), 1),
                Arguments.of("a torn line", A + "\n{\"eventID\":\"x\n" + B, List.of("a", "b"), 1),
                Arguments.of("a torn end", A + "\n{\"eventID\":\"x", List.of("a"), 1),
                Arguments.of("a stray brace in a line", A + "}\n" + B, List.of("a", "b"), 1),
                Arguments.of("a missing comma", "{\"Records\":[" + A + B + "]}", List.of("a"), 1),
                Arguments.of("a missing end", "{\"Records\":[" + A + "," + B, List.of("a", "b"), 1),
                Arguments.of("a bad record", "{\"Records\":[" + A + ",{\"eventID\":x}," + B + "]}", List.of("a"), 1),
                Arguments.of(
                        "a bad record in its own line",
                        "{\"Records\":[\n" + A + ",\n{\"eventID\":x},\n" + B + "\n]}",
                        List.of("a", "b"),
                        1),
                Arguments.of("a message that is no record", logEvents("hello", A), List.of("a"), 1),
                Arguments.of(
                        "a lookup text that is broken",
                        "[" + lookup("{\"eventID\":") + "," + lookup(B) + "]",
                        List.of("b"),
                        1),
                Arguments.of("a finding from EventBridge", bridge("{\"severity\":5}") + bridge(A), List.of("a"), 1),
                Arguments.of("zeros", "\0\0\0\0", List.of(), 1));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("oddities")
    void whatIsNotARecordIsListedAndTheRestIsRead(String name, String text, List<String> ids, int faults) {
        Reading reading = new LogFixture("eventid").readPacked(text);
        assertEquals(ids, reading.column(0));
        assertEquals(faults, reading.outcome().faults().size(), () -> reading.reasons()
                .toString());
        assertEquals(ids.size(), reading.outcome().records());
    }

    @Test
    void faultsNameTheirPlace() {
        Reading reading = new LogFixture("eventid").read(A + "\n{\"eventID\":x}\n" + B);
        assertEquals(
                A.length() + 1 + "{\"eventID\":x".length(),
                reading.outcome().faults().get(0).byteOffset(),
                2);
        assertEquals(
                A.length() + 1,
                new LogFixture("eventid")
                        .read(A + "\n{\"x\":1}")
                        .outcome()
                        .faults()
                        .get(0)
                        .byteOffset());
    }

    @Test
    void bytesThatAreNotUtf8AreReadAsQuestionMarksAndReported() {
        byte[] text = (A + "\n" + record("x~~y") + "\n" + B).getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < text.length; i++) {
            text[i] = text[i] == '~' ? (byte) 0xe9 : text[i];
        }
        Reading reading = new LogFixture("eventid").read(text);
        assertEquals(List.of("a", "x??y", "b"), reading.column(0));
        assertEquals(1, reading.outcome().faults().size());
        assertTrue(
                reading.reasons().get(0).startsWith("2 bytes are not UTF-8"),
                reading.reasons().toString());
    }

    @Test
    void aFileOfGarbageLinesKeepsItsFaultsShort() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 500; i++) {
            text.append("{\"x\":1}\n");
        }
        Reading reading = new LogFixture("eventid").read(text.append(A).toString());
        assertEquals(List.of("a"), reading.column(0));
        assertEquals(FaultList.FAULTS_MAX + 1, reading.outcome().faults().size());
        assertEquals("and 400 more faults", reading.reasons().get(FaultList.FAULTS_MAX));
    }

    @Test
    void oneReaderReadsGoodAndBadFilesInTurn() {
        List<byte[]> files = new ArrayList<>();
        for (String text : List.of(A, "{", "{\"Records\":[" + A + "," + B, "", "[" + C + "]")) {
            files.add(text.getBytes(StandardCharsets.UTF_8));
        }
        List<Reading> readings = new LogFixture("eventid").readAll(files);
        assertEquals(List.of("a"), readings.get(0).column(0));
        assertEquals(List.of(), readings.get(1).column(0));
        assertEquals(List.of("a", "b"), readings.get(2).column(0));
        assertEquals(List.of(), readings.get(3).column(0));
        assertEquals(List.of("c"), readings.get(4).column(0));
        assertEquals(List.of(), readings.get(4).reasons());
    }

    private static String record(String id) {
        return "{\"eventVersion\":\"1.08\",\"eventID\":\"" + id + "\",\"requestParameters\":{\"k\":[1,{\"z\":null}]}}";
    }

    private static String bridge(String detail) {
        return "{\"version\":\"0\",\"id\":\"i\",\"detail-type\":\"AWS API Call via CloudTrail\",\"source\":\"aws.s3\","
                + "\"resources\":[],\"detail\":" + detail + "}";
    }

    private static String lookup(String text) {
        return "{\"EventId\":\"i\",\"EventName\":\"n\",\"Resources\":[],\"CloudTrailEvent\":" + quoted(text) + "}";
    }

    private static String logEvents(String... messages) {
        StringBuilder text = new StringBuilder("{\"messageType\":\"DATA_MESSAGE\",\"owner\":\"1\",\"logEvents\":[");
        for (int i = 0; i < messages.length; i++) {
            text.append(i == 0 ? "" : ",").append("{\"id\":\"").append(i).append("\",\"message\":");
            text.append(quoted(messages[i])).append('}');
        }
        return text.append("]}").toString();
    }

    private static String quoted(String text) {
        return "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"";
    }
}
