/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spoor.Engine;
import dev.spoor.EngineConfig;
import dev.spoor.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Pages of reports in a real browser: how they are laid out on a phone, a screen and paper, whether everybody can use them (axe-core),
 * and that they ask for nothing. Not in the build: {@code mvn -B -Pbrowser -pl engine test}, which fails where there is no Chromium.
 * {@code -Dtests.pictures=DIR} keeps pictures to look at.
 */
class ReportPageBrowserCheck {
    private static final Period MARCH =
            new Period(Instant.parse("2026-03-01T00:00:00Z"), Instant.parse("2026-04-01T00:00:00Z"));
    private static final int ROWS = 50;
    private static final int MANY_ROWS = 3_000;
    private static final int MANY_COPIES = 60;

    /** A4 without the margins that the page asks for, in CSS pixels. */
    private static final int PAPER_WIDTH = 688;

    private static final int PAPER_HEIGHT = 1_000;
    private static final List<Integer> WIDTHS = List.of(320, 360, 768, 1_200);
    private static final List<String> SCHEMES = List.of("light", "dark");
    private static final String MANY = "many rows";

    @TempDir
    static Path folder;

    private static Chromium chromium;
    private static final Map<String, Path> PAGES = new LinkedHashMap<>();

    @BeforeAll
    static void make() throws IOException {
        chromium = Chromium.start(folder.resolve("profile"));
        NastyEvents.write(folder.resolve("nasty"), 1);
        NastyEvents.write(folder.resolve("many"), MANY_COPIES);
        Files.createDirectories(folder.resolve("empty"));
        for (String pack : PackLibrary.SHIPPED) {
            page(pack, pack, folder.resolve("nasty"), ROWS);
        }
        page("nothing", "soc2", folder.resolve("empty"), ROWS);
        page(MANY, "cis", folder.resolve("many"), MANY_ROWS);
    }

    private static void page(String name, String pack, Path logs, int rowsMax) throws IOException {
        EngineConfig config = EngineConfig.of(logs).with(Settings.initial().with("cache", "off"));
        ReportRequest request = new ReportRequest(MARCH, Optional.empty(), Map.of(), rowsMax, MARCH.until(), "test");
        Path target = folder.resolve("reports").resolve(name);
        try (Engine engine = Engine.open(config);
                ReportFolder files = ReportFolder.create(target)) {
            files.write(new ReportRunner(engine, what -> {}).run(PackLibrary.find(pack), request, files));
        }
        PAGES.put(name, target.resolve("report.html"));
    }

    @AfterAll
    static void end() {
        chromium.close();
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = ReportPageBrowserCheck.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static List<DynamicTest> eachPage(PageCheck check) {
        List<DynamicTest> tests = new ArrayList<>();
        PAGES.forEach((name, page) -> tests.add(DynamicTest.dynamicTest(name, () -> check.check(name, page))));
        return tests;
    }

    /** Asks one page. */
    private interface PageCheck {
        void check(String name, Path page) throws IOException;
    }

    @TestFactory
    List<DynamicTest> isLaidOutOnAnyScreenAndOnPaper() throws IOException {
        String script = resource("/report/page-checks.js");
        return eachPage((name, page) -> {
            chromium.open(page);
            for (int width : WIDTHS) {
                chromium.show(width, 800, "screen", "light");
                picture(name + "-" + width);
                assertEquals("[]", chromium.evaluate(script).toString(), name + " at " + width);
            }
            chromium.show(1_200, 800, "screen", "dark");
            picture(name + "-dark");
            chromium.show(PAPER_WIDTH, PAPER_HEIGHT, "print", "dark");
            picture(name + "-paper");
            assertEquals("[]", chromium.evaluate(script).toString(), name + " on paper");
        });
    }

    private static void picture(String name) throws IOException {
        String kept = System.getProperty("tests.pictures", "");
        if (!kept.isEmpty() && !name.startsWith(MANY)) {
            Files.createDirectories(Path.of(kept));
            Files.write(Path.of(kept).resolve(name + ".png"), chromium.picture());
            if (name.endsWith("-paper")) {
                Files.write(Path.of(kept).resolve(name + ".pdf"), chromium.printed());
            }
        }
    }

    @TestFactory
    List<DynamicTest> everybodyCanUseIt() throws IOException {
        String axe = resource("/axe.min.js");
        return eachPage((name, page) -> {
            if (name.equals(MANY)) {
                // the markup of the others, and axe takes minutes
                return;
            }
            for (String scheme : SCHEMES) {
                chromium.open(page);
                chromium.show(1_200, 800, "screen", scheme);
                chromium.evaluate(axe + ";0");
                assertEquals("[]", violations().toString(), name + ", " + scheme);
            }
            chromium.open(page);
            chromium.show(360, 800, "screen", "light");
            chromium.evaluate(axe + ";0");
            assertEquals("[]", violations().toString(), name + " on a phone");
        });
    }

    /** Of all rules, those of WCAG 2.2 AA and the custom of the trade; what axe cannot decide is not a violation. */
    private static JsonNode violations() {
        return chromium.evaluate("""
                axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
                    resultTypes: ['violations']})
                  .then(result => result.violations.map(each => each.id + ': ' + each.help + ' '
                    + each.nodes.slice(0, 3).map(node => node.html.slice(0, 200) + ' ' + node.any.map(any => any.message))))""");
    }

    @TestFactory
    List<DynamicTest> asksForNothingButItself() {
        return eachPage((name, page) -> {
            chromium.open(page);
            assertEquals(List.of(page.toUri().toString()), chromium.requests(), name);
            assertEquals(List.of(), chromium.complaints(), name);
            assertEquals(0, chromium.evaluate("document.scripts.length").asInt(), name);
            assertEquals(0, chromium.evaluate("document.images.length").asInt(), name);
        });
    }

    @Test
    void whatLogsSayIsTextAndNothingElse() {
        chromium.open(PAGES.get("hipaa"));
        String text = chromium.evaluate("document.body.textContent").asText();
        for (String nasty : List.of(NastyEvents.TEXTS.get(0), NastyEvents.TEXTS.get(5), NastyEvents.TEXTS.get(6))) {
            assertTrue(text.contains(nasty), nasty);
        }
    }

    @Test
    void theManyRowsAreThere() {
        chromium.open(PAGES.get(MANY));
        int rows = chromium.evaluate("document.querySelectorAll('article tbody tr').length")
                .asInt();
        assertTrue(rows > MANY_ROWS, rows + " rows");
    }

    /** The checks themselves: a page with each fault is found out. */
    @Test
    void faultsAreFound() throws IOException {
        String script = resource("/report/page-checks.js");
        Map<String, String> faults = Map.of(
                "the page is", "<p style='width: 3000px'>wide</p>",
                "sticks out", "<p style='position: relative; left: -40px'>left</p>",
                "text over text", "<div style='height: 4px'>first line</div><div>second line</div>",
                "may be cut off", "<p style='overflow: hidden; width: 20px; white-space: nowrap'>a long line</p>",
                "not by keys", "<div style='overflow: auto; width: 90px'><p style='width: 900px'>long</p></div>",
                "nowhere", "<a href='#gone'>gone</a>",
                "one id twice", "<p id='a'>a</p><p id='a'>b</p>");
        for (Map.Entry<String, String> fault : faults.entrySet()) {
            Path page = folder.resolve("fault.html");
            Files.writeString(
                    page,
                    "<!DOCTYPE html><meta charset=utf-8><h2 id=findings>f</h2><h2 id=controls>c</h2>"
                            + fault.getValue());
            chromium.open(page);
            chromium.show(360, 800, "screen", "light");
            String found = chromium.evaluate(script).toString();
            assertTrue(found.contains(fault.getKey()), fault.getKey() + " in " + found);
        }
        Path mute = folder.resolve("mute.html");
        Files.writeString(mute, "<!DOCTYPE html><img src='data:,'><p style='color: #ddd; background: #fff'>pale</p>");
        chromium.open(mute);
        chromium.evaluate(resource("/axe.min.js") + ";0");
        String violated = violations().toString();
        for (String rule : List.of("image-alt", "color-contrast", "html-has-lang", "document-title")) {
            assertTrue(violated.contains(rule + ":"), rule + " in " + violated);
        }
        Path page = folder.resolve("loud.html");
        Files.writeString(
                page,
                "<!DOCTYPE html><img src='http://127.0.0.1:9/x.png'><script>console.error('no'); undefinedName();</script>");
        chromium.open(page);
        assertEquals(2, chromium.requests().size(), chromium.requests().toString());
        assertTrue(chromium.complaints().size() >= 2, chromium.complaints().toString());
    }
}
