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

/** The SQL scripts of the test resources, and the trail that they ask about. */
public final class ScriptCorpus {
    private static final Path FOLDER = Path.of("src", "test", "resources", "sql");

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

    /** All scripts, sorted by name. Tests run in the engine module's folder, as Maven runs them. */
    public static List<SqlScript> scripts() {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".sql"))
                    .sorted()
                    .map(ScriptCorpus::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + FOLDER.toAbsolutePath(), e);
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
