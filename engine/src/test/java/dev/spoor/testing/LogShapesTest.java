/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spoor.sample.SampleEvent;
import dev.spoor.sample.SampleFile;
import dev.spoor.sample.SampleSpec;
import dev.spoor.sample.SampleTrail;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** The same events in every wrapper and under every key layout that logs come in: always the same rows. */
@Tag("any-jdk")
class LogShapesTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final SampleSpec SPEC =
            SampleSpec.testing(60, 77).withDrift(false).withExtras(false);
    private static final List<SampleEvent> EVENTS = new SampleTrail(SPEC).events();
    private static final String PROBE =
            "SELECT eventID, eventTime, eventName, userIdentity.type, requestParameters['bucketName'] FROM events";

    @TempDir
    Path folder;

    /** A way to wrap events: name of the file and its text. */
    private record Shape(String fileName, String text) {
        @Override
        public String toString() {
            return fileName;
        }
    }

    static Stream<Shape> shapes() {
        StringJoiner lines = new StringJoiner("\n", "", "\n");
        StringJoiner array = new StringJoiner(",\n", "[", "]");
        StringJoiner enveloped = new StringJoiner("\n");
        ArrayNode looked = MAPPER.createArrayNode();
        ArrayNode messages = MAPPER.createArrayNode();
        for (SampleEvent event : EVENTS) {
            lines.add(event.json());
            array.add(event.json());
            enveloped.add(
                    "{\"version\":\"0\",\"id\":\"1\",\"detail-type\":\"AWS API Call via CloudTrail\",\"source\":\"aws.s3\","
                            + "\"account\":\"1\",\"time\":\"2026-01-01T00:00:00Z\",\"region\":\"r\",\"resources\":[],\"detail\":"
                            + event.json() + "}");
            looked.addObject()
                    .put("EventId", event.eventId())
                    .put("EventName", event.eventName())
                    .put("EventTime", "2026-01-01T00:00:00Z")
                    .put("CloudTrailEvent", event.json());
            messages.addObject().put("id", "1").put("timestamp", 1).put("message", event.json());
        }
        ObjectNode lookup = MAPPER.createObjectNode();
        lookup.set("Events", looked);
        ObjectNode subscription = MAPPER.createObjectNode()
                .put("messageType", "DATA_MESSAGE")
                .put("owner", "111122223333")
                .put("logGroup", "CloudTrail/logs")
                .put("logStream", "s");
        subscription.set("logEvents", messages);
        String records = "{\"Records\":" + array + "}";
        return Stream.of(
                new Shape("records.json", records),
                new Shape("records.json.gz", records),
                new Shape("byte-order-mark.json", "\uFEFF" + records),
                new Shape("blanks.json.gz", " \n\t{ \"Records\" :\r\n" + array + " } \n"),
                new Shape("other-members.json", "{\"a\":[1,{\"b\":2}],\"Records\":" + array + ",\"z\":null}"),
                new Shape("array.json", array.toString()),
                new Shape("lines.json", lines.toString()),
                new Shape("lines.json.gz", lines.toString().replace("\n", "\r\n\r\n")),
                new Shape("envelopes.json", enveloped.toString()),
                new Shape("envelope-array.json", "[" + enveloped.toString().replace("\n", ",") + "]"),
                new Shape("lookup.json", lookup.toString()),
                new Shape("subscription.json.gz", subscription.toString()),
                new Shape("records-per-line.json", (records.replace("\n", "") + "\n")));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void everyWrapperGivesTheSameRows(Shape shape) {
        byte[] text = shape.text().getBytes(StandardCharsets.UTF_8);
        EngineFixture.write(
                folder.resolve(shape.fileName()), shape.fileName().endsWith(".gz") ? LogMutation.gzip(text) : text);
        checkRows(folder);
        checkRows(folder.resolve(shape.fileName()));
    }

    @Test
    void aBareRecordIsALogFile() {
        for (int i = 0; i < EVENTS.size(); i++) {
            EngineFixture.write(
                    folder.resolve("record-" + i + ".json"),
                    EVENTS.get(i).json().getBytes(StandardCharsets.UTF_8));
        }
        checkRows(folder);
    }

    @Test
    void severalGzipMembersAreOneFile() {
        byte[] text = new SampleFile("k", SampleFile.Kind.EVENTS, EVENTS, null).inflated();
        byte[] one = LogMutation.gzip(Arrays.copyOf(text, text.length / 3));
        byte[] two = LogMutation.gzip(new byte[0]);
        byte[] three = LogMutation.gzip(Arrays.copyOfRange(text, text.length / 3, text.length));
        byte[] all = Arrays.copyOf(one, one.length + two.length + three.length);
        System.arraycopy(two, 0, all, one.length, two.length);
        System.arraycopy(three, 0, all, one.length + two.length, three.length);
        EngineFixture.write(folder.resolve("members.json.gz"), all);
        checkRows(folder);
    }

    @Test
    void everyLevelOfATrailCanBeOpened() {
        SampleTrail trail = new SampleTrail(SampleSpec.testing(300, 5).withOrganizationId("o-exampleorgid"));
        EngineFixture.write(trail.files(), folder.resolve("bucket/some/prefix"));
        checkCount(folder, trail.events().size());
        checkCount(folder.resolve("bucket/some/prefix"), trail.events().size());
        checkCount(folder.resolve("bucket/some/prefix/AWSLogs"), trail.events().size());
        Map<String, Long> perFolder = new TreeMap<>();
        for (SampleFile file : trail.files()) {
            for (int slash = file.key().indexOf('/');
                    slash > 0;
                    slash = file.key().indexOf('/', slash + 1)) {
                perFolder.merge(
                        file.key().substring(0, slash), (long) file.events().size(), Long::sum);
            }
        }
        perFolder.forEach((under, records) -> {
            if (!under.contains("Digest") && !under.contains("Config")) {
                try (EngineFixture engine =
                        EngineFixture.over(folder.resolve("bucket/some/prefix").resolve(under), Map.of())) {
                    assertEquals(
                            records,
                            engine.query("SELECT count(*) FROM deliveries").single(),
                            under);
                }
            }
        });
    }

    private static void checkCount(Path logs, long events) {
        try (EngineFixture engine = EngineFixture.over(logs, Map.of())) {
            assertEquals(events, engine.query("SELECT count(*) FROM events").single(), logs.toString());
            assertEquals(
                    0L,
                    engine.query("SELECT count(*) FROM sys.unreadable_files").single(),
                    logs.toString());
        }
    }

    private static void checkRows(Path logs) {
        try (EngineFixture engine = EngineFixture.over(logs, Map.of());
                DuckDb duck = DuckDb.of(EVENTS, EVENTS)) {
            assertEquals("", engine.query(PROBE).difference(duck.query(PROBE), false), logs.toString());
            assertEquals(
                    0L,
                    engine.query("SELECT count(*) FROM sys.unreadable_files").single(),
                    logs.toString());
        }
    }
}
