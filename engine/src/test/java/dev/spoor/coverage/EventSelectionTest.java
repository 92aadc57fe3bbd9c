/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.coverage;

import dev.spoor.testing.EngineFixture;
import dev.spoor.testing.TestLake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** A trail that leaves out management events does not log, in part. */
@Tag("any-jdk")
class EventSelectionTest {
    private static final String MANAGEMENT = "{\"field\":\"eventCategory\",\"equals\":[\"Management\"]}";
    private static final String DATA = "{\"field\":\"eventCategory\",\"equals\":[\"Data\"]}";

    private static final String QUESTION =
            "SELECT what, CAST(from_time AS VARCHAR(19)), CAST(until_time AS VARCHAR(19)), ended_by"
                    + " FROM sys.logging_off WHERE trail = 'main' ORDER BY from_time";
    private static final List<String> TIMES = List.of(
            "read events | 2024-03-10 01:00:00 | 2024-03-10 02:00:00 | PutEventSelectors",
            "management events | 2024-03-10 02:00:00 | 2024-03-10 03:00:00 | PutEventSelectors",
            "some events | 2024-03-10 04:00:00 | 2024-03-10 06:00:00 | CreateTrail",
            "logging | 2024-03-10 05:00:00 | NULL | NULL");

    @TempDir
    Path folder;

    private static Optional<EventSelection> plain(String... selectors) {
        return EventSelection.of("[" + String.join(",", selectors) + "]", null);
    }

    private static Optional<EventSelection> advanced(String... fields) {
        return EventSelection.of(null, "[{\"name\":\"x\",\"fieldSelectors\":[" + String.join(",", fields) + "]}]");
    }

    private static Optional<EventSelection> selection(boolean hasReads, boolean hasWrites, boolean isPartial) {
        return Optional.of(new EventSelection(hasReads, hasWrites, isPartial));
    }

    @Test
    void selectorsSayWhatIsRecorded() {
        assertEquals(selection(true, true, false), plain("{}"));
        assertEquals(
                selection(true, true, false), plain("{\"readWriteType\":\"All\",\"includeManagementEvents\":true}"));
        assertEquals(selection(false, true, false), plain("{\"readWriteType\":\"WriteOnly\"}"));
        assertEquals(
                selection(true, true, false),
                plain("{\"readWriteType\":\"WriteOnly\"}", "{\"readWriteType\":\"ReadOnly\"}"));
        assertEquals(selection(false, false, false), plain("{\"includeManagementEvents\":false}"));
        assertEquals(selection(false, false, false), plain());
        assertEquals(selection(true, true, true), plain("{\"excludeManagementEventSources\":[\"kms.amazonaws.com\"]}"));
        assertEquals(selection(true, true, false), plain("{\"excludeManagementEventSources\":[]}"));
        assertEquals(selection(true, true, false), advanced(MANAGEMENT));
        assertEquals(selection(false, false, false), advanced(DATA));
        assertEquals(
                selection(true, false, false), advanced(MANAGEMENT, "{\"field\":\"readOnly\",\"equals\":[\"true\"]}"));
        assertEquals(
                selection(true, true, true),
                advanced(MANAGEMENT, "{\"field\":\"eventSource\",\"notEquals\":[\"kms.amazonaws.com\"]}"));
        assertEquals(Optional.empty(), EventSelection.of(null, null));
        assertEquals(Optional.empty(), EventSelection.of("[{\"readWrite", null));
    }

    private static String call(String time, String name, String parameters) {
        return "{\"eventVersion\":\"1.09\",\"eventID\":\"" + time + name + "\",\"eventTime\":\"2024-03-10T" + time
                + ":00Z\",\"eventSource\":\"cloudtrail.amazonaws.com\",\"eventName\":\"" + name
                + "\",\"awsRegion\":\"eu-west-1\",\"recipientAccountId\":\"111122223333\",\"userIdentity\":{\"arn\":\"me\"},"
                + "\"requestParameters\":{" + parameters + "}}";
    }

    private static String select(String time, String selectors) {
        String arn = "arn:aws:cloudtrail:eu-west-1:111122223333:trail/main";
        return call(time, "PutEventSelectors", "\"trailName\":\"" + arn + "\"," + selectors);
    }

    @Test
    void theTimesAreTold() throws IOException {
        List<String> records = List.of(
                select(
                        "01:00",
                        "\"eventSelectors\":[{\"readWriteType\":\"WriteOnly\",\"includeManagementEvents\":true}]"),
                select("02:00", "\"eventSelectors\":[{\"readWriteType\":\"All\",\"includeManagementEvents\":false}]"),
                select(
                        "03:00",
                        "\"advancedEventSelectors\":[{\"name\":\"all\",\"fieldSelectors\":[" + MANAGEMENT + "]}]"),
                select("04:00", "\"eventSelectors\":[{\"excludeManagementEventSources\":[\"kms.amazonaws.com\"]}]"),
                call("05:00", "DeleteTrail", "\"name\":\"main\""),
                call("06:00", "CreateTrail", "\"name\":\"main\",\"isMultiRegionTrail\":true"));
        Path logs = Files.createDirectory(folder.resolve("logs"));
        Files.writeString(logs.resolve("a.json"), "{\"Records\":[" + String.join(",", records) + "]}");
        try (EngineFixture engine = EngineFixture.over(logs, Map.of("cache", "on", "cache.path", folder.toString()))) {
            engine.query("SELECT count(*) FROM events");
            assertEquals(TIMES, engine.query(QUESTION).lines());
        }
        TestLake.compact(logs, folder.resolve("lake"));
        try (EngineFixture engine = EngineFixture.over(List.of(logs), folder.resolve("lake"), Map.of(), Map.of())) {
            assertEquals(TIMES, engine.query(QUESTION).lines());
        }
    }
}
