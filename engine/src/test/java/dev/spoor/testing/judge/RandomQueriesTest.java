/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.testing.judge;

import dev.spoor.sample.SampleSpec;
import dev.spoor.sample.SampleTrail;
import dev.spoor.testing.DuckDb;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The generator of queries itself: valid SQL, repeatable, and not only empty answers. */
class RandomQueriesTest {
    private static final int QUERIES = Integer.getInteger("tests.iters", 300);

    @Test
    void mostQueriesHaveRowsAndDuckDbUnderstandsAll() {
        SampleTrail trail = new SampleTrail(SampleSpec.testing(1_000, 5));
        List<String> failures = new ArrayList<>();
        int withRows = 0;
        try (DuckDb duck = DuckDb.of(trail.events(), trail.deliveries())) {
            RandomQueries queries = new RandomQueries(99, trail.events());
            for (int i = 0; i < QUERIES; i++) {
                RandomQuery query = queries.next();
                try {
                    withRows += duck.query(query.duck()).rows().isEmpty() ? 0 : 1;
                } catch (IllegalStateException e) {
                    failures.add(e.getMessage());
                }
            }
        }
        assertEquals(List.of(), failures);
        assertTrue(withRows > QUERIES / 2, withRows + " of " + QUERIES + " queries have rows");
    }

    @Test
    void aSeedGivesTheSameQueries() {
        SampleTrail trail = new SampleTrail(SampleSpec.testing(200, 5));
        RandomQueries one = new RandomQueries(7, trail.events());
        RandomQueries two = new RandomQueries(7, trail.events());
        for (int i = 0; i < 50; i++) {
            assertEquals(one.next(), two.next());
        }
    }
}
