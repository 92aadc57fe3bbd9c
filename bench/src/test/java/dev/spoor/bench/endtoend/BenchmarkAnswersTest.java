/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.bench.endtoend;

import dev.spoor.sample.SampleSpec;
import dev.spoor.sample.SampleTrail;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** A time counts only if the answer is right: every case that needs no peer, on a small trail. */
class BenchmarkAnswersTest {
    @TempDir
    Path folder;

    @Test
    void everyCaseAnswersAsTheGeneratorSays() throws Exception {
        SampleSpec spec = SampleSpec.bench(3_000);
        Path trail = folder.resolve("bucket");
        new SampleTrail(spec).writeTo(trail, 2, done -> {});
        TruthFile.write(folder.resolve("truth.properties"), Truth.of(spec));
        Truth truth = TruthFile.read(folder.resolve("truth.properties"));
        BenchCase.Setup setup = new BenchCase.Setup(trail, truth, 2, folder.resolve("scratch"));
        for (Cases one : Cases.values()) {
            if (one == Cases.CLICKHOUSE) {
                continue;
            }
            try (BenchCase bench = one.make(setup)) {
                // so few events are sorted in memory
                String expected = one.expected(truth).replace(", spilled", ", in memory");
                assertEquals(expected, bench.run(), one.name());
                assertEquals(expected, bench.run(), one.name() + " again");
            }
        }
    }
}
