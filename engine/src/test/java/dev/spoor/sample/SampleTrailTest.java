/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sample;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SampleTrailTest {
    private static final Pattern LOG_KEY = Pattern.compile(
            "AWSLogs/(?:o-[a-z0-9]+/)?(\\d{12})/(CloudTrail(?:-Insight|-NetworkActivity)?)/([a-z0-9-]+)/(\\d{4})/(\\d{2})/(\\d{2})/"
                    + "\\1_\\2_\\3_\\4\\5\\6T\\d{4}Z_[A-Za-z0-9]{16}\\.json\\.gz");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final SampleSpec spec = SampleSpec.testing(6_000, 11);
    private final SampleTrail trail = new SampleTrail(spec);

    @Test
    void aSeedGivesTheSameBytesOnAnyNumberOfThreads(@TempDir Path folder) throws IOException {
        new SampleTrail(spec).writeTo(folder.resolve("one"), 1, n -> {});
        SampleReport report = new SampleTrail(spec).writeTo(folder.resolve("three"), 3, n -> {});
        TreeMap<String, byte[]> one = read(folder.resolve("one"));
        TreeMap<String, byte[]> three = read(folder.resolve("three"));
        assertEquals(one.keySet(), three.keySet());
        one.forEach((key, bytes) -> assertArrayEquals(bytes, three.get(key), key));
        assertEquals(report.logFiles() + report.foreignFiles(), one.size());
        assertEquals(report.records(), trail.deliveries().size());
        assertEquals(trail.files().stream().map(SampleFile::key).toList(), List.copyOf(one.keySet()));
    }

    @Test
    void anotherSeedGivesOtherEvents() {
        Set<String> ids = trail.events().stream().map(SampleEvent::eventId).collect(Collectors.toSet());
        for (SampleEvent event : new SampleTrail(spec.withSeed(12)).events()) {
            assertFalse(ids.contains(event.eventId()));
        }
    }

    @Test
    void theNumberOfDistinctEventsIsExact() {
        int extras = 5 * spec.accounts() * spec.days();
        assertEquals(6_000 + extras, trail.events().size());
        Set<String> ids = new HashSet<>();
        trail.events().forEach(e -> ids.add(e.eventId()));
        assertEquals(6_000 + extras, ids.size());
        assertTrue(trail.deliveries().size() > 6_000 + extras, "no duplicates");
        for (int events : new int[] {0, 1, 2, 499, 500, 777}) {
            SampleSpec small = SampleSpec.testing(events, 3).withExtras(false);
            assertEquals(events, new SampleTrail(small).events().size());
        }
    }

    @Test
    void everyRecordIsTheJsonOfItsValues() throws IOException {
        for (SampleFile file : trail.files()) {
            JsonNode root = MAPPER.readTree(new GZIPInputStream(new ByteArrayInputStream(file.gzip())));
            if (file.kind() == SampleFile.Kind.FOREIGN) {
                assertNull(root.get("Records"), file.key());
                continue;
            }
            assertEquals(1, root.size());
            JsonNode records = root.get("Records");
            assertEquals(file.events().size(), records.size(), file.key());
            for (int i = 0; i < records.size(); i++) {
                assertSame(file.events().get(i), records.get(i));
            }
        }
    }

    private static void assertSame(SampleEvent event, JsonNode json) throws IOException {
        assertEquals(MAPPER.readTree(event.json()), json);
        assertEquals(
                Instant.ofEpochSecond(event.eventTimeSeconds()).toString(),
                json.get("eventTime").textValue());
        assertText(event.eventName(), json, "/eventName");
        assertText(event.eventSource(), json, "/eventSource");
        assertText(event.userAgent(), json, "/userAgent");
        assertText(event.sourceIpAddress(), json, "/sourceIPAddress");
        assertText(event.errorMessage(), json, "/errorMessage");
        assertText(event.recipientAccountId(), json, "/recipientAccountId");
        SampleIdentity who = event.userIdentity();
        assertText(who == null ? null : who.arn(), json, "/userIdentity/arn");
        SampleIdentity.Issuer issuer = who == null ? null : who.sessionIssuer();
        assertText(
                issuer == null ? null : issuer.userName(), json, "/userIdentity/sessionContext/sessionIssuer/userName");
        assertEquals(
                event.readOnly() == null ? "" : event.readOnly().toString(),
                json.at("/readOnly").asText());
        assertEquals(event.resources().size(), json.at("/resources").size());
    }

    private static void assertText(String expected, JsonNode json, String pointer) {
        assertEquals(expected, json.at(pointer).textValue(), pointer);
    }

    @Test
    void keysFollowCloudTrailsLayoutAndAreUnique() {
        for (SampleTrail each : List.of(trail, new SampleTrail(spec.withOrganizationId("o-exampleorgid")))) {
            Set<String> keys = new HashSet<>();
            for (SampleFile file : each.files()) {
                assertTrue(keys.add(file.key()), file.key());
                boolean log = LOG_KEY.matcher(file.key()).matches();
                assertEquals(file.kind() == SampleFile.Kind.EVENTS, log, file.key());
            }
        }
    }

    @Test
    void noFileHoldsAnEventYoungerThanItsKey() {
        for (SampleFile file : trail.files()) {
            if (file.kind() == SampleFile.Kind.EVENTS) {
                String stamp =
                        file.key().replaceAll(".*_(\\d{4})(\\d{2})(\\d{2})T(\\d{2})(\\d{2})Z_.*", "$1-$2-$3T$4:$5:00Z");
                long written = Instant.parse(stamp).getEpochSecond();
                file.events().forEach(e -> assertTrue(e.eventTimeSeconds() <= written, file.key()));
            }
        }
    }

    @Test
    void theTrapsOfRealTrailsAreThere() {
        List<SampleFile> logs = trail.files().stream()
                .filter(f -> f.kind() == SampleFile.Kind.EVENTS)
                .toList();
        assertTrue(
                logs.stream()
                        .anyMatch(f -> !f.key().contains("/us-east-1/")
                                && f.events().stream()
                                        .anyMatch(e -> e.awsRegion().equals("us-east-1"))),
                "global event elsewhere");
        assertTrue(logs.stream().anyMatch(f -> f.events().stream().anyMatch(e -> daysLate(f, e) > 0)), "late event");
        List<SampleEvent> events = trail.events();
        assertTrue(events.stream().anyMatch(e -> e.json().length() > 60_000), "big record");
        assertTrue(events.stream().allMatch(e -> e.json().length() <= 262_144), "too big a record");
        assertTrue(events.stream()
                .anyMatch(
                        e -> e.sourceIpAddress() != null && e.sourceIpAddress().startsWith("2001:db8:")));
        assertTrue(events.stream().anyMatch(e -> e.json().chars().anyMatch(c -> c > 0x2fff)), "non-ASCII");
        assertTrue(events.stream()
                .anyMatch(e -> e.userIdentity() != null && e.userIdentity().type() == null));
        for (SampleEvent.Style style : SampleEvent.Style.values()) {
            assertTrue(events.stream().anyMatch(e -> e.style() == style), style.name());
        }
        var shared = events.stream()
                .filter(e -> e.sharedEventId() != null && "AssumeRole".equals(e.eventName()))
                .collect(Collectors.groupingBy(SampleEvent::sharedEventId));
        assertTrue(
                shared.values().stream()
                        .anyMatch(pair -> pair.size() == 2
                                && !pair.get(0)
                                        .recipientAccountId()
                                        .equals(pair.get(1).recipientAccountId())),
                "shared pair");
    }

    private static long daysLate(SampleFile file, SampleEvent event) {
        String day = file.key().replaceAll(".*/(\\d{4})/(\\d{2})/(\\d{2})/[^/]*", "$1-$2-$3");
        return (Instant.parse(day + "T00:00:00Z").getEpochSecond() - event.eventTimeSeconds()) / 86_400;
    }

    @Test
    void theStoryCanBeInvestigated() {
        SampleStory story = trail.story();
        List<SampleEvent> events = trail.events();
        List<SampleEvent> deletions = events.stream()
                .filter(e -> "DeleteBucket".equals(e.eventName()) && e.errorCode() == null)
                .toList();
        assertEquals(1, deletions.size());
        SampleIdentity who = deletions.get(0).userIdentity();
        assertEquals(SampleStory.ROLE, who.sessionIssuer().userName());
        assertEquals(story.accessKeyId(), who.accessKeyId());
        assertTrue(who.arn().endsWith("/" + SampleStory.SESSION_NAME));
        assertTrue(deletions.get(0).requestParameters().contains(SampleStory.BUCKET));
        List<SampleEvent> taken = events.stream()
                .filter(e ->
                        e.responseElements() != null && e.responseElements().contains(story.accessKeyId()))
                .toList();
        assertEquals(1, taken.size());
        assertEquals(story.userName(), taken.get(0).userIdentity().userName());
        long failed = events.stream()
                .filter(e -> SampleStory.ADDRESS.equals(e.sourceIpAddress())
                        && "{\"ConsoleLogin\":\"Failure\"}".equals(e.responseElements()))
                .count();
        assertEquals(SampleStory.FAILED_SIGN_INS, failed);
    }

    private static TreeMap<String, byte[]> read(Path root) throws IOException {
        TreeMap<String, byte[]> all = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                all.put(root.relativize(path).toString().replace('\\', '/'), Files.readAllBytes(path));
            }
        }
        return all;
    }
}
