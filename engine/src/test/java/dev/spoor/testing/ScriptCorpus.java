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
import java.util.stream.Stream;

/** The SQL scripts of the test resources, and the trail that they ask about. */
public final class ScriptCorpus {
    private static final Path FOLDER = Path.of("src", "test", "resources", "sql");

    private ScriptCorpus() {}

    /** The trail behind {@code events} and {@code deliveries} in all scripts: small, with every oddity. */
    public static SampleTrail trail() {
        return new SampleTrail(SampleSpec.testing(1_500, 20_260_301));
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
