/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor;

import dev.spoor.houserules.CallRules;
import dev.spoor.houserules.HouseRule;
import dev.spoor.houserules.JavaSource;
import dev.spoor.houserules.LayerRules;
import dev.spoor.houserules.PageRules;
import dev.spoor.houserules.Repository;
import dev.spoor.houserules.ShapeRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Holds every file of the repository to the house style, and every rule to the proof that it can fail.
 *
 * <p>A rule that finds something prints file, line and reason. Change the code, not the rule.
 */
@Tag("any-jdk")
class HouseRulesTest {
    private static final int FILE_LINES_MAX = 800;
    private static final int METHOD_LINES_MAX = 70;

    /** A package may use packages of lower levels only; architecture.md draws the same table. */
    private static final Map<String, Integer> LEVELS = Map.ofEntries(
            Map.entry("dev.spoor.bench", 80),
            Map.entry("dev.spoor.shell", 70),
            Map.entry("dev.spoor.server", 68),
            Map.entry("dev.spoor.jdbc.embedded", 66),
            Map.entry("dev.spoor.jdbc", 64),
            Map.entry("dev.spoor.delivery", 63),
            Map.entry("dev.spoor.schedule", 65),
            Map.entry("dev.spoor.report.pdf", 63),
            Map.entry("dev.spoor.report", 62),
            Map.entry("dev.spoor", 60),
            Map.entry("dev.spoor.sql", 50),
            Map.entry("dev.spoor.lifecycle", 50),
            Map.entry("dev.spoor.exec", 40),
            Map.entry("dev.spoor.catalog", 40),
            Map.entry("dev.spoor.output", 40),
            Map.entry("dev.spoor.coverage", 35),
            Map.entry("dev.spoor.scan", 30),
            Map.entry("dev.spoor.function", 20),
            Map.entry("dev.spoor.integrity", 20),
            Map.entry("dev.spoor.format", 20),
            Map.entry("dev.spoor.expr", 10),
            Map.entry("dev.spoor.source", 10),
            Map.entry("dev.spoor.dataset", 10),
            Map.entry("dev.spoor.sample", 10),
            Map.entry("dev.spoor.group", 3),
            Map.entry("dev.spoor.s3", 3),
            Map.entry("dev.spoor.prune", 3),
            Map.entry("dev.spoor.schema", 2),
            Map.entry("dev.spoor.vector", 1),
            Map.entry("dev.spoor.store", 1),
            Map.entry("dev.spoor.json", 1),
            Map.entry("dev.spoor.error", 0));

    /** Which of our packages may use which foreign ones. What is not listed here is the JDK. */
    private static final Map<String, List<String>> ROOMS = Map.ofEntries(
            // of JDBC: Avatica alone
            Map.entry(
                    "org.apache.calcite",
                    List.of("dev.spoor.sql", "dev.spoor.jdbc", "dev.spoor.jdbc.embedded", "dev.spoor.server")),
            Map.entry("org.joou", List.of("dev.spoor.jdbc")),
            Map.entry("org.eclipse.jetty", List.of("dev.spoor.server")),
            Map.entry("com.google.protobuf", List.of("dev.spoor.server")),
            Map.entry("com.google.common", List.of("dev.spoor.sql")),
            Map.entry("io.trino", List.of("dev.spoor.sql.parser")),
            Map.entry("org.antlr", List.of("dev.spoor.sql.parser")),
            Map.entry("org.apache.datasketches", List.of("dev.spoor.function.aggregate")),
            Map.entry("org.apache.parquet", List.of("dev.spoor.format.parquet", "org.apache.parquet")),
            Map.entry("jakarta.mail", List.of("dev.spoor.delivery")),
            Map.entry("jakarta.activation", List.of("dev.spoor.delivery")),
            Map.entry("org.eclipse.angus", List.of("dev.spoor.delivery")),
            Map.entry("org.apache.pdfbox", List.of("dev.spoor.report.pdf")),
            Map.entry("org.apache.fontbox", List.of("dev.spoor.report.pdf")),
            Map.entry("org.yaml", List.of("dev.spoor.report")),
            Map.entry("com.github.luben.zstd", List.of("dev.spoor.format.parquet", "dev.spoor.vector")),
            Map.entry("org.xerial.snappy", List.of("dev.spoor.format.parquet")),
            Map.entry("org.apache.hadoop", List.of()),
            Map.entry("org.apache.iceberg", List.of("dev.spoor.dataset.iceberg")),
            Map.entry(
                    "org.apache.arrow",
                    List.of(
                            "dev.spoor",
                            "dev.spoor.vector",
                            "dev.spoor.schema",
                            "dev.spoor.group",
                            "dev.spoor.dataset",
                            "dev.spoor.expr",
                            "dev.spoor.function",
                            "dev.spoor.source",
                            "dev.spoor.format",
                            "dev.spoor.scan",
                            "dev.spoor.coverage",
                            "dev.spoor.catalog",
                            "dev.spoor.exec",
                            "dev.spoor.lifecycle",
                            "dev.spoor.output",
                            "dev.spoor.sql",
                            "dev.spoor.report",
                            "dev.spoor.jdbc.embedded",
                            "dev.spoor.server",
                            "dev.spoor.shell",
                            "dev.spoor.bench")),
            Map.entry(
                    "com.fasterxml.jackson.core",
                    List.of(
                            "dev.spoor.json",
                            "dev.spoor.source",
                            "dev.spoor.format",
                            "dev.spoor.output",
                            "dev.spoor.report",
                            "dev.spoor.server")),
            Map.entry("com.fasterxml.jackson.databind", List.of("dev.spoor.jdbc", "dev.spoor.server")),
            Map.entry(
                    "java.sql",
                    List.of(
                            "dev.spoor.dataset",
                            "dev.spoor.bench",
                            "dev.spoor.jdbc",
                            "dev.spoor.jdbc.embedded",
                            "dev.spoor.server",
                            "dev.spoor.shell.door")),
            Map.entry("javax.sql", List.of()),
            Map.entry("software.amazon", List.of("dev.spoor.s3")),
            Map.entry("org.gaul", List.of("dev.spoor.s3")),
            Map.entry("org.slf4j", List.of()),
            Map.entry("org.jline", List.of("dev.spoor.shell")),
            Map.entry("sun.misc", List.of()),
            Map.entry("org.openjdk.jmh", List.of("dev.spoor.bench")));

    /** Enums of somebody else whose constants are called like ours. */
    private static final List<String> FOREIGN_ENUMS =
            List.of("org.apache.calcite.rel.core.JoinRelType", "org.apache.calcite.sql.JoinType");

    /** The only places that read a clock. */
    private static final List<String> CLOCKS = List.of(
            "exec/CountingOperator.java",
            "dev/spoor/QueryCancellation.java",
            "dev/spoor/bench/endtoend/CaseProcess.java",
            "dev/spoor/bench/integrity/VerifyBench.java",
            "dev/spoor/bench/jdbc/JdbcBench.java",
            "dev/spoor/bench/lake/CompactedTrail.java",
            "dev/spoor/bench/lake/LakeBench.java",
            "dev/spoor/bench/report/ReportBench.java",
            "dev/spoor/bench/lake/DuckDb.java",
            "dev/spoor/bench/lake/SpoorOverLake.java",
            "dev/spoor/RunningQuery.java",
            "dev/spoor/Session.java");

    private static Repository repository;
    private static List<JavaSource> sources;

    @BeforeAll
    static void parseEverything() {
        repository = Repository.find();
        sources = repository.javaSources();
    }

    @Test
    void everyRuleHoldsForEveryFile() throws IOException {
        List<String> violations = new ArrayList<>();
        Map<String, HouseRule> rules = rules();
        for (JavaSource source : sources) {
            rules.forEach((name, rule) -> rule.check(source, found -> violations.add(name + ": " + found)));
        }
        assertEquals(List.of(), violations);
        assertFalse(sources.isEmpty(), "found no sources at all");
    }

    @Test
    void everyPackageHasAChapter() {
        assertEquals(List.of(), packagesWithoutChapter(sources));
    }

    @Test
    void pagesNameOnlyWhatExists() throws IOException {
        PageRules rules = new PageRules(repository.root(), wordsOf(sources), fullNamesOf(sources), everythingElse());
        assertEquals(List.of(), rules.check(repository.pages()));
    }

    private static Map<String, HouseRule> rules() throws IOException {
        Map<String, HouseRule> rules = new HashMap<>();
        String header = Files.readString(repository.root().resolve(".mvn/qa/license-header.txt"));
        rules.put("licence", ShapeRules.beginsWith(header));
        rules.put("file size", ShapeRules.fileLinesMax(FILE_LINES_MAX));
        rules.put("method size", ShapeRules.methodLinesMax(METHOD_LINES_MAX));
        rules.put("type name", ShapeRules.typesHaveANoun());
        rules.put("left over", exceptIn("houserules/ShapeRules.java", ShapeRules.nothingLeftOver()));
        rules.put(
                "enum default",
                ShapeRules.noDefaultOverOurEnums(ShapeRules.enumConstants(mainSources()), FOREIGN_ENUMS));
        rules.put("layers", LayerRules.layers(LEVELS));
        rules.put("rooms", LayerRules.rooms(ROOMS));
        // JDBC wants dates and times in the zone of the client's machine; the driver's tests try several
        rules.put(
                "machine defaults",
                exceptIn(
                        "dev/spoor/jdbc/ClientZone.java",
                        exceptIn("dev/spoor/jdbc/DriverContract.java", CallRules.noMachineDefaults())));
        // Each session begins with a seed of its own; everything below it is derived from that.
        rules.put("random", exceptIn("dev/spoor/Session.java", CallRules.noRandomWithoutSeed()));
        rules.put("format language", CallRules.stringFormatNamesALocale());
        rules.put("clock", inMain(CallRules.noClocksOutside(CLOCKS)));
        rules.put(
                "format in hot packages",
                CallRules.noStringFormatIn(List.of(
                        "dev.spoor.expr",
                        "dev.spoor.function",
                        "dev.spoor.exec",
                        "dev.spoor.format",
                        "dev.spoor.source",
                        "dev.spoor.json",
                        "dev.spoor.vector")));
        rules.put(
                "process streams",
                inMain(CallRules.noProcessStreamsOutside(List.of("dev.spoor.shell", "dev.spoor.bench"))));
        return rules;
    }

    private static HouseRule inMain(HouseRule rule) {
        return (source, violations) -> {
            if (source.kind() == JavaSource.Kind.MAIN) {
                rule.check(source, violations);
            }
        };
    }

    private static HouseRule exceptIn(String pathEnding, HouseRule rule) {
        return (source, violations) -> {
            if (!source.path().endsWith(pathEnding) && !source.path().endsWith("HouseRulesTest.java")) {
                rule.check(source, violations);
            }
        };
    }

    private static List<JavaSource> mainSources() {
        return sources.stream()
                .filter(source -> source.kind() == JavaSource.Kind.MAIN)
                .toList();
    }

    private static List<String> packagesWithoutChapter(List<JavaSource> all) {
        Set<String> folders = new HashSet<>();
        Set<String> chapters = new HashSet<>();
        for (JavaSource source : all) {
            String folder = source.path().substring(0, source.path().lastIndexOf('/'));
            if (source.fileName().equals("package-info.java")) {
                chapters.add(folder);
            } else {
                folders.add(folder);
            }
        }
        // Tests live in the packages of what they test: a chapter of the main tree covers them.
        return folders.stream()
                .filter(folder -> !chapters.contains(folder))
                .filter(folder -> !chapters.contains(folder.replace("src/test/java", "src/main/java")))
                .sorted()
                .toList();
    }

    private static Set<String> wordsOf(List<JavaSource> all) {
        Set<String> words = new HashSet<>();
        for (JavaSource source : all) {
            Matcher matcher = Pattern.compile("\\w+").matcher(source.text());
            while (matcher.find()) {
                words.add(matcher.group());
            }
        }
        return words;
    }

    private static Set<String> fullNamesOf(List<JavaSource> all) {
        Set<String> names = new HashSet<>();
        for (JavaSource source : all) {
            String type = source.fileName().replace(".java", "");
            names.add(source.packageName());
            names.add(source.packageName() + "." + type);
        }
        return names;
    }

    /** Sources, scripts and build files, in which a page's options must be found. */
    private static String everythingElse() throws IOException {
        StringBuilder all = new StringBuilder();
        mainSources().forEach(source -> all.append(source.text()).append('\n'));
        Path root = repository.root();
        try (Stream<Path> files = Files.walk(root, 3)) {
            List<Path> texts = files.filter(Files::isRegularFile)
                    .filter(file -> !root.relativize(file).toString().matches("(?s)(\\.git|.*target|docs)/.*"))
                    .filter(file -> file.toString().matches(".*(bin/\\w+|run|\\.xml|\\.config|\\.sh)"))
                    .sorted()
                    .collect(Collectors.toList());
            for (Path file : texts) {
                all.append(Files.readString(file)).append('\n');
            }
        }
        return all.toString();
    }

    /** Each rule finds what it is there to find, and lets the good twin pass. */
    @Nested
    class EveryRuleCanFail {
        private static final String MAIN = "engine/src/main/java/dev/spoor/exec/Sample.java";

        @Test
        void layersPointDown() {
            HouseRule rule = LayerRules.layers(LEVELS);
            assertFinds(rule, "package dev.spoor.exec; import dev.spoor.sql.Dialect; class Sample {}");
            assertFinds(rule, "package dev.spoor.exec; import static dev.spoor.sql.Dialect.PARSER; class Sample {}");
            assertFinds(rule, "package dev.spoor.exec; class Sample { Object o = dev.spoor.Engine.open(); }");
            assertFinds(rule, "package dev.spoor.exec; import dev.spoor.output.Table; class Sample {}");
            assertFinds(rule, "package dev.spoor.unheardof; class Sample {}");
            assertPasses(rule, "package dev.spoor.exec; import dev.spoor.vector.Batch; class Sample {}");
            assertPasses(rule, "package dev.spoor.exec.join; import dev.spoor.exec.Operator; class Sample {}");
        }

        @Test
        void thirdPartiesStayInTheirRooms() {
            HouseRule rule = LayerRules.rooms(ROOMS);
            assertFinds(rule, "package dev.spoor.exec; import org.apache.calcite.rel.RelNode; class Sample {}");
            assertFinds(rule, "package dev.spoor.exec; class Sample { com.google.common.base.Joiner j; }");
            assertFinds(rule, "package dev.spoor.sql; import java.sql.Connection; class Sample {}");
            assertPasses(rule, "package dev.spoor.sql.rule; import org.apache.calcite.rel.RelNode; class Sample {}");
        }

        @Test
        void sizesAreLimited() {
            assertFinds(ShapeRules.fileLinesMax(2), "class Sample {\n\n}\n");
            assertPasses(ShapeRules.fileLinesMax(3), "class Sample {\n\n}\n");
            String method = "class Sample {\n void f() {\n int a;\n int b;\n }\n}\n";
            assertFinds(ShapeRules.methodLinesMax(3), method);
            assertPasses(ShapeRules.methodLinesMax(4), method);
            assertFinds(ShapeRules.methodLinesMax(3), "record Sample(int a) {\n Sample {\n a++;\n a--;\n }\n}\n");
        }

        @Test
        void typesHaveANoun() {
            assertFinds(ShapeRules.typesHaveANoun(), "final class StringUtils {}");
            assertFinds(ShapeRules.typesHaveANoun(), "class Good { interface PlanHelper {} }");
            assertFinds(ShapeRules.typesHaveANoun(), "record MemoryManager(int a) {}");
            assertPasses(ShapeRules.typesHaveANoun(), "class Utility {}");
        }

        @Test
        void filesBeginWithTheLicence() {
            assertFinds(ShapeRules.beginsWith("/* licence */\n"), "class Sample {}");
            assertPasses(ShapeRules.beginsWith("/* licence */\n"), "/* licence */\nclass Sample {}");
        }

        @Test
        void nothingIsLeftOver() {
            assertFinds(ShapeRules.nothingLeftOver(), "class Sample { /* TODO later */ }");
            assertPasses(ShapeRules.nothingLeftOver(), "class Sample { /* TODOS */ }");
        }

        @Test
        void switchesOverOurEnumsHaveNoDefault() {
            HouseRule rule = ShapeRules.noDefaultOverOurEnums(
                    ShapeRules.enumConstants(Repository.parse(
                            Map.of("Verdict.java", "enum Verdict { NONE, SOME, ALL; static int x; }"))),
                    List.of("other.Kind"));
            assertFinds(rule, "class Sample { int f(V v) { return switch (v) { case NONE -> 1; default -> 2; }; } }");
            assertFinds(rule, "class Sample { void f(V v) { switch (v) { case SOME, ALL: break; default: } } }");
            assertPasses(rule, "class Sample { int f(V v) { return switch (v) { case NONE, SOME, ALL -> 1; }; } }");
            assertPasses(
                    rule,
                    "import other.Kind; class Sample { int f(V v) { return switch (v) { case ALL -> 1; default -> 2; }; } }");
            assertPasses(rule, "class Sample { int f(V v) { return switch (v) { case OTHER -> 1; default -> 2; }; } }");
            assertPasses(rule, "class Sample { int f(int v) { return switch (v) { case 1 -> 1; default -> 2; }; } }");
        }

        @Test
        void machineDefaultsAreFound() {
            HouseRule rule = CallRules.noMachineDefaults();
            assertFinds(rule, method("java.util.TimeZone.getDefault();"));
            assertFinds(rule, method("ZoneId.systemDefault();"));
            assertFinds(rule, method("Locale.getDefault();"));
            assertFinds(rule, method("name.trim().toLowerCase();"));
            assertFinds(rule, method("\"a\".toUpperCase();"));
            assertFinds(rule, method("name.getBytes();"));
            assertFinds(rule, method("\"%d\".formatted(5);"));
            assertFinds(rule, method("Instant.now();"));
            assertFinds(rule, method("e.printStackTrace();"));
            assertPasses(rule, method("name.toLowerCase(Locale.ROOT); name.getBytes(UTF_8); Instant.now(clock);"));
        }

        @Test
        void clocksAreFound() {
            assertFinds(CallRules.noClocksOutside(List.of()), method("long t = System.nanoTime();"));
            assertFinds(CallRules.noClocksOutside(List.of()), method("long t = System.currentTimeMillis();"));
            assertPasses(CallRules.noClocksOutside(List.of("exec/Sample.java")), method("System.nanoTime();"));
        }

        @Test
        void stringFormatIsFound() {
            HouseRule hot = CallRules.noStringFormatIn(List.of("dev.spoor.exec"));
            assertFinds(hot, "package dev.spoor.exec; " + method("String.format(Locale.ROOT, \"%d\", 5);"));
            assertPasses(hot, "package dev.spoor.output; " + method("String.format(Locale.ROOT, \"%d\", 5);"));
            assertFinds(CallRules.stringFormatNamesALocale(), method("String.format(\"%d\", 5);"));
            assertPasses(CallRules.stringFormatNamesALocale(), method("String.format(Locale.ROOT, \"%d\", 5);"));
        }

        @Test
        void processStreamsAreFound() {
            HouseRule rule = CallRules.noProcessStreamsOutside(List.of("dev.spoor.shell"));
            assertFinds(rule, "package dev.spoor.exec; " + method("System.out.println();"));
            assertFinds(rule, "package dev.spoor.exec; " + method("System.exit(1);"));
            assertPasses(rule, "package dev.spoor.shell; " + method("System.out.println(); System.exit(1);"));
        }

        @Test
        void chanceWithoutSeedIsFound() {
            assertFinds(CallRules.noRandomWithoutSeed(), method("new Random();"));
            assertPasses(CallRules.noRandomWithoutSeed(), method("new Random(5);"));
        }

        @Test
        void missingChaptersAreFound() {
            List<JavaSource> without = Repository.parse(Map.of(MAIN, "package dev.spoor.exec; class Sample {}"));
            assertEquals(List.of("engine/src/main/java/dev/spoor/exec"), packagesWithoutChapter(without));
            List<JavaSource> with = Repository.parse(Map.of(
                    MAIN,
                    "package dev.spoor.exec; class Sample {}",
                    "engine/src/main/java/dev/spoor/exec/package-info.java",
                    "package dev.spoor.exec;"));
            assertEquals(List.of(), packagesWithoutChapter(with));
        }

        @Test
        void pagesThatNameWhatIsGoneAreFound() {
            PageRules rules =
                    new PageRules(repository.root(), Set.of("PlanNode"), Set.of("dev.spoor.exec"), "--logs PATH");
            assertEquals(1, rules.check(Map.of("a.md", "see `NoSuchOperator`")).size());
            assertEquals(
                    1, rules.check(Map.of("a.md", "see `dev.spoor.nosuch`")).size());
            assertEquals(
                    1, rules.check(Map.of("a.md", "see `engine/nosuch.txt`")).size());
            assertEquals(1, rules.check(Map.of("a.md", "see [it](nosuch.md)")).size());
            assertEquals(
                    1, rules.check(Map.of("a.md", "```\nspoor --nosuch 5\n```")).size());
            String good = "`PlanNode`, `dev.spoor.exec`, `engine/pom.xml`, [pom](pom.xml), `AWSLogs/x`, `--logs`";
            assertEquals(List.of(), rules.check(Map.of("a.md", good)));
        }

        private static String method(String body) {
            return "class Sample { void f() { " + body + " } }";
        }

        private static void assertFinds(HouseRule rule, String text) {
            assertTrue(!violations(rule, text).isEmpty(), () -> "found nothing in " + text);
        }

        private static void assertPasses(HouseRule rule, String text) {
            assertEquals(List.of(), violations(rule, text));
        }

        private static List<String> violations(HouseRule rule, String text) {
            List<String> found = new ArrayList<>();
            Repository.parse(Map.of(MAIN, text)).forEach(source -> rule.check(source, found::add));
            return found;
        }
    }
}
