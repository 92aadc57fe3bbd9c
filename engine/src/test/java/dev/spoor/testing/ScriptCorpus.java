/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.testing;

import dev.spoor.sample.SampleSpec;
import dev.spoor.sample.SampleTrail;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The SQL scripts of the test resources, and what they ask about: those of {@code sql} the generated trail, those of
 * {@code sql/dialect} the {@link Casebook}.
 */
public final class ScriptCorpus {
    private static final Path RESOURCES = Path.of("src", "test", "resources", "sql");

    /** Also for tests of other modules, which run in folders of their own. */
    private static final Path FOLDER =
            Files.isDirectory(RESOURCES) ? RESOURCES : Path.of("..", "engine").resolve(RESOURCES);

    private ScriptCorpus() {}

    /** The trail behind {@code events} and {@code deliveries} in all scripts: small, with every oddity. */
    public static SampleTrail trail() {
        return new SampleTrail(SampleSpec.testing(1_500, 20_260_301));
    }

    /** The tables of all scripts besides {@code events} and {@code deliveries}: views, each under a name of its kind. */
    public static Map<String, String> tables() {
        return Map.ofEntries(
                Map.entry("lake_view", "lake"),
                Map.entry("0233062b-51c6-4d18-8dec-a8c90da840d9", "lake"),
                Map.entry("8fd3c0a1-4b7e-4c1d-9e5f-1a2b3c4d5e6f", "lake"),
                Map.entry("5e1b7d90-0001-4e55-8333-944455566677", "lake"),
                Map.entry("athena_view", "athena"),
                Map.entry("security.trail", "athena:projection"),
                Map.entry("default.org_trail", "athena:organization"),
                Map.entry("\"security-lake\".\"trail logs\"", "athena:bootstrap"),
                Map.entry("perimeter_trail", "athena:perimeter"),
                Map.entry("central_trail", "athena:central"),
                Map.entry("hunt_trail", "athena:community"),
                Map.entry("free_trail", "athena:{region}/{yyyy}/{MM}/{dd}"),
                Map.entry("own_trail", "athena:dt={yyyy}-{MM}-{dd},kind={service},at={account}@{region}"),
                Map.entry("bare_trail", "athena:none"));
    }

    /** Scripts about the generated trail, sorted by name. Tests run in the folder of a module, as Maven runs them. */
    public static List<SqlScript> scripts() {
        return scripts(FOLDER);
    }

    /** Scripts in the words of CloudTrail Lake and Athena about the casebook, sorted by name. */
    public static List<SqlScript> dialectScripts() {
        return scripts(FOLDER.resolve("dialect"));
    }

    private static List<SqlScript> scripts(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".sql"))
                    .sorted()
                    .map(ScriptCorpus::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder.toAbsolutePath(), e);
        }
    }

    private static SqlScript read(Path file) {
        try {
            return SqlScript.read(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
