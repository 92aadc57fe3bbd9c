/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor;

import dev.spoor.error.EngineException;
import dev.spoor.expr.Values;
import dev.spoor.function.AggregateFunction;
import dev.spoor.function.FunctionDoc.Example;
import dev.spoor.function.FunctionLibrary;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Memory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The examples in the documentation of each aggregate are true. */
class AggregateExamplesTest {
    @Test
    void examplesGiveWhatTheySay() {
        List<String> wrong = new ArrayList<>();
        int examples = 0;
        try (Engine engine = Engine.open(EngineConfig.of());
                Session session = engine.newSession();
                Memory memory = Memory.root(1 << 20)) {
            for (AggregateFunction function : FunctionLibrary.standard().aggregates()) {
                // Names that SQL cannot say are the planner's.
                if (function.doc().name().startsWith("$")
                        || function.doc().name().equals("single_value")) {
                    continue;
                }
                for (Example example : function.doc().examples()) {
                    examples++;
                    String sql = "SELECT " + example.call() + " FROM " + example.from();
                    String actual;
                    try (ResultStream result = session.query(sql)) {
                        actual = first(result, memory);
                    } catch (EngineException e) {
                        actual = e.code() + " " + e.getMessage();
                    }
                    if (!String.valueOf(example.result()).equals(actual)) {
                        wrong.add(sql + " gave " + actual + ", not " + example.result());
                    }
                }
            }
        }
        assertEquals(List.of(), wrong);
        assertTrue(examples > 20, "only " + examples + " examples ran");
    }

    private static String first(ResultStream result, Memory memory) {
        try (Batch batch = result.next()) {
            return String.valueOf(Values.read(batch.column(0).flat(memory), 0));
        }
    }
}
