/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spoor.Engine;
import dev.spoor.EngineConfig;
import dev.spoor.Settings;
import dev.spoor.report.PlantedFile.Section;
import dev.spoor.testing.EngineFixture;
import dev.spoor.vector.Schema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Each question of the shipped packs, asked of events that it must find and of near misses. {@code planted.txt}: a section for a
 * question, {@code +} an event to find, {@code -} one not to find, {@code =} a row of a question that counts (members that it must have).
 * See {@link PlantedFile}.
 */
@Tag("any-jdk")
class PlantedEventsTest {
    private static final Period MARCH =
            new Period(Instant.parse("2026-03-01T00:00:00Z"), Instant.parse("2026-04-01T00:00:00Z"));
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path folder;

    private static Map<String, Section> sections;
    private static Map<String, List<JsonNode>> rows;
    private static final Map<String, Report> REPORTS = new LinkedHashMap<>();

    @BeforeAll
    static void ask() throws IOException {
        sections = PlantedFile.read();
        for (Section section : sections.values()) {
            String text = "{\"Records\":" + section.events() + "}";
            EngineFixture.write(folder.resolve(section.account() + ".json"), text.getBytes(StandardCharsets.UTF_8));
        }
        rows = new ConcurrentHashMap<>();
        List<ReportOrder> orders = new ArrayList<>();
        PackLibrary.SHIPPED.forEach(pack -> orders.add(order(pack, Optional.empty())));
        orders.add(order("cis", Optional.of("v1.4.0")));
        EngineConfig config = EngineConfig.of(folder).with(Settings.initial().with("cache", "off"));
        try (Engine engine = Engine.open(config)) {
            for (Report report : new ReportRunner(engine, what -> {}).run(orders)) {
                assertEquals(List.of(), report.failures());
                REPORTS.put(report.pack().name() + report.request().edition().orElse(""), report);
            }
        }
    }

    private static ReportOrder order(String name, Optional<String> edition) {
        ReportRequest request = new ReportRequest(MARCH, edition, Map.of(), 5, MARCH.until(), "test");
        return new ReportOrder(PackLibrary.find(name), request, new Keeper(name));
    }

    @AfterAll
    static void forget() {
        REPORTS.clear();
        rows = null;
    }

    /** Keeps the rows of each question. */
    private record Keeper(String pack) implements EvidenceSink {
        @Override
        public RowSink begin(Question question, List<String> columns, Schema schema) {
            List<JsonNode> kept = new ArrayList<>();
            rows.put(pack + "/" + question.id(), kept);
            return new RowSink() {
                @Override
                public void lines(CharSequence lines) throws IOException {
                    for (String line : lines.toString().split("\n")) {
                        kept.add(JSON.readTree(line));
                    }
                }
            };
        }
    }

    @TestFactory
    List<DynamicTest> everyQuestionFindsWhatIsPlantedAndNothingElse() {
        List<DynamicTest> tests = new ArrayList<>();
        sections.forEach(
                (question, section) -> tests.add(DynamicTest.dynamicTest(question, () -> check(question, section))));
        return tests;
    }

    private static void check(String question, Section section) {
        assertFalse(section.toFind().isEmpty(), "nothing is planted for " + question);
        assertTrue(section.all().size() > section.toFind().size(), "there is no near miss for " + question);
        assertTrue(rows.containsKey(question), "no pack asks " + question);
        List<JsonNode> found = rows.get(question).stream()
                .filter(row -> row.get("account").asText().equals(section.account()))
                .toList();
        if (section.expectedRows().isEmpty()) {
            Set<String> ids = new TreeSet<>();
            found.forEach(row -> ids.add(row.get("event_id").asText()));
            assertEquals(new TreeSet<>(section.toFind()), ids);
            assertEquals(section.toFind().size(), found.size());
            return;
        }
        assertEquals(section.expectedRows().size(), found.size(), found.toString());
        for (JsonNode expected : section.expectedRows()) {
            assertEquals(
                    1, found.stream().filter(row -> isIn(expected, row)).count(), expected + " is not in " + found);
        }
    }

    private static boolean isIn(JsonNode expected, JsonNode row) {
        for (Iterator<String> names = expected.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (row.get(name) == null
                    || !row.get(name).asText().equals(expected.get(name).asText())) {
                return false;
            }
        }
        return true;
    }

    @Test
    void nothingIsAskedThatIsNotPlanted() {
        Set<String> planted = new TreeSet<>();
        sections.keySet().forEach(section -> planted.add(section.substring(section.indexOf('/') + 1)));
        planted.addAll(FileQuestionsTest.IDS);
        for (Report report : REPORTS.values()) {
            for (Answer answer : report.answers()) {
                assertTrue(planted.contains(answer.question().id()), "no events are planted for " + answer.question());
            }
        }
    }

    @Test
    void editionsHaveTheirOwnNumbersAndQuestions() {
        ReportPack cis = PackLibrary.find("cis");
        assertEquals(8, cis.editions().size());
        for (String edition : cis.editions()) {
            String chapter = edition.compareTo("v6") < 0 ? "4." : "5.";
            List<String> numbers = cis.questions(edition).stream()
                    .map(question -> question.control(edition).orElseThrow())
                    .toList();
            List<String> expected = new ArrayList<>();
            for (int i = 1; i <= (edition.equals("v1.4.0") ? 15 : 16); i++) {
                expected.add(chapter + i);
            }
            assertEquals(expected, numbers, edition);
        }
        assertTrue(REPORTS.get("cis").answers().stream()
                .anyMatch(answer -> answer.question().id().equals("security-groups")));
        assertTrue(REPORTS.get("cisv1.4.0").answers().stream()
                .anyMatch(answer -> answer.question().id().equals("unauthorized-calls-v3")));
    }

    @Test
    void aReportCountsAllRowsAndShowsTheFirst() {
        Answer activity = REPORTS.get("hipaa").answers().get(0);
        assertEquals("evidence", activity.state());
        assertEquals(rows.get("hipaa/activity").size(), activity.rows());
        assertEquals(5, activity.shown().size());
        assertEquals(
                REPORTS.get("cis").events(),
                rows.get("hipaa/activity").stream()
                        .mapToLong(row -> row.get("events").asLong())
                        .sum());
    }
}
